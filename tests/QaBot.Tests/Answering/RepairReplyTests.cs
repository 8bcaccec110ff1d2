using QaBot.Answering;

namespace QaBot.Tests.Answering;

public class RepairReplyTests
{
    [Theory]
    [InlineData("1: It holds 9,000 maps [1].", "It holds 9,000 maps [1].")]
    [InlineData("1. It holds 9,000 maps [1].", "It holds 9,000 maps [1].")]
    [InlineData("1) It holds 9,000 maps [1].", "It holds 9,000 maps [1].")]
    [InlineData("(1) It holds 9,000 maps [1].", "It holds 9,000 maps [1].")]
    [InlineData("[1] It holds 9,000 maps [1].", "It holds 9,000 maps [1].")]
    [InlineData("**1:** It holds 9,000 maps [1].", "It holds 9,000 maps [1].")]
    [InlineData("- **1.** It holds 9,000 maps [1].", "It holds 9,000 maps [1].")]
    [InlineData("Claim 1: It holds 9,000 maps [1].", "It holds 9,000 maps [1].")]
    [InlineData("claim #1 - It holds 9,000 maps [1].", "It holds 9,000 maps [1].")]
    [InlineData("<claim n=\"1\">It holds 9,000 maps [1].</claim>", "It holds 9,000 maps [1].")]
    [InlineData("1: It holds 9,000\nmaps [1].", "It holds 9,000 maps [1].")]
    [InlineData("1: It holds 9,000 maps.\n[1]", "It holds 9,000 maps. [1]")]
    [InlineData("Sure!\n\n```\n1: It holds 9,000 maps [1].\n```\n\nI hope this helps.", "It holds 9,000 maps [1].")]
    [InlineData("<think>\n1: REMOVE?\n</think>\n1: It holds 9,000 maps [1].", "It holds 9,000 maps [1].")]
    [InlineData("1: It holds 9,000 maps [1].\n1: REMOVE", "It holds 9,000 maps [1].")]
    public void A_correction_is_found_by_its_number(string reply, string correction) =>
        Assert.Equal(correction, Assert.Single(RepairReply.Read(reply, 2)).Value);

    [Theory]
    [InlineData("2: REMOVE")]
    [InlineData("2. **REMOVE**")]
    [InlineData("2 - REMOVED, no passage says so.")]
    [InlineData("2: NOT_IN_SOURCES")]
    public void A_claim_that_must_go_has_no_words(string reply)
    {
        var (number, words) = Assert.Single(RepairReply.Read(reply, 2));

        Assert.Equal((2, null), (number, words));
    }

    [Theory]
    [InlineData("")]
    [InlineData("All of them are fine.\nThere is nothing to correct.")]
    [InlineData("3: It holds 9,000 maps [1].")]
    [InlineData("0: It holds 9,000 maps [1].")]
    [InlineData("1921 was the year.\n1.5 million came.\n2,000 left.")]
    [InlineData("1:\n2:")]
    [InlineData("<think>1: It holds 9,000 maps [1].")]
    [InlineData("99999999999999: REMOVE")]
    public void What_names_no_claim_corrects_none(string reply) => Assert.Empty(RepairReply.Read(reply, 2));

    [Theory]
    [InlineData("It holds 9,000 maps [1].", "It holds 9,000 maps [1].")]
    [InlineData("REMOVE", null)]
    public void For_the_only_claim_a_line_needs_no_number(string reply, string? words) => Assert.Equal(words, Assert.Single(RepairReply.Read(reply, 1)).Value);

    [Fact]
    public void Several_claims_may_come_in_any_order()
    {
        var found = RepairReply.Read("3: C [1].\n\nAnd then\n1: A [1].\n2: REMOVE", 4);

        Assert.Equal([(1, "A [1]."), (2, null), (3, "C [1].")], found.OrderBy(item => item.Key).Select(item => (item.Key, item.Value)));
    }
}
