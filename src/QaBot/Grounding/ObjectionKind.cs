namespace QaBot.Grounding;

internal enum ObjectionKind
{
    Number,
    Date,
    Name,
    Negation,
    Opposite,
    Quantifier,
    Attribution,
    Modality,
    Quotation,
    Address,
    Predicate,
    Mixture,
}
