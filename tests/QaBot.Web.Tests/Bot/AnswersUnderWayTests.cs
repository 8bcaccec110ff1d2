using QaBot.Web.Bot;

namespace QaBot.Web.Tests.Bot;

public sealed class AnswersUnderWayTests
{
    private readonly AnswersUnderWay _answers = new();

    [Fact]
    public void The_oldest_answer_of_the_conversation_is_stopped_however_often_it_is_said()
    {
        using var first = _answers.Begin("c");
        using var second = _answers.Begin("c");
        using var elsewhere = _answers.Begin("d");

        _answers.Stop("c");
        _answers.Stop("c");

        Assert.Equal((true, false, false), (first.Stopped.IsCancellationRequested, second.Stopped.IsCancellationRequested, elsewhere.Stopped.IsCancellationRequested));
    }

    [Fact]
    public void An_answer_that_is_finished_is_not_stopped_any_more()
    {
        var first = _answers.Begin("c");
        using var second = _answers.Begin("c");
        first.Dispose();
        first.Dispose();

        _answers.Stop("c");

        Assert.Equal((false, true), (first.Stopped.IsCancellationRequested, second.Stopped.IsCancellationRequested));
    }

    [Fact]
    public void Where_nothing_is_under_way_nothing_is_stopped()
    {
        _answers.Begin("c").Dispose();

        _answers.Stop("c");
        _answers.Stop("unknown");

        using var next = _answers.Begin("c");
        Assert.False(next.Stopped.IsCancellationRequested);
    }
}
