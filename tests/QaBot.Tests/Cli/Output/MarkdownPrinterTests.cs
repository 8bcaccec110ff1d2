using QaBot.Cli.Output;

namespace QaBot.Tests.Cli.Output;

public sealed class MarkdownPrinterTests
{
    [Theory]
    [InlineData(@"- **a\*b** – c\.txt \[x\]", "- a*b – c.txt [x]")]
    [InlineData("`/help` lists &lt;b&gt; &amp;amp; [1]", "/help lists <b> &amp; [1]")]
    [InlineData("> quoted", "    quoted")]
    [InlineData("a **lonely star", "a **lonely star")]
    [InlineData("````\n``` `x` \\*\n````", "    ``` `x` \\*")]
    [InlineData("\u001b[2Jcleared", "\uFFFD[2Jcleared")]
    public void Markdown_is_shown_as_the_words_that_it_stands_for(string markdown, string shown)
    {
        using var output = new StringWriter();

        new MarkdownPrinter(output, int.MaxValue, new Ink(enabled: false)).Print(markdown);

        Assert.Equal(shown, output.ToString().ReplaceLineEndings("\n").TrimEnd('\n'));
    }
}
