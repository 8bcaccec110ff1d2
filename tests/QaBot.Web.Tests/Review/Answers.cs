using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using QaBot.Answering;
using QaBot.Review;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Review;

/// <summary>Answers as the bot stores them, put into a host's store.</summary>
internal static class Answers
{
    private static readonly FakeTimeProvider s_time = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };

    /// <summary>An answer whose claims each are a sentence of an article, which is their quote too.</summary>
    /// <param name="quotes">Each stands in the text.</param>
    public static AnswerRecord Cited(string question, string article, string text, params string[] quotes)
    {
        var spans = quotes.Select(quote => (quote, start: text.IndexOf(quote, StringComparison.Ordinal))).ToList();
        return Record(AnswerKind.Cited, new AnswerJson
        {
            Question = question,
            Query = question,
            Answer = string.Join(' ', quotes.Select((quote, i) => string.Create(CultureInfo.InvariantCulture, $"{quote} [{i + 1}]"))),
            Refused = false,
            Citations = [.. spans.Select((span, i) => new AnswerJson.CitationJson(i + 1, article, null, span.quote, span.start, span.start + span.quote.Length))],
            Claims = [.. quotes.Select((quote, i) => new AnswerJson.ClaimJson(quote, [i + 1], "supported", 0.9))],
            Disagreements = [],
            Retrieved = [new AnswerJson.PassageJson(article, 0, text.Length, 7.5)],
            Model = "extractive",
            Prompt = new PromptIdentity("AnswerQuestion", new string('a', 64)),
            ElapsedMs = new AnswerJson.ElapsedJson(1, 2, 3, 6),
        }) with
        {
            VerdictReasons = [.. quotes.Select(_ => "The words are the source's.")],
            Evidence = [new EvidenceRecord(1, article, 0, text.Length, 7.5, text)],
            RenderedPrompt = $"<passage n=\"1\">{text}</passage>",
            Draft = $"{string.Join(' ', quotes)} [1]",
        };
    }

    /// <summary>A refusal for which an article was found all the same.</summary>
    public static AnswerRecord Refused(string question, string article, string text) => Record(AnswerKind.Refused, new AnswerJson
    {
        Question = question,
        Query = question,
        Answer = "The sources do not say.",
        Refused = true,
        Reason = "Nothing in the sources is close enough.",
        Citations = [],
        Claims = [],
        Disagreements = [],
        Retrieved = [new AnswerJson.PassageJson(article, 0, text.Length, 0.5)],
        ElapsedMs = new AnswerJson.ElapsedJson(1, 0, 0, 1),
    }) with
    {
        Evidence = [new EvidenceRecord(1, article, 0, text.Length, 0.5, text)],
    };

    public static async Task<AnswerRecord> StoreAsync(this BotHost host, AnswerRecord record)
    {
        await using var log = await AnswerLog.OpenAsync(host.AnswerLogFile);
        await log.AppendAsync(record);
        return record;
    }

    public static async Task RateAsync(this BotHost host, AnswerRecord record, Reaction reaction, string? comment = null)
    {
        await using var log = await AnswerLog.OpenAsync(host.AnswerLogFile);
        await log.RateAsync(new AnswerFeedback { AnswerId = record.Id, UserId = "u2", Channel = "webchat", Reaction = reaction, Comment = comment, Time = s_time.GetUtcNow() });
    }

    private static AnswerRecord Record(AnswerKind kind, AnswerJson answer)
    {
        var now = s_time.GetUtcNow();
        return new AnswerRecord
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            Time = now,
            Kind = kind,
            Answer = answer,
            Channel = "webchat",
            ConversationId = "c1",
            UserId = "u1",
            ConfigurationHash = new string('b', 64),
        };
    }
}
