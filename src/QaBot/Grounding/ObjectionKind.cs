namespace QaBot.Grounding;

internal enum ObjectionKind
{
    Number,
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
