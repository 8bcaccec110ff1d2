using FsCheck.Xunit;
using QaBot.Evaluation.Sets;

namespace QaBot.Tests.Evaluation.Sets;

public sealed class EvaluationDraftReaderTests
{
    private const string Whole = """
        Two claims.
        === split
        tune
        === question
        What is it?
        === evidence a/one.txt
        It is red.

        It is big.
        === evidence two.txt
        It is old.
        === draft
        It is red [1].

        ## More
        It is new [2, 3].
        === claims
        [1] {1} It is red.
        ~ More
        [2, 3] {} It is new.
        [] {1,2} It is.

        """;

    private static EvaluationDraft Read(string text) => EvaluationDraftReader.Read(text, "draft", "drafts/draft.md");

    [Fact]
    public void Sections_are_read_as_they_stand()
    {
        var draft = Read(Whole);

        Assert.Equal(("draft", "tune", "What is it?"), (draft.Id, draft.Split, draft.Question));
        Assert.Equal([new DraftEvidence("a/one.txt", "It is red.\n\nIt is big."), new DraftEvidence("two.txt", "It is old.")], draft.Evidence);
        Assert.Equal("It is red [1].\n\n## More\nIt is new [2, 3].", draft.Draft);
        Assert.Equal(["It is red.", "It is new.", "It is."], draft.Claims.Select(claim => claim.Text));
        Assert.Equal([[1], [2, 3], []], draft.Claims.Select(claim => claim.Cited));
        Assert.Equal([[1], [], [1, 2]], draft.Claims.Select(claim => claim.Supporting));
    }

    [Fact]
    public void Line_ends_of_another_system_make_no_difference() =>
        Assert.Equal(Read(Whole).Draft, Read(Whole.ReplaceLineEndings("\r\n")).Draft);

    [Theory]
    [InlineData("=== draft", "=== drift", "drafts/draft.md:12: a draft has no section 'drift'")]
    [InlineData("=== question\nWhat is it?\n", "", "one section '=== question'")]
    [InlineData("=== split", "=== question", "one section '=== split'")]
    [InlineData("{1} It is red.", "It is red.", "drafts/draft.md:18: a claim is")]
    [InlineData("{1} It is red.", "{3} It is red.", "drafts/draft.md:18: there is no passage 3")]
    [InlineData("{1} It is red.", "{1}", "drafts/draft.md:18: a claim is")]
    public void What_is_wrong_is_named_by_file_and_line(string right, string wrong, string reason)
    {
        var problem = Assert.Throws<EvaluationSetException>(() => Read(Whole.ReplaceLineEndings("\n").Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    [Property]
    public void Any_text_is_a_draft_or_a_named_fault(string? text)
    {
        try
        {
            Assert.NotEmpty(Read($"=== split\ntune\n=== question\nq\n=== evidence a\nb\n=== draft\n=== claims\n{text}").Evidence);
        }
        catch (EvaluationSetException problem)
        {
            Assert.Contains("drafts/draft.md", problem.Message, StringComparison.Ordinal);
        }
    }
}
