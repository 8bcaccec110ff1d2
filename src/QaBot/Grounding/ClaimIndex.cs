using QaBot.Grounding.Numbers;

namespace QaBot.Grounding;

/// <summary>The content words of a claim by all that a source's word can be like them in, to go through long sources in one pass. See <see cref="Likeness"/>.</summary>
internal sealed class ClaimIndex
{
    /// <summary>Parts of a compound have at least so many letters.</summary>
    private const int ShortestPart = 3;

    private readonly IReadOnlyList<StatementWord> _words;
    private readonly ClaimedNumber?[] _numbers;
    private readonly HashSet<char> _initials = [];
    private readonly Dictionary<string, List<int>> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _families = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _general = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<int>> _synonyms = [];
    private readonly Dictionary<int, List<int>> _groups = [];
    private readonly Dictionary<int, List<int>> _senses = [];

    public ClaimIndex(Statement claim)
    {
        _words = claim.Content;
        _numbers = [.. _words.Select(w => claim.Numbers.FirstOrDefault(n => n.Span.Contains(w.Span)))];
        for (var i = 0; i < _words.Count; i++)
        {
            var word = _words[i];
            _initials.Add(word.Form[0]);
            _initials.Add(word.Root[0]);
            Add(_roots, word.Root, i);
            Add(_forms, word.Form, i);
            if (word.IsNumber)
                continue;
            if (word.Root.Length >= Likeness.FamilyPrefix)
                Add(_families, word.Root[..Likeness.FamilyPrefix], i);
            if (word.Synonyms > 0)
                Add(_synonyms, word.Synonyms, i);
            foreach (var group in word.Groups)
                Add(_groups, group, i);
            if (word.IsName)
                continue;
            foreach (var sense in word.Senses)
                Add(_senses, sense, i);
            foreach (var general in word.MoreGeneral)
                Add(_general, general, i);
        }
    }

    /// <summary>Writes how like each content word of the claim is to the likest of the sentence.</summary>
    /// <param name="likeness">One for each content word, 0 at first.</param>
    public void Compare(Statement sentence, Span<double> likeness)
    {
        for (var i = 0; i < sentence.Words.Count; i++)
        {
            var word = sentence.Words[i];
            if (_initials.Contains(word.Form[0]))
                Mark(_forms, word.Form, 1, likeness);
            // "End zone" is "endzone", but two words further apart are not one.
            if (i > 0 && word.Span.Start - sentence.Words[i - 1].Span.End == 1 && word.Form.Length >= ShortestPart && sentence.Words[i - 1].Form.Length >= ShortestPart)
                MarkCompound(sentence.Words[i - 1].Form, word.Form, likeness);
            if (word.Synonyms > 0)
                Mark(_synonyms, word.Synonyms, Likeness.Synonym, likeness);
            foreach (var group in word.Groups)
                Mark(_groups, group, Likeness.Synonym, likeness);
            if (word.IsStopWord)
                continue;
            if (_initials.Contains(word.Root[0]))
                Mark(_roots, word.Root, 1, likeness);
            if (word.IsNumber)
                continue;
            if (_initials.Contains(word.Root[0]))
                MarkFamily(word.Root, likeness);
            if (word.IsName)
                continue;
            foreach (var sense in word.Senses)
                Mark(_senses, sense, Likeness.Sense, likeness);
            foreach (var general in word.MoreGeneral)
            {
                if (_initials.Contains(general[0]))
                    MarkCommon(general, likeness);
            }

            Mark(_general, word.Root, Likeness.Narrower, likeness);
        }

        for (var i = 0; i < _numbers.Length; i++)
        {
            if (_numbers[i] is { } number && (number.IsStatedIn(sentence) || (number is PlainNumber plain && sentence.Quantities.Any(q => q.Value == plain.Quantity.Value))))
                likeness[i] = 1;
        }
    }

    private void MarkCompound(string first, string second, Span<double> likeness)
    {
        for (var i = 0; i < _words.Count; i++)
        {
            var form = _words[i].Form;
            if (form.Length == first.Length + second.Length && form.StartsWith(first, StringComparison.Ordinal) && form.EndsWith(second, StringComparison.Ordinal))
                likeness[i] = 1;
        }
    }

    private void MarkFamily(string root, Span<double> likeness)
    {
        if (root.Length < Likeness.FamilyPrefix || !_families.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(root.AsSpan(0, Likeness.FamilyPrefix), out var places))
            return;
        foreach (var place in places)
        {
            if (likeness[place] < Likeness.Family && Likeness.AreOfOneFamily(_words[place].Root, root))
                likeness[place] = Likeness.Family;
        }
    }

    private void MarkCommon(string root, Span<double> likeness)
    {
        if (!_roots.TryGetValue(root, out var places))
            return;
        foreach (var place in places)
        {
            if (!_words[place].IsName)
                likeness[place] = Math.Max(likeness[place], Likeness.Broader);
        }
    }

    private static void Mark<T>(Dictionary<T, List<int>> index, T key, double value, Span<double> likeness)
        where T : notnull
    {
        if (!index.TryGetValue(key, out var places))
            return;
        foreach (var place in places)
            likeness[place] = Math.Max(likeness[place], value);
    }

    private static void Add<T>(Dictionary<T, List<int>> index, T key, int place)
        where T : notnull
    {
        if (!index.TryGetValue(key, out var places))
            index[key] = places = [];
        places.Add(place);
    }
}
