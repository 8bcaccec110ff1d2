using QaBot.Answering;
using QaBot.Cli;
using QaBot.Cli.Output;
using QaBot.Tests.Answering;

namespace QaBot.Tests.Cli.Output;

public sealed class AnswerPrinterTests
{
    [Fact]
    public void A_redirected_answer_is_plain_with_sources_and_disagreements_side_by_side()
    {
        Assert.Equal(
            """
            The report counts 743 pages. [2] (partly supported)

            The sources differ: pages
                751            743
                [1] The File   [2] report.txt

            Sources
            [1] The File a/file.txt 0–38
                “The file has “751” pages, a café said.”
            [2] report.txt 0–28
                “The report counts 743 pages.”

            """.ReplaceLineEndings("\n"),
            Print(color: false, "The report counts 743 pages. [2] (partly supported)", SampleAnswers.Cited.Claims[1]));
    }

    [Fact]
    public void On_a_terminal_markers_and_doubtful_verdicts_are_coloured()
    {
        var printed = Print(color: true, "All were read. [2] (not supported)", SampleAnswers.Cited.Claims[2]);

        Assert.StartsWith("All were read. \e[36m[2]\e[0m \e[31m(not\e[0m \e[31msupported)\e[0m", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_that_a_terminal_would_obey_are_not_passed_on()
    {
        Assert.DoesNotContain('\e', Print(color: false, "Clear \e[2J the screen.\u009b", null));
        Assert.DoesNotContain('\u202E', Print(color: false, "Turned \u202Eround\u202C.", null));
    }

    private static string Print(bool color, string text, Claim? claim)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var printer = new AnswerPrinter(new Terminal(output, TextWriter.Null, TextReader.Null) { OutHasColor = color });
        printer.Release(new TextReleased(text, claim, []));
        printer.Complete(SampleAnswers.Cited);
        return output.ToString();
    }
}
