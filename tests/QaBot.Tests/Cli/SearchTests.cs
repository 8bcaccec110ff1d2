using System.Text.Json;
using QaBot.Cli;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Cli;

public sealed class SearchTests : IDisposable
{
    private readonly CliDriver _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Passages_come_best_first_and_no_more_than_asked_for()
    {
        var result = await _cli.RunAsync("search", "evidence pages", "--top", "3", "--json", "--corpus", RepositoryFiles.Seeds);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        var answer = JsonDocument.Parse(result.Out).RootElement;
        Assert.Equal(["id", "results"], answer.EnumerateObject().Select(property => property.Name));
        var passages = answer.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(3, passages.Count);
        Assert.All(passages, passage => Assert.Equal(["article", "start", "end", "score"], passage.EnumerateObject().Select(property => property.Name)));
        var scores = passages.Select(passage => passage.GetProperty("score").GetDouble()).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
    }

    [Fact]
    public async Task A_batch_finds_what_ask_retrieves_for_the_same_question_and_history()
    {
        _cli.Write("in.jsonl", """
            {"id":"a","question":"Who is General Cienfuegos?"}
            {"id":"b","question":"And who arrested him?","history":[{"role":"user","text":"Who is General Cienfuegos?"}]}
            """);

        var search = await _cli.RunAsync("search", "--batch", "in.jsonl", "--out", "found.jsonl", "--top", "20", "--corpus", RepositoryFiles.Seeds);
        await _cli.RunAsync("ask", "--batch", "in.jsonl", "--out", "answers.jsonl", "--corpus", RepositoryFiles.Seeds);

        Assert.Equal(ExitCode.Done, search.ExitCode);
        Assert.Equal(Property("answers.jsonl", "retrieved"), Property("found.jsonl", "results"));
        Assert.Equal(["\"a\"", "\"b\""], Property("found.jsonl", "id"));
    }

    [Fact]
    public async Task A_person_sees_rank_place_and_text()
    {
        _cli.Write("articles/port.txt", "The harbour of Lisbon opened in 1887.");

        var result = await _cli.RunAsync("search", "harbour");

        Assert.StartsWith("1. ", result.Out, StringComparison.Ordinal);
        Assert.Contains("port.txt 0–37", result.Out, StringComparison.Ordinal);
        Assert.Contains("The harbour of Lisbon opened in 1887.", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_found_is_no_failure()
    {
        _cli.Write("articles/port.txt", "The harbour of Lisbon opened in 1887.");

        var result = await _cli.RunAsync("search", "volcano", "--json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal("""{"id":null,"results":[]}""", result.Out.TrimEnd());
    }

    private IEnumerable<string> Property(string file, string name) =>
        _cli.Read(file).TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty(name).GetRawText());
}
