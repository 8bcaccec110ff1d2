using QaBot.Evaluation;
using QaBot.Evaluation.Sets;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly string[] s_questions =
    [
        "How many pages of US evidence did Mexico publish?", "Where was Cienfuegos arrested?", "What is the capital of France?", "How tall is General Cienfuegos?",
        "Hello", "What did the DEA do in 2019?", "Who is the president of Mexico?", "Summarise the Bloomberg article", "Who painted the Mona Lisa?",
    ];

    private static readonly EvaluationSet s_set = new("set", "all", null)
    {
        Questions = [.. s_questions.Select((question, i) => new EvaluationQuestion { Id = $"{i}", Question = question })],
    };

    private static Task<TestBot> StartAsync(double refuseBelow) =>
        TestBot.StartAsync(RepositoryFiles.Seeds, null, ("Answering:RefuseBelow", refuseBelow.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public async Task One_run_tells_what_users_get_at_every_threshold()
    {
        await using var open = await StartAsync(0);
        var run = await open.Get<Evaluator>().RunAsync(s_set, 0.45);

        foreach (var threshold in new[] { 0, 0.3, 0.45, 0.6, 1 })
        {
            await using var shipped = await StartAsync(threshold);
            foreach (var outcome in run.Questions)
            {
                var answer = await shipped.AskAsync(outcome.Asked.Question);
                Assert.Equal(answer.Refused, outcome.IsRefusedAt(threshold));
                if (!answer.Refused)
                    Assert.Equal(answer.Text, outcome.Answer);
            }
        }
    }

    [Fact]
    public async Task Outcomes_stand_in_the_order_of_the_set_and_progress_counts_them()
    {
        await using var bot = await StartAsync(0);
        var seen = new List<EvaluationProgress>();

        var run = await bot.Get<Evaluator>().RunAsync(s_set, 0.45, new Inline(seen));

        Assert.Equal(s_questions, run.Questions.Select(outcome => outcome.Asked.Question));
        Assert.Equal(Enumerable.Range(1, s_questions.Length), seen.Select(progress => progress.Done).Order());
        Assert.All(seen, progress => Assert.Equal(("questions", s_questions.Length), (progress.Doing, progress.Total)));
        Assert.Equal(("set", "all", 0.45, "extractive", "AnswerQuestion"), (run.Set, run.Split, run.RefuseBelow, run.Model, run.Prompt?.Name));
    }

    [Fact]
    public async Task Articles_are_ranked_as_the_answer_found_them_and_those_further_down_below_them()
    {
        using var corpus = new TestCorpus([.. Enumerable.Range(1, 30).Select(i => ($"{i:00}.txt", $"The harbour of town number {i}{string.Concat(Enumerable.Repeat(" is quiet and small", i))}."))]);
        await using var bot = await TestBot.StartAsync(corpus.Folder, null, ("Answering:RefuseBelow", "0"));
        var asked = new EvaluationQuestion { Id = "a", Question = "Which harbour?", Docs = Enumerable.Range(1, 30).ToDictionary(i => $"{i:00}.txt", _ => 1) };

        var outcome = (await bot.Get<Evaluator>().RunAsync(new EvaluationSet("set", "all", null) { Questions = [asked] }, 0)).Questions.Single();

        var answer = await bot.AskAsync(asked.Question);
        Assert.Equal(20, answer.Retrieved.Count);
        Assert.Equal(Enumerable.Range(1, 30), outcome.Ranks.Values.Order());
        Assert.Equal(answer.Retrieved.Select(found => found.Passage.Article.Name), outcome.Ranks.OrderBy(rank => rank.Value).Take(20).Select(rank => rank.Key));
    }

    [Fact]
    public async Task A_document_that_the_corpus_does_not_have_is_named_with_its_question()
    {
        await using var bot = await StartAsync(0);
        var set = s_set with { Questions = [new EvaluationQuestion { Id = "q7", Question = "Who?", Doc = "elsewhere.txt" }] };

        var problem = await Assert.ThrowsAsync<EvaluationSetException>(() => bot.Get<Evaluator>().RunAsync(set, 0));

        Assert.Contains("q7", problem.Message, StringComparison.Ordinal);
        Assert.Contains("elsewhere.txt", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_that_lets_not_everything_pass_would_hide_answers()
    {
        await using var bot = await StartAsync(0.45);

        await Assert.ThrowsAsync<InvalidOperationException>(() => bot.Get<Evaluator>().RunAsync(s_set, 0.45));
    }

    [Fact]
    public async Task A_run_ends_when_it_is_cancelled()
    {
        await using var bot = await StartAsync(0);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bot.Get<Evaluator>().RunAsync(s_set, 0, cancellationToken: stop.Token));
    }

    private sealed class Inline(List<EvaluationProgress> seen) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value)
        {
            lock (seen)
                seen.Add(value);
        }
    }
}
