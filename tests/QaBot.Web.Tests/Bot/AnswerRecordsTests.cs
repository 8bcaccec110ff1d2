using QaBot.Review;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot;

public sealed class AnswerRecordsTests : IDisposable
{
    private const string Question = "When was the lighthouse of Norrland built?";

    private readonly TestFolder _folder = new TestFolder().WithArticle("lighthouse.txt", "The lighthouse of Norrland was built in 1874.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_answer_is_kept_with_who_asked_where_before_it_is_sent()
    {
        await using var host = await BotHost.StartAsync(_folder);

        var reply = Assert.Single(await host.AskAsync(Activities.Message(Question, "http://127.0.0.1:1")));

        await using var log = await AnswerLog.OpenAsync(LogOf(host));
        var record = Assert.Single(await log.ReadAllAsync().ToListAsync());
        Assert.Contains("1874", (string?)reply["text"], StringComparison.Ordinal);
        Assert.Equal(Question, record.Answer.Question);
        Assert.Contains("1874", record.Answer.Answer, StringComparison.Ordinal);
        Assert.Equal("c|1", record.ConversationId);
        Assert.NotNull(record.Channel);
        Assert.NotNull(record.UserId);
    }

    [Fact]
    public async Task A_store_that_fails_costs_the_record_and_not_the_reply()
    {
        string file;
        await using (var before = await BotHost.StartAsync(_folder))
            file = LogOf(before);
        foreach (var left in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"))
            File.Delete(left);
        Directory.CreateDirectory(file);
        await using var host = await BotHost.StartAsync(_folder);

        var reply = Assert.Single(await host.AskAsync(Activities.Message(Question, "http://127.0.0.1:1")));

        Assert.Contains("1874", (string?)reply["text"], StringComparison.Ordinal);
        var warning = Assert.Single(host.Log.All, line => line.Contains("could not be kept", StringComparison.Ordinal));
        Assert.DoesNotContain("Norrland", warning, StringComparison.Ordinal);
    }

    private static string LogOf(BotHost host) => host.AnswerLogFile;
}
