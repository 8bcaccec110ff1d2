using System.Text;
using System.Text.RegularExpressions;
using QaBot.Evaluation.Sets;

namespace QaBot.Evaluation.Metrics;

/// <summary>Looks for accepted wordings in what an answer shows first. Markers do not count as text.</summary>
/// <remarks>
/// Containing an accepted answer is the "accuracy" of open-domain question answering with free text (Mallen et al., When Not to Trust Language
/// Models, 2023); the windows keep an answer from containing everything by being long.
/// </remarks>
public sealed partial class GoldenAnswer
{
    /// <summary>Characters in which an answer must have been given.</summary>
    public const int AnswerWindow = 250;

    /// <summary>Characters in which several answers must have been given, and in which a wrong one does harm.</summary>
    public const int LongWindow = 800;

    private readonly WholeWords _first;
    private readonly WholeWords _long;

    /// <param name="shown">The answer with its markers; empty for a refusal, which shows no answer.</param>
    public GoldenAnswer(string shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        var text = Marker().Replace(shown, " ");
        (_first, _long) = (new WholeWords(Start(text, AnswerWindow)), new WholeWords(Start(text, LongWindow)));
    }

    /// <summary>Whether one of the accepted answers is given at once.</summary>
    public bool Has(IEnumerable<string> answers) => answers.Any(_first.Contain);

    /// <summary>Whether one of the wordings is given, at once or further down.</summary>
    public bool Mentions(IEnumerable<string> wordings) => wordings.Any(_long.Contain);

    /// <summary>Whether each group has a wording that is given, at once or further down.</summary>
    public bool HasAll(IEnumerable<IReadOnlyList<string>> groups) => groups.All(Mentions);

    /// <summary>Whether one of the accepted answers is short enough to be given at once.</summary>
    public static bool Fits(EvaluationQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.Answers.Any(answer => answer.EnumerateRunes().Count() <= AnswerWindow);
    }

    /// <summary>The first characters, where one outside of the basic plane counts once.</summary>
    private static string Start(string text, int characters)
    {
        var start = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(characters))
            start.Append(rune.ToString());
        return start.ToString();
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Marker();
}
