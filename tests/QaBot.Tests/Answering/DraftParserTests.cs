using FsCheck;
using FsCheck.Xunit;
using QaBot.Answering;
using QaBot.Articles;

namespace QaBot.Tests.Answering;

/// <summary>What the parser makes of whole drafts is told by the files in Drafts/.</summary>
public class DraftParserTests
{
    public static TheoryData<string> Drafts => [.. SampleDraft.Names];

    [Theory]
    [MemberData(nameof(Drafts))]
    public void A_draft_becomes_the_claims_that_its_file_lists(string name)
    {
        var sample = SampleDraft.Read(name);

        var (claims, abstained) = Parse(sample.Evidence, [sample.Draft], sample.IsJson);

        Assert.Equal(sample.Claims, claims.Select(SampleDraft.Show));
        Assert.Equal(sample.Abstains, abstained);
    }

    [Theory]
    [MemberData(nameof(Drafts))]
    public void Windows_line_ends_change_nothing_but_copied_ones(string name)
    {
        var sample = SampleDraft.Read(name);

        var (claims, abstained) = Parse([.. sample.Evidence.Select(e => Crlf(e))], [Crlf(sample.Draft)], sample.IsJson);

        Assert.Equal(sample.Claims, claims.Select(c => SampleDraft.Show(c).Replace("\r", "", StringComparison.Ordinal)));
        Assert.Equal(sample.Abstains, abstained);

        static string Crlf(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);
    }

    [Property(MaxTest = 300)]
    public void How_a_draft_is_cut_into_deltas_changes_nothing(NonNegativeInt draft, NonEmptyArray<PositiveInt> lengths)
    {
        var sample = SampleDraft.Read(SampleDraft.Names[draft.Get % SampleDraft.Names.Count]);

        Assert.Equal(Parse(sample.Evidence, [sample.Draft], sample.IsJson).Claims.Select(SampleDraft.Show),
            Parse(sample.Evidence, Cut(sample.Draft, lengths), sample.IsJson).Claims.Select(SampleDraft.Show));
    }

    [Property(MaxTest = 500)]
    public void Any_text_is_parsed_the_same_however_it_is_cut(NonNull<string> noise, NonEmptyArray<NonNegativeInt> picks, NonEmptyArray<PositiveInt> lengths)
    {
        string[] pieces =
        [
            "[1]", " [2, ", "]", ". ", "\n", "Then it", " (1)", "**", "| a |\n", "<think>", "</think>", "```\n", "# ", "- ", "Sources:\n", "😀",
            "The plan was dropped.", noise.Get, "{\"claims\":[", "{\"text\":\"", "\",\"citations\":[1]}", "}", "<!--", "-->", "<|channel|>", "<|message|>", "<sup>1</sup>", "\\[1\\]", "◁think▷", "[THINK]",
        ];
        var draft = string.Concat(picks.Get.Select(p => pieces[p.Get % pieces.Length]));
        string[] evidence = ["The plan was dropped. Then it\nrose.", "b"];

        var (whole, abstains) = Parse(evidence, [draft]);
        var (cut, cutAbstains) = Parse(evidence, Cut(draft, lengths));

        Assert.Equal(whole.Select(c => c.Lead + SampleDraft.Show(c)), cut.Select(c => c.Lead + SampleDraft.Show(c)));
        Assert.Equal(abstains, cutAbstains);
        Assert.All(whole, c => Assert.NotEmpty(c.Text.Trim()));
        Assert.All(whole, c => Assert.Equal(c.Passages.Distinct(), c.Passages));
    }

    [Fact]
    public void A_claim_is_given_out_as_soon_as_the_next_sentence_has_begun()
    {
        var parser = new DraftParser([]);

        Assert.Empty(parser.Append("Mexico published 751 pages [1]."));
        Assert.Empty(parser.Append(" The"));
        var claim = Assert.Single(parser.Append(" United"));
        Assert.Equal("Mexico published 751 pages.", claim.Text);
    }

    [Fact]
    public void A_claim_is_given_out_at_the_newline_after_its_marker()
    {
        var parser = new DraftParser([]);

        Assert.Empty(parser.Append("- Mexico published 751 pages [1]"));
        Assert.Equal([1], Assert.Single(parser.Append("\n")).Passages);
    }

    [Fact]
    public void A_lead_keeps_the_layout_of_the_draft()
    {
        var (claims, _) = Parse(["a"], ["One [1]. Two [1].\n\n- Three [1]\n## Four\n"]);

        Assert.Equal(["", " ", "\n\n- ", "\n## "], claims.Select(c => c.Lead));
    }

    [Fact]
    public void A_sentence_without_end_is_given_out_in_pieces()
    {
        var parser = new DraftParser([]);

        Assert.NotEmpty(parser.Append(string.Concat(Enumerable.Repeat("word ", 2000))));
    }

    [Fact]
    public void An_empty_draft_has_no_claims() => Assert.Empty(Parse([], [""]).Claims);

    private static (IReadOnlyList<DraftClaim> Claims, bool Abstained) Parse(IReadOnlyList<string> evidence, IEnumerable<string> deltas, bool expectsJson = false)
    {
        var parser = new DraftParser([.. evidence.Select(Passage)], question: null, expectsJson);
        List<DraftClaim> claims = [.. deltas.SelectMany(parser.Append)];
        claims.AddRange(parser.Complete());
        return (claims, parser.Abstained);
    }

    private static EvidencePassage Passage(string text, int index)
    {
        var article = new Article { Name = $"{index}.txt", Text = text, ContentHash = "", Blocks = [] };
        return new EvidencePassage(index + 1, article, new TextSpan(0, text.Length), 1);
    }

    private static IEnumerable<string> Cut(string draft, NonEmptyArray<PositiveInt> lengths)
    {
        for (var (at, i) = (0, 0); at < draft.Length; i++)
        {
            var length = Math.Min(lengths.Get[i % lengths.Get.Length].Get, draft.Length - at);
            yield return draft.Substring(at, length);
            at += length;
        }
    }
}
