using QaBot.Models.Extractive;
using QaBot.Retrieval;

namespace QaBot.Grounding;

/// <summary>What a question asks for, as sentences are held against it.</summary>
internal sealed class AskedThing
{
    /// <summary>Those who are counted where a population is asked for.</summary>
    private const string Inhabitants = "people inhabitants residents";

    private static readonly HashSet<string> s_indefinite = new(StringComparer.Ordinal) { "a", "an", "another", "other", "some", "many", "each", "every" };

    private readonly List<QuestionTerm> _terms;
    private readonly Dictionary<QuestionTerm, IReadOnlyList<StatementWord>> _words;
    private readonly List<QuestionTerm> _particulars;
    private readonly List<QuestionTerm> _keys;
    private readonly HashSet<string> _acronyms;

    public AskedThing(QuestionProfile profile, string question, Thesaurus thesaurus, Analyzer analyzer)
    {
        _terms = [.. profile.Terms];
        _words = _terms.ToDictionary(term => term, term => Alternatives(term.Word, analyzer));
        _particulars = [.. _terms.Where(term => term.IsName || IsNumber(term))];
        var general = _terms.Except(_particulars).ToLookup(term => thesaurus.IsLight(term.Term));
        _keys = [.. general[false].Any() ? general[false] : general[true]];
        _acronyms = [.. Acronyms.In(question)];
        Values = new StatedValues(profile.Type, question, [.. Counted(profile).SelectMany(term => _words[term])]);
    }

    public StatedValues Values { get; }

    /// <param name="context">What stands before the sentence in its passage, and its article's title.</param>
    /// <param name="value">The value that the sentence states.</param>
    /// <returns>The share of the question's weight that the sentence covers; null when it is not about the same thing.</returns>
    public double? Coverage(Statement sentence, Statement context, StatedValue value)
    {
        var covered = _terms.Where(term => Has(sentence, term)).ToHashSet();
        // A lifespan says "born" and "died" without the words, but only of the name before it.
        if (value is StatedDate { IsOfLifespan: true })
            return _particulars.TrueForAll(covered.Contains) ? 1 : null;
        var isAboutTheSame = _particulars.TrueForAll(term => covered.Contains(term) || (!IsNumber(term) && Has(context, term)));
        if (!isAboutTheSame || BringsInAnother(sentence, covered) || (_keys.Count > 0 && 2 * _keys.Count(covered.Contains) < _keys.Count))
            return null;
        var all = _terms.Sum(term => term.Weight);
        return all == 0 ? null : _terms.Where(term => covered.Contains(term) || (term.IsName && Has(context, term))).Sum(term => term.Weight) / all;
    }

    /// <summary>"An adjacent pavilion was built …", without one of the names, is of something else than what the text was about.</summary>
    private bool BringsInAnother(Statement sentence, HashSet<QuestionTerm> covered) =>
        _particulars.Exists(term => term.IsName) && !_particulars.Exists(term => term.IsName && covered.Contains(term))
        && sentence.Words is [var first, ..] && s_indefinite.Contains(first.Form);

    /// <summary>The words of the question as the sentence has them, " … " where it says something else between.</summary>
    public string About(Statement sentence)
    {
        var runs = new List<(int Start, int End)>();
        var isOpen = false;
        foreach (var word in sentence.Words)
        {
            var isAsked = _words.Values.Any(alternatives => alternatives.Any(word.IsSameAs));
            if (isAsked && isOpen)
                runs[^1] = (runs[^1].Start, word.Span.End);
            else if (isAsked)
                runs.Add((word.Span.Start, word.Span.End));
            isOpen = isAsked || (isOpen && word.IsStopWord);
        }

        var shown = new List<string>();
        foreach (var words in runs.Select(run => sentence.Text[run.Start..run.End].Trim('(', ')', ',', '"', '“', '”', ' ')))
        {
            // A word said again says no more, nor does one that stands in what is said already.
            if (!shown.Exists(said => said.Contains(words, StringComparison.OrdinalIgnoreCase)))
                shown.Add(words);
        }

        return string.Join(" … ", shown);
    }

    private IEnumerable<QuestionTerm> Counted(QuestionProfile profile)
    {
        var named = _terms.Where(term => profile.Focus.Contains(term.Term)).ToList();
        return profile.Type != AnswerType.Number ? _keys : named.Count > 0 ? named : _keys.Take(1);
    }

    private bool Has(Statement statement, QuestionTerm term) =>
        _words[term].Any(statement.Has)
        || (term.IsName && statement.Words.Any(word => _acronyms.Contains(Undotted(word.Surface))))
        || (term.Word.All(char.IsUpper) && Acronyms.In(statement.Text).Contains(term.Word));

    private static string Undotted(string word) => word.Replace(".", "", StringComparison.Ordinal);

    private static bool IsNumber(QuestionTerm term) => char.IsDigit(term.Word[0]);

    private static IReadOnlyList<StatementWord> Alternatives(string word, Analyzer analyzer) =>
        new Statement(word.Equals("population", StringComparison.OrdinalIgnoreCase) ? $"{word} {Inhabitants}" : word, analyzer).Words;
}
