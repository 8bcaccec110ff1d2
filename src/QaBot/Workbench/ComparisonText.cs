using System.Globalization;
using System.Text;
using QaBot.Answering;
using QaBot.Grounding;

namespace QaBot.Workbench;

/// <summary>A comparison in Markdown, one answer after the other.</summary>
internal static class ComparisonText
{
    private const int QuoteLength = 200;
    private const int QuestionLength = 200;

    public static string Of(PromptComparison comparison, WorkbenchPhrases phrases)
    {
        var (first, second) = (comparison.First, comparison.Second);
        var text = new StringBuilder($"{phrases.Comparing(Name(first), Name(second), WorkbenchText.Plain(comparison.Question.Text, QuestionLength))}\n");
        if (comparison.WordingMatters)
        {
            Append(text, first, phrases);
            Append(text, second, phrases);
            text.Append($"\n---\n\n{Shared(comparison, phrases)}");
            return text.ToString();
        }

        text.Append($"\n{(first.Answer.Found is null ? phrases.NotSearched : phrases.WordingHasNoEffect)}\n\n- {Name(first)} · {Facts(first, phrases)}\n- {Name(second)} · {Facts(second, phrases)}\n");
        var evidence = first.Answer.Evidence;
        if (evidence.Count > 0)
            text.Append($"\n{phrases.BothWouldSend(evidence.Count)}\n\n");
        foreach (var piece in evidence)
            text.Append(CultureInfo.InvariantCulture, $"{piece.Number}. {WorkbenchText.Source(piece.Article, piece.Span, QuoteLength)}: “{WorkbenchText.Plain(piece.Text, QuoteLength)}”\n");
        text.Append($"\n{phrases.SameAnswer}\n\n");
        AppendAnswer(text, first.Answer, phrases);
        return text.ToString().TrimEnd();
    }

    /// <summary>One of the answers.</summary>
    public static string Side(ComparedAnswer compared, WorkbenchPhrases phrases)
    {
        var text = new StringBuilder($"{Name(compared)}\n{Facts(compared, phrases)}\n\n");
        AppendAnswer(text, compared.Answer, phrases);
        return text.ToString().TrimEnd();
    }

    private static void Append(StringBuilder text, ComparedAnswer compared, WorkbenchPhrases phrases)
    {
        text.Append($"\n---\n\n{Name(compared)} · {Facts(compared, phrases)}\n\n");
        AppendAnswer(text, compared.Answer, phrases);
    }

    private static void AppendAnswer(StringBuilder text, Answer answer, WorkbenchPhrases phrases)
    {
        text.Append(WorkbenchText.Answer(answer)).Append('\n');
        if (answer.Reason is { } reason)
            text.Append($"\n{phrases.RefusedBecause(WorkbenchText.Plain(reason))}\n");
        if (answer.Claims.Count > 0)
            text.Append($"\n{phrases.Verdicts(answer.Claims)}\n");
        foreach (var claim in answer.Claims.Where(claim => claim.Grounding.Verdict != GroundingVerdict.Supported))
            text.Append($"\n- {phrases.Verdict(claim.Grounding.Verdict)}: {WorkbenchText.Plain(claim.Text, QuoteLength)} – {WorkbenchText.Plain(claim.Grounding.Reason, QuoteLength)}");
        foreach (var citation in answer.Citations)
            text.Append(CultureInfo.InvariantCulture, $"\n- [{citation.Number}] {WorkbenchText.Source(citation.Article, citation.Span, QuoteLength)}: “{WorkbenchText.Plain(citation.Quote, QuoteLength)}”");
        text.Append('\n');
    }

    private static string Facts(ComparedAnswer compared, WorkbenchPhrases phrases)
    {
        var answer = compared.Answer;
        var facts = new List<string> { WorkbenchText.Hash(compared.Prompt.Hash) };
        if (answer.Model is { } model)
            facts.Add(WorkbenchText.Plain(model) + (answer.Degraded is { } degraded ? $" ({degraded.Name})" : ""));
        facts.Add($"{WorkbenchText.Milliseconds(answer.Timings.Total)} ms");
        facts.Add(compared.PromptTokens is { } sent ? phrases.Send(sent) : phrases.NoModelAsked);
        if (answer.Usage is { } usage)
            facts.Add(phrases.ModelTokens(Count(usage.InputTokenCount), Count(usage.OutputTokenCount)));
        var problem = answer.PromptProblem is { } told ? $" ⚠ {WorkbenchText.Plain(told)} {phrases.LastGoodStays}" : "";
        return $"{string.Join(" · ", facts)}{problem}";
    }

    /// <summary>What both cite, and what one of them does.</summary>
    public static string Shared(PromptComparison comparison, WorkbenchPhrases phrases)
    {
        var (first, second) = (comparison.First, comparison.Second);
        var (one, other) = (Quotes(first), Quotes(second));
        var both = one.Count(other.Contains);
        return phrases.CitedByBoth(both, Name(first), one.Count - both, Name(second), other.Count - both);
    }

    private static HashSet<(string, int, int)> Quotes(ComparedAnswer compared) =>
        [.. compared.Answer.Citations.Select(citation => (citation.Article.Name, citation.Span.Start, citation.Span.End))];

    private static string Count(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? "?";

    private static string Name(ComparedAnswer compared) => $"**{WorkbenchText.Plain(compared.Prompt.Name)}**";
}
