using System.Text.Json;
using QaBot.Answering;
using QaBot.Evaluation.Metrics;
using QaBot.Evaluation.Sets;
using QaBot.Models.Extractive;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Models;

/// <summary>
/// How often the best sentence holds the answer, and how well the gate tells questions without one, on the golden set and on public sets kept
/// beside the repository. With QABOT_MEASUREMENTS set to a folder, what tests/tools/fit-answering.py fits the weights on is written there.
/// </summary>
public class AnsweringCalibrationTests
{
    [SkippableTheory]
    [InlineData("golden", 0.6)]
    [InlineData("squad2", 0.8)]
    [InlineData("ramdocs", 0.6)]
    public async Task The_best_sentence_holds_the_answer(string set, double least)
    {
        var questions = await MeasureAsync(set);

        var right = questions.Where(question => question.IsAnswerable).Average(question => question.Sentences is [{ IsGold: true }, ..] ? 1.0 : 0);

        Assert.True(right >= least, $"The best sentence holds the answer in {right:F3} of {set}.");
    }

    [SkippableTheory]
    [InlineData("golden", 0.7)]
    [InlineData("squad2", 0.65)]
    [InlineData("mtrag", 0.65)]
    public async Task The_gate_tells_questions_without_an_answer(string set, double least)
    {
        var questions = await MeasureAsync(set);

        var (threshold, answerable) = (new AnsweringOptions().RefuseBelow, questions.ToLookup(question => question.IsAnswerable));
        var balanced = (answerable[true].Average(question => question.Probability >= threshold ? 1.0 : 0) + answerable[false].Average(question => question.Probability < threshold ? 1.0 : 0)) / 2;

        Assert.True(balanced >= least, $"Balanced accuracy of refusing on {set}: {balanced:F3}.");
    }

    private static async Task<IReadOnlyList<Measured>> MeasureAsync(string set)
    {
        var isGolden = set == "golden";
        var folder = isGolden ? Path.Combine(RepositoryFiles.Root, "tests", "golden") : Path.Combine(RepositoryFiles.Root, "..", "shared", "eval", set);
        Skip.IfNot(Directory.Exists(folder), $"The public set {set} is not on this machine.");
        var rows = EvaluationSetReader.Read(folder, isGolden ? "tune" : EvaluationSet.WholeSet);
        await using var bot = await TestBot.StartAsync(rows.Docs ?? RepositoryFiles.Seeds);
        var measured = new List<Measured>();
        foreach (var row in rows.Questions.Where(row => row.Expected != ExpectedReply.Conversation))
            measured.Add(await MeasureAsync(bot, row));
        if (Environment.GetEnvironmentVariable("QABOT_MEASUREMENTS") is { Length: > 0 } output)
            await File.WriteAllLinesAsync(Path.Combine(output, set + ".jsonl"), measured.Select(question => JsonSerializer.Serialize(question, JsonSerializerOptions.Web)));
        return measured;
    }

    private static async Task<Measured> MeasureAsync(TestBot bot, EvaluationQuestion row)
    {
        var found = await bot.Get<EvidenceFinder>().FindAsync(new Question(row.Question) { History = row.History });
        var (ranker, wording) = (bot.Get<SentenceRanker>(), found.Query.Wording);
        var profile = ranker.Profile(wording, found.Query.Topic);
        var ranked = ranker.Rank(profile, wording, [.. found.Evidence.Select(passage => new EvidenceBlock(passage.Number, passage.Article.DisplayName, passage.Text))]);
        var hasMatch = profile.Terms.Count > 0 && ranked is [{ Matched.Count: > 0 }, ..];
        return new Measured(
            row.Expected == ExpectedReply.Answer,
            bot.Get<EvidenceGate>().Judge(found.Query, found.Evidence).Probability,
            hasMatch ? GateFeatures.Of(profile, wording, ranked).Values : null,
            [.. ranked.Select(sentence => new MeasuredSentence(IsGold(sentence), sentence.Features.Values))]);

        bool IsGold(ScoredSentence sentence) =>
            row.Expected == ExpectedReply.Answer && row.Relevant.ContainsKey(found.Evidence[sentence.Passage - 1].Article.Name)
            && (row.Answers.Any(answer => new WholeWords(sentence.Text).Contain(answer)) || row.MustShow?.Any(group => group.Any(answer => new WholeWords(sentence.Text).Contain(answer))) == true);
    }

    /// <param name="Gate">Null where no word of the question was found, which the gate refuses anyway.</param>
    private sealed record Measured(bool IsAnswerable, double Probability, IReadOnlyList<double>? Gate, IReadOnlyList<MeasuredSentence> Sentences);

    private sealed record MeasuredSentence(bool IsGold, IReadOnlyList<double> Features);
}
