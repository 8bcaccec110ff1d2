using QaBot.Answering;
using QaBot.Web.Bot;

namespace QaBot.Web.Tests.Bot;

public sealed class ConversationMemoryTests
{
    [Fact]
    public void Only_the_last_questions_are_kept()
    {
        var memory = new ConversationMemory();
        for (var i = 0; i < 5; i++)
            memory.Remember($"q{i}", $"a{i}", questions: 2, length: 1000);

        Assert.Equal(["q3", "a3", "q4", "a4"], memory.Turns.Select(turn => turn.Text));
        Assert.Equal([ConversationRole.User, ConversationRole.Bot], memory.Turns.Take(2).Select(turn => turn.Role));
    }

    [Fact]
    public void Long_texts_are_cut_so_that_the_last_exchange_always_fits()
    {
        var memory = new ConversationMemory();
        memory.Remember("before", "before", questions: 10, length: 1000);
        memory.Remember(new string('q', 100_000), string.Concat(Enumerable.Repeat("😀", 50_000)), questions: 10, length: 1001);

        Assert.Equal(2, memory.Turns.Count);
        Assert.InRange(memory.Turns.Sum(turn => turn.Text.Length), 900, 1001);
        Assert.True(char.IsLowSurrogate(memory.Turns[1].Text[^1]));
    }

    [Fact]
    public void Nothing_is_kept_when_nothing_may_be()
    {
        var memory = new ConversationMemory();
        memory.Remember("q", "a", questions: 0, length: 1000);

        Assert.Empty(memory.Turns);
    }

    [Fact]
    public void Answered_activities_are_known_for_a_while()
    {
        var memory = new ConversationMemory();
        memory.MarkAnswered(null);
        for (var i = 0; i < 100; i++)
            memory.MarkAnswered($"{i}");

        Assert.True(memory.HasAnswered("99"));
        Assert.False(memory.HasAnswered("0"));
        Assert.False(memory.HasAnswered(null));
        Assert.InRange(memory.Answered.Count, 1, 99);
    }
}
