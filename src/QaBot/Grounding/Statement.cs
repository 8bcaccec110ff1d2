using QaBot.Articles;
using QaBot.Grounding.Numbers;
using QaBot.Retrieval;

namespace QaBot.Grounding;

/// <summary>A claim, or a sentence of a source, read for what can be compared: its words, quantities and names. Not thread-safe: what few need is read when it is asked for.</summary>
internal sealed class Statement
{
    public Statement(string text, Analyzer analyzer)
    {
        Text = text;
        Words = WithAliases([.. analyzer.Analyze(text).Select(t => Read(text, t))]);
        Content = [.. Words.Where(w => !w.IsStopWord)];
    }

    public string Text { get; }

    public IReadOnlyList<StatementWord> Words { get; }

    /// <summary>The words that carry topic.</summary>
    public IReadOnlyList<StatementWord> Content { get; }

    public IReadOnlyList<Quantity> Quantities => field ??= Quantity.All(Text);

    public IReadOnlyList<Fraction> Fractions => field ??= [.. Fraction.All(Text)];

    /// <summary>The quantities and whatever else says how much or when, each once.</summary>
    public IReadOnlyList<ClaimedNumber> Numbers => field ??= ClaimedNumber.In(this);

    /// <summary>Terms of <see cref="Content"/>.</summary>
    public IReadOnlySet<string> Terms => field ??= Content.Select(w => w.Term).ToHashSet(StringComparer.Ordinal);

    /// <summary>All words, lower-case but not stemmed.</summary>
    public IReadOnlySet<string> Forms => field ??= Words.Select(w => w.Form).ToHashSet(StringComparer.Ordinal);

    /// <summary>First letters of the longer words.</summary>
    public IReadOnlySet<string> Stems => field ??= Content.Where(w => w.Stem.Length > 0).Select(w => w.Stem).ToHashSet(StringComparer.Ordinal);

    /// <summary>Numbers of the groups of synonyms that its words belong to.</summary>
    public IReadOnlySet<int> Synonyms => field ??= Words.Where(w => w.Synonyms > 0).Select(w => w.Synonyms).ToHashSet();

    /// <summary>True when it has the word, a form of it, or a synonym.</summary>
    public bool Has(StatementWord word) =>
        Terms.Contains(word.Term) || Forms.Contains(word.Form) || Stems.Contains(word.Stem) || Synonyms.Contains(word.Synonyms);

    private static StatementWord[] WithAliases(StatementWord[] words)
    {
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i - 1].Form != "united" || (words[i].Form is "states" ? "usa" : words[i].Form is "kingdom" ? "uk" : null) is not { } alias)
                continue;
            words[i - 1] = words[i - 1] with { Alias = alias };
            words[i] = words[i] with { Alias = alias };
        }

        return words;
    }

    private static StatementWord Read(string text, AnalyzedToken token)
    {
        var surface = text.Slice(token.Span);
        var end = token.Span.End;
        // The analyzer leaves "n't" and possessives out of its words; a negation must not be lost with them.
        while (end < text.Length && (char.IsLetter(text[end]) || text[end] is '\'' or '’'))
            end++;
        var form = text[token.Span.Start..end].ToLowerInvariant().Replace('’', '\'');
        var before = text.AsSpan(0, token.Span.Start).TrimEnd(" \u00A0\n\r\t\"“‘'(*_");
        var startsSentence = before.IsEmpty || before[^1] is '.' or '!' or '?' or ':' or '\n';
        return new StatementWord(token.Term, surface, form, token.Span, token.IsStopWord || IsFragment(text, token.Span) || (startsSentence && Lexicon.Greetings.Contains(form)), startsSentence);
    }

    /// <summary>The "s" of "it 's", as texts that were cut into tokens have it.</summary>
    private static bool IsFragment(string text, TextSpan span) =>
        span.Length <= 2 && span.Start > 0 && text[span.Start - 1] is '\'' or '’' && text.AsSpan(span.Start, span.Length) is "s" or "d" or "m" or "t" or "ll" or "re" or "ve";
}
