namespace QaBot.Grounding;

/// <summary>The words of a sentence by all that another word can be like them in. See <see cref="Likeness"/>.</summary>
internal sealed class WordIndex
{
    /// <summary>Parts of a compound have at least so many letters.</summary>
    private const int ShortestPart = 3;

    private readonly HashSet<string> _roots = new(StringComparer.Ordinal);
    private readonly HashSet<string> _forms = new(StringComparer.Ordinal);
    private readonly HashSet<string> _general = new(StringComparer.Ordinal);
    private readonly HashSet<int> _synonyms = [];
    private readonly HashSet<int> _groups = [];
    private readonly HashSet<int> _senses = [];
    private readonly Dictionary<string, List<string>> _families = new(StringComparer.Ordinal);
    private readonly List<double> _values;

    public WordIndex(Statement sentence)
    {
        _values = [.. sentence.Quantities.Select(quantity => quantity.Value)];
        for (var i = 1; i < sentence.Words.Count; i++)
        {
            var (first, second) = (sentence.Words[i - 1], sentence.Words[i]);
            // "End zone" is "endzone", but two words further apart are not one.
            if (second.Span.Start - first.Span.End == 1 && first.Surface.Length >= ShortestPart && second.Surface.Length >= ShortestPart)
                _forms.Add(first.Form + second.Form);
        }

        foreach (var word in sentence.Words)
        {
            _forms.Add(word.Form);
            if (word.Synonyms > 0)
                _synonyms.Add(word.Synonyms);
            foreach (var group in Synonyms.GroupsOf(word))
                _groups.Add(group);
            if (word.IsStopWord || !_roots.Add(word.Root))
                continue;
            if (word.Root.Length >= Likeness.FamilyPrefix && !word.IsNumber)
            {
                var prefix = word.Root[..Likeness.FamilyPrefix];
                if (!_families.TryGetValue(prefix, out var family))
                    _families[prefix] = family = [];
                family.Add(word.Root);
            }

            if (word.IsName)
                continue;
            foreach (var sense in WordRelations.SensesOf(word.Root))
                _senses.Add(sense);
            foreach (var general in WordRelations.MoreGeneralThan(word.Root))
                _general.Add(general);
        }
    }

    /// <param name="value">The number that the word is part of; null for other words.</param>
    public double LikenessTo(StatementWord word, double? value)
    {
        if (_roots.Contains(word.Root) || _forms.Contains(word.Form))
            return 1;
        if (value is { } number && _values.Contains(number))
            return 1;
        if (word.IsNumber)
            return 0;
        if (IsOfFamily(word.Root))
            return Likeness.Family;
        if (_synonyms.Contains(word.Synonyms) || Any(Synonyms.GroupsOf(word), _groups))
            return Likeness.Synonym;
        if (word.IsName)
            return 0;
        if (Any(WordRelations.SensesOf(word.Root), _senses))
            return Likeness.Sense;
        return _general.Contains(word.Root) ? Likeness.Broader : Any(WordRelations.MoreGeneralThan(word.Root), _roots) ? Likeness.Narrower : 0;
    }

    private bool IsOfFamily(string root)
    {
        if (root.Length < Likeness.FamilyPrefix || !_families.TryGetValue(root[..Likeness.FamilyPrefix], out var family))
            return false;
        foreach (var other in family)
        {
            if (Likeness.AreOfOneFamily(root, other))
                return true;
        }

        return false;
    }

    private static bool Any<T>(T[] values, HashSet<T> set)
    {
        foreach (var value in values)
        {
            if (set.Contains(value))
                return true;
        }

        return false;
    }
}
