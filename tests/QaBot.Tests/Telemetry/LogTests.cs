using QaBot.Cli;
using QaBot.Tests.Cli;

namespace QaBot.Tests.Telemetry;

/// <summary>What the command line logs, with everything switched on.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task What_was_asked_answered_and_read_is_not_logged()
    {
        const string text = "zanzibarite";
        using var cli = new CliDriver();
        cli.Write("articles/mine.txt", $"The mine of Orn yielded {text} until 1870.");
        cli.Write("articles/broken.docx", text);

        var result = await cli.RunAsync("ask", $"Until when did the mine yield {text}?", "--json", "--debug");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains(text, result.Out, StringComparison.Ordinal);
        Assert.Contains("broken.docx", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(text, result.Error, StringComparison.OrdinalIgnoreCase);
    }
}
