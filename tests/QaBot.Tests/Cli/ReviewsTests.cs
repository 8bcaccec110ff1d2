using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using QaBot.Cli;
using QaBot.Configuration;
using QaBot.Review;
using QaBot.Review.Golden;
using QaBot.Review.Queue;
using QaBot.Review.Sqlite;
using QaBot.Review.Verdicts;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Cli;

public sealed class ReviewsTests : IDisposable
{
    private const string Pages = "How many pages of US evidence did Mexico publish?";

    private readonly CliDriver _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task What_was_asked_and_reviewed_is_exported_imported_elsewhere_and_evaluated()
    {
        var record = await AskAsync();
        var review = await ReviewAsync(record, AnswerVerdict.Right, comment: "=1+1, \"quoted\"");

        Assert.Equal(ExitCode.Done, (await RunAsync("reviews", "export", "--csv", "r.csv", "--jsonl", "r.jsonl", "--golden", "g.jsonl")).ExitCode);

        var csv = _cli.Read("r.csv");
        Assert.StartsWith("answer,time,channel,", csv, StringComparison.Ordinal);
        Assert.Equal(1 + review.Pairs.Count, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.EndsWith(",\"'=1+1, \"\"quoted\"\"\"\r\n", csv, StringComparison.Ordinal);
        var line = JsonNode.Parse(_cli.Read("r.jsonl"))!;
        Assert.Equal((record.Id, Pages, "ann", "Right"), ((string)line["id"]!, (string)line["answer"]!["question"]!, (string)line["reviews"]![0]!["reviewer"]!, (string)line["reviews"]![0]!["verdict"]!));
        Assert.DoesNotContain("userId", _cli.Read("r.jsonl"), StringComparison.Ordinal);
        // Nothing new in it.
        var again = await RunAsync("reviews", "import", "r.jsonl");
        Assert.Equal((ExitCode.Done, "0 reviews stored."), (again.ExitCode, Assert.Single(again.ErrorLines)));
        var measured = await RunAsync("eval", "--set", "g.jsonl");
        Assert.Equal(ExitCode.Done, measured.ExitCode);
        Assert.Matches(@"right reply\s+1\.000", measured.Out);
    }

    [Fact]
    public async Task Reviews_come_in_with_the_words_that_they_are_about()
    {
        var record = await AskAsync();
        var citation = record.Answer.Claims[0].Citations[0];
        _cli.Write("in.jsonl", $$"""{"answerId":"{{record.Id}}","reviewer":"bob","verdict":"Wrong","pairs":[{"claim":0,"citation":{{citation}},"verdict":"Contradicted"}],"correction":"752"}""" + "\n\n");

        var result = await RunAsync("reviews", "import", "in.jsonl");

        Assert.Equal((ExitCode.Done, "1 review stored."), (result.ExitCode, Assert.Single(result.ErrorLines)));
        await using var store = await OpenAsync();
        var pair = Assert.Single(Assert.Single(await store.ReviewsOfAsync(record.Id)).Pairs);
        Assert.Equal(record.Answer.Citations.First(cited => cited.N == citation).Quote, pair.Quote);
    }

    [Theory]
    [InlineData("nonsense", "Line 2")]
    [InlineData("[]", "Line 2")]
    [InlineData("""{"answerId":"none","reviewer":"bob"}""", "“none”")]
    [InlineData("""{"answerId":"ID","reviewer":" "}""", "reviewer")]
    [InlineData("""{"answerId":"ID","reviewer":"bob","verdict":"Fine"}""", "Line 2")]
    [InlineData("""{"answerId":"ID","reviewer":"bob","pairs":[{"claim":99,"citation":1,"verdict":"Partly"}]}""", "no claim 99")]
    [InlineData("""{"answerId":"ID","reviewer":"bob","pairs":[{"claim":0,"citation":99,"verdict":"Partly"}]}""", "[99]")]
    [InlineData("""{"answerId":"ID","reviewer":"ann","verdict":"Wrong"}""", "ann has reviewed")]
    public async Task A_wrong_line_is_named_and_nothing_is_stored(string line, string named)
    {
        var record = await AskAsync();
        await ReviewAsync(record, AnswerVerdict.Right);
        _cli.Write("in.jsonl", $$"""{"answerId":"{{record.Id}}","reviewer":"cleo","verdict":"Right"}""" + "\n" + line.Replace("ID", record.Id, StringComparison.Ordinal));

        var result = await RunAsync("reviews", "import", "in.jsonl");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(named, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        await using var store = await OpenAsync();
        Assert.Equal("ann", Assert.Single(await store.ReviewsOfAsync(record.Id)).Reviewer);
    }

    [Fact]
    public async Task A_review_is_replaced_only_when_that_is_said()
    {
        var record = await AskAsync();
        await ReviewAsync(record, AnswerVerdict.Right);
        _cli.Write("in.jsonl", $$"""{"answerId":"{{record.Id}}","reviewer":"ann","verdict":"Wrong"}""");

        Assert.Equal(ExitCode.Done, (await RunAsync("reviews", "import", "in.jsonl", "--replace")).ExitCode);

        await using var store = await OpenAsync();
        Assert.Equal(AnswerVerdict.Wrong, Assert.Single(await store.ReviewsOfAsync(record.Id)).Verdict);
    }

    [Fact]
    public async Task Killed_while_answers_are_written_none_that_was_given_is_lost_and_none_is_half_there()
    {
        _cli.Write("in.jsonl", string.Concat(Enumerable.Range(0, 20_000).Select(i => $$"""{"id":"q{{i}}","question":"{{Pages}}"}""" + "\n")));
        var partial = _cli.PathOf("out.jsonl.partial");
        using (var process = _cli.Start(["ask", "--batch", "in.jsonl", "--out", "out.jsonl", "--record", "--corpus", RepositoryFiles.Seeds]))
        {
            while (!process.HasExited && !(File.Exists(partial) && new FileInfo(partial).Length > 100_000))
                await Task.Delay(10);
            Assert.False(process.HasExited);
            process.Kill();
            await process.WaitForExitAsync();
        }

        // The last line may be half written; what was stored is not.
        var given = (await File.ReadAllTextAsync(partial)).Split('\n')[..^1].Select(line => (string)JsonNode.Parse(line)!["id"]!).ToList();
        await using var store = await OpenAsync();
        var stored = await store.ReadAnswersAsync().Select(record => (string)record.Answer.Id!).ToListAsync();
        Assert.NotEmpty(given);
        Assert.Empty(given.Except(stored));
        Assert.Equal(stored.Count, stored.Distinct().Count());
        Assert.Equal(stored.Count, (await store.QueueAsync(new ReviewFilter { Text = "pages" }, ReviewOrder.Newest, 0, 1)).Total);
    }

    [Fact]
    public async Task Old_answers_are_deleted()
    {
        await AskAsync();

        Assert.Equal("0 answers deleted.", Assert.Single((await RunAsync("reviews", "delete", "--before", "2020-01-31")).ErrorLines));
        Assert.Equal("1 answer deleted.", Assert.Single((await RunAsync("reviews", "delete", "--before", "2999-01-31")).ErrorLines));
        Assert.Equal("0 answers deleted.", Assert.Single((await RunAsync("reviews", "delete", "--user", "u")).ErrorLines));
    }

    [Theory]
    [InlineData("reviews export")]
    [InlineData("reviews export --csv")]
    [InlineData("reviews export --csv no/such/folder/r.csv")]
    [InlineData("reviews import")]
    [InlineData("reviews import missing.jsonl")]
    [InlineData("reviews delete")]
    [InlineData("reviews delete --before yesterday")]
    [InlineData("reviews delete --before 2026-01-31 --user u")]
    public async Task Wrong_use_is_one_clear_line(string arguments)
    {
        var result = await _cli.RunAsync(arguments.Split(' '));

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Single(result.ErrorLines);
    }

    private Task<CliResult> RunAsync(params string[] args) => _cli.RunAsync([.. args, "--corpus", RepositoryFiles.Seeds]);

    private async Task<AnswerRecord> AskAsync()
    {
        Assert.Equal(ExitCode.Done, (await RunAsync("ask", Pages, "--record")).ExitCode);
        await using var store = await OpenAsync();
        return await store.ReadAnswersAsync().LastAsync();
    }

    private async Task<AnswerReview> ReviewAsync(AnswerRecord record, AnswerVerdict verdict, string? comment = null)
    {
        await using var store = await OpenAsync();
        var pairs =
            from claim in record.Answer.Claims.Index()
            from number in claim.Item.Citations
            let cited = record.Answer.Citations.First(citation => citation.N == number)
            select new JudgedPair(claim.Index, number, PairVerdict.Supported, cited.Article, cited.Start, cited.End, cited.Quote);
        var review = await store.SaveAsync(new AnswerReview { AnswerId = record.Id, Reviewer = "ann", Verdict = verdict, Comment = comment, Pairs = [.. pairs] });
        var (golden, _) = GoldenCases.Make(record, review, TimeProvider.System.GetUtcNow());
        await store.AddGoldenAsync(golden!);
        return review;
    }

    private async Task<SqliteReviewStore> OpenAsync() => await SqliteReviewStore.OpenAsync(
        AnswerLog.PathFor(new ConfigurationBuilder().AddQaBot(_cli.Folder).AddInMemoryCollection([new("Corpus:Path", RepositoryFiles.Seeds)]).Build()), TimeProvider.System);
}
