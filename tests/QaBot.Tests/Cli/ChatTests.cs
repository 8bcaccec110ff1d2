using System.Text.Json.Nodes;
using QaBot.Cli;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Cli;

public sealed class ChatTests : IDisposable
{
    private readonly CliDriver _cli = new();

    public ChatTests()
    {
        _cli.Write("articles/tower.txt", "The lighthouse of Aldmere is 31 metres high. Tobias Wren built the lighthouse in 1874.");
        _cli.Write("articles/port.txt", "The harbour of Lisbon opened in 1887.");
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Each_line_is_a_turn_and_a_follow_up_knows_what_was_said()
    {
        var result = await ChatAsync("How high is the lighthouse of Aldmere?\n\nWho built it?\n");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("31 metres high", result.Out, StringComparison.Ordinal);
        Assert.Contains("Tobias Wren built the lighthouse in 1874. [1]", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("> ", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_change_the_conversation_and_the_steps_go_to_stderr()
    {
        var result = await ChatAsync("/prompt concise\n/trace on\nHow high is the lighthouse?\n/why\n/sources\n/nonsense\n/exit\nnever asked\n");

        Assert.Contains("This conversation uses Concise (", result.Out, StringComparison.Ordinal);
        Assert.Contains("── Rendered prompt", result.Error, StringComparison.Ordinal);
        Assert.Contains("Concise ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("──", result.Out, StringComparison.Ordinal);
        Assert.Contains("Searched: “How high is the lighthouse?”", result.Out, StringComparison.Ordinal);
        Assert.Contains("There is no command /nonsense.", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("never asked", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_is_a_transcript_of_both_sides_below_the_state_folder_and_a_reset_does_not_end_it()
    {
        var result = await ChatAsync("/export\nHow high is the lighthouse?\n/trace on\n/reset\n/why\n/trace\n/export\n");

        var file = Assert.Single(Directory.EnumerateFiles(_cli.PathOf(".qabot"), "*.transcript", SearchOption.AllDirectories));
        Assert.Contains($"File: {file}", result.Out, StringComparison.Ordinal);
        Assert.Contains("There is nothing to export yet.", result.Out, StringComparison.Ordinal);
        Assert.Contains("Ask a question first", result.Out, StringComparison.Ordinal);
        Assert.Contains("The steps of the answers are not shown.", result.Out, StringComparison.Ordinal);
        var activities = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsArray();
        Assert.Equal(["user", "bot"], activities.Take(2).Select(activity => (string)activity!["from"]!["role"]!));
        Assert.Contains("31 metres high. [1]", (string)activities[1]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Small_talk_is_not_what_commands_are_about()
    {
        var result = await ChatAsync("Hello\n/why\nHow high is the lighthouse of Aldmere?\nThanks!\n/why\n");

        Assert.Contains("Ask a question first", result.Out, StringComparison.Ordinal);
        Assert.Contains("Searched: “How high is the lighthouse of Aldmere?”", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_around_an_answer_is_in_the_language_of_the_question()
    {
        var result = await ChatAsync("¿Quién ganó el mundial de fútbol?\n¿Cuándo abrió el puerto de Lisboa?\n");

        Assert.Contains("Ningún pasaje encontrado tiene:", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Sources", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Why:", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_that_breaks_during_the_chat_is_told_on_stderr_and_the_last_good_version_answers()
    {
        foreach (var prompt in Directory.EnumerateFiles(RepositoryFiles.Prompts))
            _cli.Write($"my-prompts/{Path.GetFileName(prompt)}", await File.ReadAllTextAsync(prompt));
        _cli.Write("appsettings.json", """{"Corpus":{"Path":"articles"},"Answering":{"Prompts":"my-prompts"}}""");
        var lines = new StepwiseReader(
            () => "How high is the lighthouse?",
            () =>
            {
                _cli.Write("my-prompts/AnswerQuestion.yaml", "name: X\nbogus: 1\n");
                return "Who built the lighthouse?";
            });
        using var output = new StringWriter();
        using var error = new StringWriter();

        await CommandLine.RunAsync(["chat"], _cli.Terminal(output, error, lines));

        Assert.Contains("AnswerQuestion.yaml, line 2: unknown key 'bogus'. The last good version answered, AnswerQuestion (", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Tobias Wren", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_while_nothing_is_answered_ends_the_chat()
    {
        Action interrupt = () => throw new InvalidOperationException("Nobody watches.");
        using var asked = new SemaphoreSlim(0);
        using var typed = new ManualResetEventSlim();
        using var reader = new StepwiseReader(() =>
        {
            asked.Release();
            typed.Wait();
            return null;
        });
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, TextWriter.Synchronized(error), reader)
        {
            Folder = _cli.Folder,
            WatchInterrupts = action =>
            {
                interrupt = action;
                return Stream.Null;
            },
        };

        var chat = CommandLine.RunAsync(["chat"], terminal);
        Assert.True(await asked.WaitAsync(TimeSpan.FromMinutes(1)));
        interrupt();

        Assert.Equal(ExitCode.Interrupted, await chat);
        typed.Set();
    }

    private Task<CliResult> ChatAsync(string lines) => _cli.RunAsync(lines, ["chat"]);

    private sealed class StepwiseReader(params Func<string?>[] lines) : TextReader
    {
        private int _next;

        public override string? ReadLine() => _next < lines.Length ? lines[_next++]() : null;
    }
}
