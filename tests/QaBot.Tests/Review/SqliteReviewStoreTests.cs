using QaBot.Configuration;
using QaBot.Review;
using QaBot.Review.Sqlite;
using QaBot.Tests.Answering;

namespace QaBot.Tests.Review;

public sealed class SqliteReviewStoreTests : ReviewStoreConformance
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("qabot-reviews-");

    private string File => Path.Combine(_folder.FullName, "state", "answers.db");

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Answers_from_before_there_were_reviews_are_in_the_queue()
    {
        var record = AnswerRecord.From(SampleAnswers.Cited, "hash", Time);
        var old = Path.Combine(_folder.FullName, "old.db");
        await AppendAsync(record);
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={old};Pooling=False"))
        {
            await connection.OpenAsync();
            using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE answers (id TEXT PRIMARY KEY, time TEXT NOT NULL, question TEXT NOT NULL, kind TEXT NOT NULL, json TEXT NOT NULL);
                CREATE TABLE feedback (answer TEXT NOT NULL, user TEXT NOT NULL, channel TEXT NOT NULL, reaction TEXT NOT NULL, comment TEXT, time TEXT NOT NULL, PRIMARY KEY (answer, user)) WITHOUT ROWID;
                ATTACH $other AS other;
                INSERT INTO answers SELECT * FROM other.answers;
                INSERT INTO feedback SELECT id, 'u', 'webchat', 'Dislike', NULL, time FROM answers;
                """;
            command.Parameters.AddWithValue("$other", File);
            await command.ExecuteNonQueryAsync();
        }

        await using var store = await SqliteReviewStore.OpenAsync(old, Time);
        var item = Assert.Single((await store.QueueAsync(new() { Text = "café" }, default, 0, 10)).Items);

        Assert.Equal((record.Id, 1), (item.Id, item.Dislikes));
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_left_alone_and_named()
    {
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await connection.OpenAsync();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            await command.ExecuteNonQueryAsync();
        }

        var problem = await Assert.ThrowsAsync<ConfigurationException>(() => SqliteReviewStore.OpenAsync(File, Time));

        Assert.Contains(File, problem.Message, StringComparison.Ordinal);
    }

    protected override async Task<IReviewStore> OpenAsync() => await SqliteReviewStore.OpenAsync(File, Time);

    protected override async Task AppendAsync(AnswerRecord record)
    {
        await using var log = await AnswerLog.OpenAsync(File);
        await log.AppendAsync(record);
    }

    protected override async Task RateAsync(AnswerFeedback feedback)
    {
        await using var log = await AnswerLog.OpenAsync(File);
        await log.RateAsync(feedback);
    }
}
