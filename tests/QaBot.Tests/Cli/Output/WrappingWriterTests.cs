using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using QaBot.Cli.Output;

namespace QaBot.Tests.Cli.Output;

public sealed class WrappingWriterTests
{
    [Fact]
    public void Lines_break_between_words_wherever_the_pieces_were_cut()
    {
        Assert.Equal("one two\nthree\nfour", Wrap(8, 0, "one tw", "o thr", "ee", " four"));
    }

    [Fact]
    public void Colour_codes_take_no_room()
    {
        Assert.Equal("\e[36m[1]\e[0m \e[2mtwo\e[0m", Wrap(7, 0, "\e[36m[1]\e[0m \e[2mtwo\e[0m"));
    }

    [Fact]
    public void Every_line_is_indented()
    {
        Assert.Equal("  one\n  two", Wrap(6, 2, "one two"));
    }

    [Property]
    public bool Without_a_width_text_comes_out_as_it_went_in(NonNull<string[]> words)
    {
        var text = string.Join(' ', words.Get.Where(word => !string.IsNullOrEmpty(word)).Select(word => word.Replace('\r', ' '))).TrimEnd(' ', '\t', '\n');
        var expected = string.Join('\n', text.Split('\n').Select(line => line.TrimEnd(' ', '\t')));
        return Wrap(int.MaxValue, 0, text) == expected;
    }

    private static string Wrap(int width, int indent, params string[] pieces)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var writer = new WrappingWriter(output, width, indent);
        foreach (var piece in pieces)
            writer.Write(piece);
        return output.ToString();
    }
}
