using QaBot.Cli;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Cli;

public sealed class FailureTests : IDisposable
{
    private readonly CliDriver _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("ask", "question")]
    [InlineData("search", "query")]
    [InlineData("index")]
    public async Task A_missing_corpus_folder_is_named_in_one_line(params string[] args)
    {
        await FailsNamingAsync("no-such-folder", [.. args, "--corpus", "no-such-folder"]);
    }

    [Theory]
    [InlineData("ask", "question")]
    [InlineData("search", "query")]
    [InlineData("index")]
    public async Task An_empty_corpus_folder_is_named_in_one_line(params string[] args)
    {
        Directory.CreateDirectory(_cli.PathOf("articles"));

        await FailsNamingAsync(_cli.PathOf("articles"), args);
    }

    [Fact]
    public async Task A_prompt_that_is_not_there_is_named_in_one_line()
    {
        await FailsNamingAsync("NoSuchPrompt", "ask", "question", "--prompt", "NoSuchPrompt", "--corpus", RepositoryFiles.Seeds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("name: [")]
    [InlineData("name: Faulty\ntemplate_format: semantic-kernel\ntemplate: <message role=\"user\">{{$question}}</message>\n")]
    public async Task A_faulty_prompt_is_named_in_one_line(string yaml)
    {
        _cli.Write("appsettings.json", """{"Answering":{"Prompts":"my-prompts"}}""");
        _cli.Write("my-prompts/Faulty.yaml", yaml);

        await FailsNamingAsync("Faulty.yaml", "ask", "question", "--prompt", "Faulty", "--corpus", RepositoryFiles.Seeds);
    }

    [Theory]
    [InlineData("""{"Answering":{"RefuseBelwo":0}}""", "RefuseBelwo")]
    [InlineData("""{"Answring":{}}""", "Answring")]
    [InlineData("""{"Answering":{"RefuseBelow":7}}""", "RefuseBelow")]
    [InlineData("""{"Answering":{"RefuseBelow":"low"}}""", "RefuseBelow")]
    [InlineData("""{"Answering":""", "appsettings.json")]
    public async Task A_wrong_setting_is_named_in_one_line_whatever_the_command(string settings, string named)
    {
        _cli.Write("appsettings.json", settings);

        await FailsNamingAsync(named, "ask", "question");
        await FailsNamingAsync(named, "search", "query");
        await FailsNamingAsync(named, "verify", "claim", "--source", "text");
        await FailsNamingAsync(named, "index");
    }

    [Fact]
    public async Task Debug_shows_where_a_failure_comes_from()
    {
        var result = await _cli.RunAsync("ask", "question", "--corpus", "no-such-folder", "--debug");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("   at ", result.Error, StringComparison.Ordinal);
    }

    private async Task FailsNamingAsync(string named, params string[] args)
    {
        var result = await _cli.RunAsync(args);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Empty(result.Out);
        var line = Assert.Single(result.ErrorLines);
        Assert.StartsWith("qabot: ", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
    }
}
