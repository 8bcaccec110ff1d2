using QaBot.Answering;

namespace QaBot.Tests.Answering;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("It is so [1][2].", "It is so [1][2].")]
    [InlineData("It is so [9].", @"It is so \[9\].")]
    [InlineData("[1](http://evil.example)", @"\[1\](http://evil.example)")]
    [InlineData("[1]: http://evil.example", @"\[1\]: http://evil.example")]
    [InlineData("so\n  [1]: http://evil.example", "so\n  \\[1\\]: http://evil.example")]
    [InlineData("According to it [1]: yes", "According to it [1]: yes")]
    [InlineData(@"\[a](b)", @"\\\[a\](b)")]
    [InlineData("![x](y)", @"!\[x\](y)")]
    [InlineData("<b>bold</b> & 3 < 4 &lt; <!-- c -->", "&lt;b>bold&lt;/b> & 3 < 4 &amp;lt; &lt;!-- c -->")]
    [InlineData("<http://evil.example>", "&lt;http://evil.example>")]
    [InlineData("- **bold** item", "- **bold** item")]
    public void Answers_keep_their_markers_and_emphasis_but_no_links_or_html(string text, string expected)
    {
        Assert.Equal(expected, MarkdownText.Answer(text, number => number is 1 or 2));
    }

    [Theory]
    [InlineData("So:\n| a | b |\n|---|---|\n| 1 | 2 | [1][2]\nNext. [1]", "So:\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[1][2]\n\nNext. [1]")]
    [InlineData("| a |\n|---|\n| 1 | [1] (partly supported)", "| a |\n|---|\n| 1 |\n\n[1] (partly supported)\n")]
    [InlineData("| a |\n|---|\n| 1 | [9]", "| a |\n|---|\n| 1 | \\[9\\]")]
    public void Markers_and_claims_behind_a_table_are_no_part_of_it(string text, string expected)
    {
        Assert.Equal(expected, MarkdownText.Answer(text, number => number is 1 or 2));
    }

    [Theory]
    [InlineData("See https://evil.example/a.", @"See https\:\//evil\.example/a.")]
    [InlineData("(notes.md) and www.evil.com", @"(notes\.md) and www\.evil\.com")]
    [InlineData("ann@evil.example //evil", @"ann\@evil\.example \//evil")]
    [InlineData("mailto:me, a mailto", @"mailto\:me, a mailto")]
    [InlineData("U.S. agents, 1.6 and e.g. that [1]. So 3/4", "U.S. agents, 1.6 and e.g. that [1]. So 3/4")]
    public void Addresses_that_are_no_links_do_not_become_links(string text, string expected)
    {
        Assert.Equal(expected, MarkdownText.WithoutAddresses(text));
    }

    [Theory]
    [InlineData("See https://evil.example, notes.md, ann@evil.example and www.evil.com; U.S. agents [1].", "See https_:__/_/evil_._example, notes_._md, ann_@_evil_._example and www_._evil_._com; U.S. agents [1].")]
    [InlineData("MailTo:me", "MailTo_:_me")]
    public void Where_a_backslash_may_be_shown_addresses_are_broken_by_what_nobody_sees(string text, string expected)
    {
        var joined = MarkdownText.JoinedAddresses(text);

        Assert.Equal(expected, joined.Replace(MarkdownText.WordJoiner, '_'));
        Assert.Equal(text, joined.Replace($"{MarkdownText.WordJoiner}", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a * b_c _d_ [1] `x` # y | z ~ {w} > v", @"a \* b_c \_d\_ \[1\] \`x\` \# y \| z \~ \{w\} \> v")]
    [InlineData("line\nbreak\r\n\ttab\u0000", "line break tab")]
    [InlineData("<script>", @"&lt;script\>")]
    public void Plain_text_shows_as_it_stands(string text, string expected)
    {
        Assert.Equal(expected, MarkdownText.Plain(text));
    }

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("one two three", 10, "one two…")]
    [InlineData("onetwothreefour", 10, "onetwothr…")]
    [InlineData("12345678😀x", 10, "12345678…")]
    [InlineData("exactly ten", 11, "exactly ten")]
    public void Shortening_ends_after_a_whole_word_where_it_can(string text, int length, string expected)
    {
        var shortened = MarkdownText.Shorten(text, length);

        Assert.Equal(expected, shortened);
        Assert.InRange(shortened.Length, 0, length);
    }
}
