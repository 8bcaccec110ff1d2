using QaBot.Cli;
using QaBot.Cli.Output;
using QaBot.Tests.Fakes;
using QaBot.Tests.Workbench;

namespace QaBot.Tests.Cli.Output;

public sealed class ComparisonPrinterTests
{
    [Fact]
    public async Task Two_answers_stand_in_two_columns_that_no_word_leaves()
    {
        var drafts = new Queue<string>([$"The lighthouse is 31 metres high. [1] {new string('x', 200)} is a word. [1]", "It is 31 metres high. [1]"]);
        using var client = new DictatedChatClient();
        await using var bench = await WorkbenchFixture.StartAsync(new AlternatingChatClient(client, drafts), ("Answering:RefuseBelow", "0"));
        var reply = await bench.RunAsync("/compare Concise Detailed", new QaBot.Workbench.WorkbenchSession(new()) { LastQuestion = new(WorkbenchFixture.Question) });
        using var output = new StringWriter();

        new ComparisonPrinter(new Terminal(output, TextWriter.Null, TextReader.Null) { Width = 100 }).Print(reply.Comparison!);

        var text = output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split("\n\n");
        var lines = text[0].Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= 100, line));
        Assert.All(lines, line => Assert.Equal('│', line[49]));
        Assert.StartsWith("Concise", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("Detailed", lines[0], StringComparison.Ordinal);
        Assert.Contains("Claims: ", string.Concat(lines.Select(line => line[..48])), StringComparison.Ordinal);
        Assert.StartsWith("Quotes: ", text[^1], StringComparison.Ordinal);
        Assert.Contains("[1]", string.Concat(lines.Select(line => line[..48])), StringComparison.Ordinal);
        Assert.Contains("[1]", string.Concat(lines.Select(line => line[50..])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(int.MaxValue, false)]
    [InlineData(80, false)]
    [InlineData(120, true)]
    public void Columns_need_a_terminal_that_is_wide_enough(int width, bool fits) =>
        Assert.Equal(fits, new ComparisonPrinter(new Terminal(TextWriter.Null, TextWriter.Null, TextReader.Null) { Width = width }).Fits);
}
