using QaBot.Articles;

namespace QaBot.Grounding;

/// <param name="Term">As the analyzer has it, stemmed.</param>
/// <param name="Surface">As written.</param>
/// <param name="Form">Lower-case, with its "n't" or "'s".</param>
internal sealed record StatementWord(string Term, string Surface, string Form, TextSpan Span, bool IsStopWord, bool StartsSentence)
{
    /// <summary>Words that begin alike this far are taken for forms of one word ("Mexico", "Mexican").</summary>
    private const int StemLength = 5;

    /// <summary>The first letters of a longer word; empty for numbers and short words.</summary>
    public string Stem { get; } = Term.Length >= StemLength && !char.IsDigit(Surface[0]) ? Term[..StemLength] : "";

    /// <summary>Number of its group of synonyms; 0 for none.</summary>
    public int Synonyms { get; } = Lexicon.SynonymsOf(Form);

    /// <summary>The stem of its base form: that of "take" for "took".</summary>
    public string Root => field ??= IrregularForms.BaseOf(Form) ?? Term;

    /// <summary>A word that the name which this is a part of is known by ("usa" for "United States"); null for none.</summary>
    public string? Alias { get; init; }

    /// <summary>See <see cref="Grounding.Synonyms.GroupsOf"/>.</summary>
    public int[] Groups => field ??= Grounding.Synonyms.GroupsOf(this);

    /// <summary>See <see cref="WordRelations.Word"/>.</summary>
    public int[] Senses => Relations.Senses;

    /// <summary>See <see cref="WordRelations.Word"/>.</summary>
    public string[] MoreGeneral => Relations.MoreGeneral;

    private WordRelations.Word Relations => field ??= WordRelations.Of(Root);

    public bool IsNumber => char.IsDigit(Surface[0]);

    public bool IsCapitalized => char.IsUpper(Surface[0]);

    /// <summary>Written as a name is: a capital where none is due.</summary>
    public bool IsName => IsCapitalized && !StartsSentence && !(IsStopWord && Surface.Length <= 3) && Surface != "I";

    /// <summary>Begins a sentence with a capital, where a name and any other subject look alike.</summary>
    public bool MayBeName => StartsSentence && IsCapitalized && !IsStopWord && Surface.Length >= 4 && !Form.EndsWith("ly", StringComparison.Ordinal)
        && !Form.EndsWith("ing", StringComparison.Ordinal) && !Form.EndsWith("ed", StringComparison.Ordinal) && !Lexicon.Interjections.Contains(Form) && !Lexicon.Openers.Contains(Form);

    public bool IsNegator => Lexicon.Negators.Contains(Form) || Form.EndsWith("n't", StringComparison.Ordinal);

    /// <summary>The same word, a form of it, or a synonym.</summary>
    public bool IsSameAs(StatementWord other) =>
        Term == other.Term || (Synonyms > 0 && Synonyms == other.Synonyms) || (Stem.Length > 0 && Stem == other.Stem);
}
