using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using QaBot.Answering;
using QaBot.Configuration;
using QaBot.Grounding;
using QaBot.Models;
using QaBot.Review;
using QaBot.Tests.Answering;

namespace QaBot.Tests.Review;

public sealed class AnswerLogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("qabot-log-");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private string File => Path.Combine(_folder.FullName, "state", "answers.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_record_comes_back_as_it_was_kept_after_the_log_is_opened_again()
    {
        var record = AnswerRecord.From(SampleAnswers.Cited, "hash", _time);
        await using (var log = await AnswerLog.OpenAsync(File))
            await log.AppendAsync(record);

        await using var reopened = await AnswerLog.OpenAsync(File);
        var found = await reopened.FindAsync(record.Id);

        Assert.NotNull(found);
        Assert.Equal(record.Answer.ToString(), found.Answer.ToString());
        Assert.Equal((record.Id, _time.GetUtcNow(), AnswerKind.Cited, "hash"), (found.Id, found.Time, found.Kind, found.ConfigurationHash));
        Assert.Equal(SampleAnswers.Cited.Question.History, found.History);
        Assert.Equal(["Stated in these words.", "The report is not named.", "Nothing says “read”."], found.VerdictReasons);
        Assert.Equal([new EvidenceRecord(1, "a/file.txt", 0, 8, 12.3, "The file")], found.Evidence);
        Assert.Equal((SampleAnswers.Cited.RenderedPrompt, "751 [1]"), (found.RenderedPrompt, found.Draft));
    }

    [Fact]
    public async Task A_record_keeps_what_was_repaired_and_why_extracts_stand_in_it_and_one_from_before_that_has_neither()
    {
        var fault = new GroundingResult(GroundingVerdict.Partial, 0.3, "The sources do not state “1912”.");
        var record = AnswerRecord.From(
            SampleAnswers.Cited with
            {
                Repairs = [new ClaimRepair("Old.", [1, 7], fault, RepairOutcome.Rewritten, "New.")],
                RepairDraft = "1: New. [1]",
                Degraded = new Degradation(ModelProblemKind.BrokenOff, "The model broke off."),
            },
            "hash",
            _time);
        await using var log = await AnswerLog.OpenAsync(File);
        await log.AppendAsync(record);

        var found = (await log.FindAsync(record.Id))!;

        var repair = Assert.Single(found.Repairs);
        Assert.Equal(("Old.", fault, RepairOutcome.Rewritten, "New."), (repair.Text, repair.Fault, repair.Outcome, repair.Repaired));
        Assert.Equal([1, 7], repair.Cited);
        Assert.Equal("1: New. [1]", found.RepairDraft);
        Assert.Equal(new AnswerJson.DegradedJson("brokenOff", "The model broke off."), found.Answer.Degraded);

        await using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await connection.OpenAsync();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE answers SET json = json_remove(json, '$.repairs', '$.repairDraft', '$.answer.degraded')";
            await command.ExecuteNonQueryAsync();
        }

        var old = (await log.FindAsync(record.Id))!;
        Assert.Empty(old.Repairs);
        Assert.Null(old.RepairDraft);
        Assert.Null(old.Answer.Degraded);
    }

    [Fact]
    public async Task Nothing_is_found_under_an_unknown_id()
    {
        await using var log = await AnswerLog.OpenAsync(File);

        Assert.Null(await log.FindAsync("unknown"));
    }

    [Fact]
    public async Task A_file_from_before_reasons_were_asked_for_keeps_what_is_in_it_and_takes_them()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await connection.OpenAsync();
            using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE answers (id TEXT PRIMARY KEY, time TEXT NOT NULL, question TEXT NOT NULL, kind TEXT NOT NULL, json TEXT NOT NULL);
                CREATE TABLE feedback (
                    answer TEXT NOT NULL, user TEXT NOT NULL, channel TEXT NOT NULL, reaction TEXT NOT NULL, comment TEXT, time TEXT NOT NULL,
                    PRIMARY KEY (answer, user)) WITHOUT ROWID;
                INSERT INTO feedback VALUES ('1', 'old', 'webchat', 'Dislike', 'Wrong year.', '2026-01-01T00:00:00.0000000Z');
                """;
            await command.ExecuteNonQueryAsync();
        }

        await using (var log = await AnswerLog.OpenAsync(File))
        {
            await log.RateAsync(Feedback("new", Reaction.Dislike, null) with { AnswerId = "1", Reason = FeedbackReason.CitationDoesNotSupport });
            await log.KeepDeliveryAsync("1", "msteams", "c", "m");
        }

        await using var reopened = await AnswerLog.OpenAsync(File);
        var feedback = await reopened.FeedbackOnAsync("1");
        Assert.Equal([("new", (FeedbackReason?)FeedbackReason.CitationDoesNotSupport, null), ("old", null, "Wrong year.")], feedback.Select(item => (item.UserId, item.Reason, item.Comment)));
        Assert.Equal("1", await reopened.FindDeliveredAsync("msteams", "c", "m"));
    }

    [Fact]
    public async Task A_reason_stays_until_there_is_another_or_the_user_thinks_otherwise()
    {
        await using var log = await AnswerLog.OpenAsync(File);
        await log.RateAsync(Feedback("u", Reaction.Dislike, null) with { Reason = FeedbackReason.Wrong });

        await log.RateAsync(Feedback("u", Reaction.Dislike, null));
        Assert.Equal(FeedbackReason.Wrong, Assert.Single(await log.FeedbackOnAsync("answer")).Reason);
        await log.RateAsync(Feedback("u", Reaction.Dislike, null) with { Reason = FeedbackReason.Missing });
        Assert.Equal(FeedbackReason.Missing, Assert.Single(await log.FeedbackOnAsync("answer")).Reason);
        await log.RateAsync(Feedback("u", Reaction.Like, null));
        Assert.Null(Assert.Single(await log.FeedbackOnAsync("answer")).Reason);
    }

    [Fact]
    public async Task An_answer_is_found_by_the_message_that_it_was_delivered_as_in_its_own_conversation_only()
    {
        await using var log = await AnswerLog.OpenAsync(File);
        await log.KeepDeliveryAsync("1", "msteams", "c", "m");
        await log.KeepDeliveryAsync("2", "msteams", "d", "m");
        await log.KeepDeliveryAsync("3", "msteams", "d", "m");

        Assert.Equal("1", await log.FindDeliveredAsync("msteams", "c", "m"));
        Assert.Equal("3", await log.FindDeliveredAsync("msteams", "d", "m"));
        Assert.Null(await log.FindDeliveredAsync("webchat", "c", "m"));
        Assert.Null(await log.FindDeliveredAsync("msteams", "c", "n"));
    }

    [Fact]
    public async Task The_last_answer_to_a_user_in_a_conversation_is_found_without_a_message()
    {
        await using var log = await AnswerLog.OpenAsync(File);
        await DeliverAsync("1", "ana", "c", "z");
        await DeliverAsync("2", "ana", "c", "a");
        await DeliverAsync("3", "bo", "c", "m");
        await DeliverAsync("4", "ana", "d", "m");

        Assert.Equal("2", await log.FindLastDeliveredAsync("msteams", "c", "ana"));
        Assert.Equal("3", await log.FindLastDeliveredAsync("msteams", "c", "bo"));
        Assert.Null(await log.FindLastDeliveredAsync("msteams", "d", "bo"));
        Assert.Null(await log.FindLastDeliveredAsync("webchat", "c", "ana"));

        async Task DeliverAsync(string id, string user, string conversation, string message)
        {
            await log.AppendAsync(AnswerRecord.From(SampleAnswers.Cited, "hash", _time) with { Id = id, UserId = user });
            await log.KeepDeliveryAsync(id, "msteams", conversation, message);
        }
    }

    [Fact]
    public async Task All_records_are_read_oldest_first()
    {
        await using var log = await AnswerLog.OpenAsync(File);
        var ids = new List<string>();
        for (var i = 0; i < 250; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            var record = AnswerRecord.From(SampleAnswers.Refused, "hash", _time);
            ids.Add(record.Id);
            await log.AppendAsync(record);
        }

        Assert.Equal(ids, await log.ReadAllAsync().Select(record => record.Id).ToListAsync());
    }

    [Fact]
    public async Task Records_kept_at_once_by_two_logs_on_one_file_are_all_there()
    {
        await using var one = await AnswerLog.OpenAsync(File);
        await using var other = await AnswerLog.OpenAsync(File);

        await Parallel.ForEachAsync(Enumerable.Range(0, 100), async (i, stop) =>
            await (i % 2 == 0 ? one : other).AppendAsync(AnswerRecord.From(SampleAnswers.Cited, "hash", _time), stop));

        Assert.Equal(100, await one.ReadAllAsync().CountAsync());
    }

    [Fact]
    public async Task The_last_word_of_each_user_on_an_answer_is_kept_and_a_comment_stays()
    {
        await using var log = await AnswerLog.OpenAsync(File);
        await log.RateAsync(Feedback("b", Reaction.Dislike, "  Wrong year.  "));
        await log.RateAsync(Feedback("a", Reaction.Like, null));
        _time.Advance(TimeSpan.FromSeconds(1));
        await log.RateAsync(Feedback("b", Reaction.Like, " "));

        await using var reopened = await AnswerLog.OpenAsync(File);
        var found = await reopened.FeedbackOnAsync("answer");

        Assert.Equal([("a", Reaction.Like, null), ("b", Reaction.Like, "Wrong year.")], found.Select(feedback => (feedback.UserId, feedback.Reaction, feedback.Comment)));
        Assert.Equal(_time.GetUtcNow(), found[1].Time);
        Assert.Empty(await reopened.FeedbackOnAsync("another"));
    }

    [Fact]
    public async Task A_file_without_feedback_gets_room_for_it_and_keeps_its_answers()
    {
        var record = AnswerRecord.From(SampleAnswers.Cited, "hash", _time);
        var other = Path.Combine(_folder.FullName, "other.db");
        await using (var log = await AnswerLog.OpenAsync(other))
            await log.AppendAsync(record);
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await connection.OpenAsync();
            using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE answers (id TEXT PRIMARY KEY, time TEXT NOT NULL, question TEXT NOT NULL, kind TEXT NOT NULL, json TEXT NOT NULL);
                ATTACH $other AS other;
                INSERT INTO answers SELECT id, time, question, kind, json_remove(json, '$.stopped') FROM other.answers;
                """;
            command.Parameters.AddWithValue("$other", other);
            await command.ExecuteNonQueryAsync();
        }

        await using var reopened = await AnswerLog.OpenAsync(File);
        await reopened.RateAsync(Feedback("a", Reaction.Like, null));

        Assert.Single(await reopened.FeedbackOnAsync("answer"));
        Assert.False((await reopened.FindAsync(record.Id))!.Stopped);
    }

    [Fact]
    public void A_comment_is_cut_to_what_is_kept_and_never_within_a_character()
    {
        Assert.Equal(AnswerFeedback.MaxComment, Feedback("a", Reaction.Like, new string('x', 100_000)).Comment!.Length);
        Assert.Equal(AnswerFeedback.MaxComment - 1, Feedback("a", Reaction.Like, "x" + string.Concat(Enumerable.Repeat("😀", 5000))).Comment!.Length);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await System.IO.File.WriteAllTextAsync(File, new string('x', 2000));

        var problem = await Assert.ThrowsAsync<ConfigurationException>(() => AnswerLog.OpenAsync(File));

        Assert.Contains(File, problem.Message, StringComparison.Ordinal);
    }

    private AnswerFeedback Feedback(string user, Reaction reaction, string? comment) =>
        new() { AnswerId = "answer", UserId = user, Channel = "webchat", Reaction = reaction, Comment = comment, Time = _time.GetUtcNow() };
}
