using System.Text;
using QaBot.Answering;
using QaBot.Articles;
using QaBot.Grounding;
using QaBot.Web.Bot.Channels;

namespace QaBot.Web.Tests.Bot.Channels;

/// <summary>Answers that channels must cope with.</summary>
internal static class SampleReplies
{
    public static Uri Site { get; } = new("https://qabot.example/base");

    /// <summary>What a source, a user or a model could write to get more than words shown.</summary>
    public static string Hostile { get; } =
        "[click](http://evil.example) ![x](http://evil.example/x.png) <script>alert(1)</script> <a href=\"http://evil.example\">a</a> https://evil.example/a www.evil.example "
        + "mailto:a@evil.example `code` **bold** [9] &lt;b&gt; [2]: http://evil.example";

    public static AnswerReply Of(Answer answer) => new(answer) { RecordId = "0123456789abcdef", SourcesUrl = Site };

    /// <param name="claims">How many; each has a citation of its own.</param>
    public static Answer Cited(int claims, int claimLength = 60, int quoteLength = 80, string question = "What is it?", string extra = "", string title = "The title of it")
    {
        var phrases = Phrasebook.For(LanguageDetector.Detect(question));
        var (articleText, text) = (new StringBuilder(), new StringBuilder());
        var (list, citations) = (new List<Claim>(), new List<(int Number, TextSpan Span)>());
        for (var number = 1; number <= claims; number++)
        {
            var claim = $"Claim {number} {extra}{Words(claimLength)} ends so.";
            var verdict = number % 3 == 0 ? GroundingVerdict.Partial : GroundingVerdict.Supported;
            var start = articleText.Length;
            articleText.Append($"Quote {number} {extra}{Words(quoteLength)} ends so.").Append('\n');
            citations.Add((number, new TextSpan(start, articleText.Length - 1)));
            list.Add(new Claim(claim, [number], new GroundingResult(verdict, 1, "")));
            text.Append(text.Length > 0 ? "\n" : "").Append(claim).Append($" [{number}]").Append(verdict == GroundingVerdict.Partial ? $" {phrases.PartlySupported}" : "");
        }

        var article = new Article { Name = "a b.txt", Text = articleText.ToString(), ContentHash = "", Title = title, Publisher = "The Publisher of it", Blocks = [] };
        return Answer(AnswerKind.Cited, text.ToString(), question) with
        {
            Claims = list,
            Citations = [.. citations.Select(citation => new Citation(citation.Number, article, citation.Span))],
        };
    }

    public static Answer Answer(AnswerKind kind, string text, string question = "What is it?") => new()
    {
        Question = new Question(question),
        Kind = kind,
        Query = "?",
        Text = text,
        Timings = new AnswerTimings(default, default, default, default),
    };

    private static string Words(int length) => string.Concat(Enumerable.Repeat("word ", length / 5)).TrimEnd();
}
