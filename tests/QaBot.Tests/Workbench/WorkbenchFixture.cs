using QaBot.Answering;
using QaBot.Tests.Fakes;
using QaBot.Workbench;

namespace QaBot.Tests.Workbench;

/// <summary>A corpus about a lighthouse, prompts of its own folder, and a bot over both.</summary>
internal sealed class WorkbenchFixture : IAsyncDisposable
{
    public const string Question = "How high is the lighthouse?";

    private readonly TestCorpus _corpus;
    private readonly TestCorpus _prompts;
    private readonly TestBot _bot;

    private WorkbenchFixture(TestCorpus corpus, TestCorpus prompts, TestBot bot)
    {
        _corpus = corpus;
        _prompts = prompts;
        _bot = bot;
    }

    public PromptWorkbench Workbench => _bot.Get<PromptWorkbench>();

    public TestBot Bot => _bot;

    public static async Task<WorkbenchFixture> StartAsync(Microsoft.Extensions.AI.IChatClient? client = null, params (string Key, string Value)[] settings)
    {
        var corpus = new TestCorpus(
            ("tower.md", "# The [lighthouse](http://evil.example) of Aldmere\n\nThe lighthouse is 31 metres high. It was built in 1874.\n"),
            ("works.txt", "The restoration\n\nThe contractor says the lighthouse will be painted red after the works. Critics deny it.\n"));
        var prompts = new TestCorpus();
        foreach (var file in Directory.EnumerateFiles(RepositoryFiles.Prompts, "*.yaml"))
            prompts.Write(Path.GetFileName(file), await File.ReadAllTextAsync(file));
        return new WorkbenchFixture(corpus, prompts, await TestBot.StartAsync(corpus.Folder, client, [("Answering:Prompts", prompts.Folder), .. settings]));
    }

    public void WritePrompt(string name, string yaml) => _prompts.Write(name + ".yaml", yaml);

    public async Task<WorkbenchSession> AskAsync(string question = Question, WorkbenchSettings? settings = null)
    {
        var asked = new Question(question) { Prompt = settings?.Prompt };
        return new WorkbenchSession(settings ?? new WorkbenchSettings()) { LastQuestion = asked, LastAnswer = await _bot.Answerer.AnswerAsync(asked) };
    }

    public Task<WorkbenchReply> RunAsync(string command, WorkbenchSession? session = null) =>
        Workbench.RunAsync(command, session ?? new WorkbenchSession(new WorkbenchSettings()));

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        _corpus.Dispose();
        _prompts.Dispose();
    }
}
