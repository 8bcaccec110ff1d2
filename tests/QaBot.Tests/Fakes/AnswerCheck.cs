using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QaBot.Answering;
using QaBot.Articles;
using QaBot.Models;

namespace QaBot.Tests.Fakes;

/// <summary>
/// What must hold for every answer, whatever was asked and whatever the articles hold: checked against the files on disk, not against
/// what was read from them.
/// </summary>
/// <param name="corpus">The folder that the answers come from.</param>
internal sealed partial class AnswerCheck(string corpus)
{
    /// <summary>Fails with everything that is wrong with the answer.</summary>
    public void Holds(Answer answer)
    {
        var faults = Faults(answer).ToList();
        Assert.True(faults.Count == 0, $"{answer.Question.Text[..Math.Min(200, answer.Question.Text.Length)]}\n→ {answer.Text}\n{string.Join('\n', faults)}");
    }

    private IEnumerable<string> Faults(Answer answer) =>
        MarkerFaults(answer)
            .Concat(answer.Citations.SelectMany(QuoteFaults))
            .Concat(answer.Kind == AnswerKind.Cited ? ClaimFaults(answer) : EmptinessFaults(answer))
            .Concat(TextFaults(answer));

    private static IEnumerable<string> MarkerFaults(Answer answer)
    {
        var numbers = answer.Citations.Select(citation => citation.Number).ToList();
        if (!numbers.SequenceEqual(Enumerable.Range(1, numbers.Count)))
            yield return $"The citations are numbered {string.Join(", ", numbers)}.";
        var markers = Marker().Matches(answer.Text).Select(match => int.Parse(match.Groups[1].ValueSpan, provider: null)).ToHashSet();
        foreach (var marker in markers.Except(numbers))
            yield return $"[{marker}] is no citation.";
        foreach (var number in numbers.Except(markers))
            yield return $"[{number}] is not in the text.";
    }

    private IEnumerable<string> QuoteFaults(Citation citation)
    {
        var (start, end) = (citation.Span.Start, citation.Span.End);
        var text = ReadsAsItStands(citation.Article) ? Decode(citation.Article.Name) : citation.Article.Text;
        if (start < 0 || end <= start || end > text.Length || text[start..end] != citation.Quote)
            yield return $"[{citation.Number}] is not what stands at {start}–{end} of {citation.Article.Name}: {citation.Quote}";
    }

    private static IEnumerable<string> ClaimFaults(Answer answer)
    {
        if (answer.Claims.Count == 0)
            yield return "A cited answer has no claim.";
        foreach (var claim in answer.Claims)
        {
            if (Marker().IsMatch(claim.Text))
                yield return $"A claim holds a marker: {claim.Text}";
            if (!answer.Text.Contains(claim.Text, StringComparison.Ordinal))
                yield return $"A claim is not in the text: {claim.Text}";
            var cited = answer.Citations.Where(citation => claim.Citations.Contains(citation.Number)).ToList();
            if (cited.Count != claim.Citations.Count)
                yield return $"A claim cites what is not there: {claim.Text}";
            if (answer.Model == ExtractiveChatClient.ModelName && !cited.Exists(citation => Shown(citation.Quote).Contains(claim.Text, StringComparison.Ordinal)))
                yield return $"Not word for word in what it cites: {claim.Text}";
        }
    }

    private static IEnumerable<string> EmptinessFaults(Answer answer)
    {
        if (answer.Citations.Count + answer.Claims.Count + answer.Disagreements.Count > 0)
            yield return $"A {answer.Kind} answer has claims.";
        if (answer.Refused != (answer.Reason is not null))
            yield return answer.Refused ? "A refusal gives no reason." : "A reply that is no refusal gives a reason to refuse.";
    }

    private static IEnumerable<string> TextFaults(Answer answer)
    {
        if (string.IsNullOrWhiteSpace(answer.Text))
            yield return "The text is empty.";
        if (EvidenceMarkup.ReplaceIllegal(answer.Text) != answer.Text)
            yield return "The text holds what XML forbids.";
        if (answer.Refused && answer.Text.Length + answer.Reason?.Length > 2000)
            yield return "A refusal is longer than anybody reads.";
        var json = JsonNode.Parse(AnswerJson.From(answer).ToString())!;
        if ((string?)json["answer"] != answer.Text || json["citations"]!.AsArray().Count != answer.Citations.Count)
            yield return "The JSON says something else.";
    }

    /// <summary>What an article's words look like in an answer: without reference marks of their own, which would read as citations.</summary>
    private static string Shown(string quote) => SpacedMarker().Replace(EvidenceMarkup.ReplaceIllegal(quote), "");

    private static bool ReadsAsItStands(Article article) => Path.GetExtension(article.Name) is ".txt" or ".md";

    private string Decode(string name)
    {
        using var reader = new StreamReader(Path.Combine(corpus, name), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\[([0-9]{1,3})\]")]
    private static partial Regex Marker();

    [GeneratedRegex(@"[ \u00A0]?\[[0-9]{1,3}\]")]
    private static partial Regex SpacedMarker();
}
