using QaBot.Answering;
using QaBot.Evaluation;
using QaBot.Evaluation.Sets;

namespace QaBot.Tests.Evaluation;

public sealed class QuestionOutcomeTests
{
    [Fact]
    public void An_answer_is_shown_when_the_gates_probability_reaches_the_threshold()
    {
        var outcome = SampleRuns.Question(SampleRuns.Answerable(), "751 [1]", 0.4, AnswerKind.Cited, "one.txt");

        Assert.Equal([false, false, true], new[] { 0, 0.4, 0.41 }.Select(outcome.IsRefusedAt));
        Assert.Equal([ReplyFault.None, ReplyFault.Refused], new[] { 0.4, 0.41 }.Select(outcome.FaultAt));
    }

    [Fact]
    public void What_is_refused_anyway_is_refused_at_every_threshold_and_conversation_at_none()
    {
        var refused = SampleRuns.Question(SampleRuns.Unanswerable(), "The sources don't say.", 0.9, AnswerKind.Refused);
        var greeting = SampleRuns.Question(SampleRuns.Unanswerable() with { Reply = ExpectedReply.Conversation }, "Hello!", null, AnswerKind.Conversational);

        Assert.All(new[] { 0, 0.5, 1 }, threshold => Assert.True(refused.IsRefusedAt(threshold) && refused.IsRightAt(threshold)));
        Assert.All(new[] { 0, 0.5, 1 }, threshold => Assert.True(!greeting.IsRefusedAt(threshold) && greeting.IsRightAt(threshold)));
        Assert.Equal((0, 1), (refused.Confidence, greeting.Confidence));
    }

    [Fact]
    public void Each_fault_is_told()
    {
        var asked = SampleRuns.Answerable();
        var both = asked with { All = [["751"], ["743"]] };
        var conversation = SampleRuns.Unanswerable() with { Reply = ExpectedReply.Conversation };

        Assert.Equal(ReplyFault.WrongSource, SampleRuns.Question(asked, "751 [1]", 0.9, AnswerKind.Cited, "two.txt", "three.txt", "one.txt").FaultAt(0.5));
        Assert.Equal(ReplyFault.None, SampleRuns.Question(asked, "751 [1]", 0.9, AnswerKind.Cited, "two.txt", "two.txt", "one.txt").FaultAt(0.5));
        Assert.Equal(ReplyFault.WrongAnswer, SampleRuns.Question(asked, "715 [1]", 0.9, AnswerKind.Cited, "one.txt").FaultAt(0.5));
        Assert.Equal(ReplyFault.Incomplete, SampleRuns.Question(both, "751 [1]", 0.9, AnswerKind.Cited, "one.txt").FaultAt(0.5));
        Assert.Equal(ReplyFault.None, SampleRuns.Question(both, "751 [1], or 743. [1]", 0.9, AnswerKind.Cited, "one.txt").FaultAt(0.5));
        Assert.Equal(ReplyFault.Answered, SampleRuns.Question(SampleRuns.Unanswerable(), "751 [1]", 0.9, AnswerKind.Cited, "one.txt").FaultAt(0.5));
        Assert.Equal(ReplyFault.NotConversational, SampleRuns.Question(conversation, "751 [1]", 0.9, AnswerKind.Cited, "one.txt").FaultAt(0.5));
        Assert.Equal(ReplyFault.NotConversational, SampleRuns.Question(conversation, "No.", 0.1, AnswerKind.Refused).FaultAt(0.5));
    }

    [Fact]
    public void Where_no_accepted_answer_is_short_enough_to_be_given_at_once_the_source_tells()
    {
        var asked = SampleRuns.Answerable(answer: new string('x', 251));

        Assert.True(SampleRuns.Question(asked, "Something else. [1]", 0.9, AnswerKind.Cited, "one.txt").IsRightAt(0.5));
        Assert.False(SampleRuns.Question(asked, "Something else. [1]", 0.9, AnswerKind.Cited, "two.txt").IsRightAt(0.5));
    }
}
