using System.Globalization;
using QaBot.Answering;
using QaBot.Review;
using QaBot.Review.Sqlite;
using QaBot.Review.Verdicts;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Review.Figures;

/// <summary>Many answers of several weeks with their reviews, as they are after some time, put into a host's store.</summary>
internal static class ReviewedAnswers
{
    public const string Article = "lighthouse.txt";

    public const string Quote = "The lighthouse of Norrland was built in 1874.";

    public const string OtherQuote = "Its keeper was Anna Berg, who lived there for forty years.";

    public const string Text = $"The light on the cliff\n\n{Quote} {OtherQuote}\n";

    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Of the same content in every run: by two prompts, models and channels, of every kind of verdict, the second model better than the first.</summary>
    public static async Task FillAsync(BotHost host, int count)
    {
        await using var log = await AnswerLog.OpenAsync(host.AnswerLogFile);
        await using var store = await SqliteReviewStore.OpenAsync(host.AnswerLogFile, TimeProvider.System);
        for (var i = 0; i < count; i++)
        {
            var record = Make(i);
            await log.AppendAsync(record);
            if (i % 3 == 0)
                await log.RateAsync(new AnswerFeedback { AnswerId = record.Id, UserId = $"u{i}", Channel = "webchat", Reaction = i % 9 == 0 ? Reaction.Dislike : Reaction.Like, Time = record.Time });
            if (record.Answer.Refused || i % 2 == 0)
                await store.SaveAsync(Review(record, "ann", isStrict: true));
            if (i % 8 == 0)
                await store.SaveAsync(Review(record, "bob", isStrict: i % 16 == 0));
        }
    }

    /// <summary>The i-th answer; about three a day.</summary>
    public static AnswerRecord Make(int i, string? question = null)
    {
        var time = Start.AddHours(8 * i);
        var isRefused = i % 7 == 3;
        var isGood = i % 5 != 1;
        var score = isGood ? 0.75 + (0.02 * (i % 10)) : 0.15 + (0.05 * (i % 12));
        return new AnswerRecord
        {
            Id = Guid.CreateVersion7(time).ToString("N"),
            Time = time,
            Kind = isRefused ? AnswerKind.Refused : AnswerKind.Cited,
            Channel = i % 3 == 0 ? "msteams" : "webchat",
            ConversationId = "c",
            UserId = $"u{i}",
            ConfigurationHash = new string('c', 64),
            VerdictReasons = isRefused ? [] : [isGood ? "" : i % 2 == 0 ? "The source does not state “1912”." : "The source negates it."],
            Answer = new AnswerJson
            {
                Question = question ?? $"Question {i}: when was the lighthouse built?",
                Query = "lighthouse built",
                Answer = isRefused ? "The sources don't say." : $"{Quote} [1]",
                Refused = isRefused,
                Citations = isRefused ? [] : [new AnswerJson.CitationJson(1, Article, null, Quote, Text.IndexOf(Quote, StringComparison.Ordinal), Text.IndexOf(Quote, StringComparison.Ordinal) + Quote.Length)],
                Claims = isRefused ? [] : [new AnswerJson.ClaimJson($"It was built in {1874 + (i % 4)}.", [1], score >= 0.5 ? "supported" : "unsupported", score)],
                Disagreements = [],
                Retrieved = [new AnswerJson.PassageJson(Article, 0, Text.Length, 7.5)],
                Model = i % 4 == 0 ? "gpt-4o-mini" : "extractive",
                Prompt = new PromptIdentity("AnswerQuestion", new string(i < 60 ? 'a' : 'b', 64)),
                ElapsedMs = new AnswerJson.ElapsedJson(1, 2, 3, 80 + (i * 37 % 400)),
            },
        };
    }

    private static AnswerReview Review(AnswerRecord record, string reviewer, bool isStrict)
    {
        var number = int.Parse(record.UserId![1..], CultureInfo.InvariantCulture);
        var isSupported = !record.Answer.Refused && (number % 5 != 1 || number % 10 == 6) && !(isStrict && number % 12 == 0);
        return new AnswerReview
        {
            AnswerId = record.Id,
            Reviewer = reviewer,
            Verdict = record.Answer.Refused ? (number % 2 == 0 ? AnswerVerdict.Right : AnswerVerdict.ShouldHaveAnswered) : isSupported ? AnswerVerdict.Right : AnswerVerdict.Wrong,
            Pairs = [.. record.Answer.Citations.Select(citation => new JudgedPair(0, 1, isSupported ? PairVerdict.Supported : PairVerdict.NotThere, citation.Article, citation.Start, citation.End, citation.Quote))],
        };
    }
}
