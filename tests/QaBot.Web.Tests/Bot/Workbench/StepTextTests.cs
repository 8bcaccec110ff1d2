using QaBot.Web.Bot.Workbench;

namespace QaBot.Web.Tests.Bot.Workbench;

public sealed class StepTextTests
{
    private const string Markdown = "user (3 tokens):\n\n````\na [link](x)\n```\nb\n````\n\n- one\n- two";

    [Fact]
    public void Blocks_of_code_are_told_from_the_text_around_them()
    {
        Assert.Equal(
            [new StepText(null, "user (3 tokens):"), new StepText("````", "a [link](x)\n```\nb"), new StepText(null, "- one\n- two")],
            StepText.Of(Markdown, 1000));
        Assert.Equal(Markdown, string.Join("\n\n", StepText.Of(Markdown, 1000).Select(text => text.ToMarkdown())));
    }

    [Fact]
    public void What_is_cut_is_cut_behind_a_line_and_its_block_of_code_is_closed()
    {
        Assert.Equal(["user (3 tokens):", "````\na [link](x)\n````", "…"], StepText.Of(Markdown, 36).Select(text => text.ToMarkdown()));
        Assert.Equal(["…"], StepText.Of(Markdown, 3).Select(text => text.ToMarkdown()));
    }
}
