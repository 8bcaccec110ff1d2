using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;

namespace QaBot.Cli.Batches;

/// <summary>
/// Works through the lines of a batch on all cores and writes one line for each, in their order. Neither file is ever held in memory.
/// </summary>
/// <param name="work">Makes the output line from an input line and its id; called on several threads.</param>
internal sealed class BatchRun<TLine>(
    Terminal terminal,
    BatchFiles files,
    JsonTypeInfo<TLine> lineType,
    Func<TLine, JsonNode, CancellationToken, Task<string>> work)
    where TLine : BatchLine
{
    // Results that wait for a slower one before them; bounds the memory, and is wide enough to keep the cores busy meanwhile.
    private const int Waiting = 256;

    private readonly long _started = Stopwatch.GetTimestamp();
    private int _written;
    private int _failed;

    /// <returns><see cref="ExitCode.Failed"/> when a line could not be done; its place in the output says why.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await terminal.WatchAsync(WorkAsync(cancellationToken), Progress);
        }
        catch
        {
            terminal.Note($"{_written} results are in {files.PartialPath}.");
            throw;
        }

        await files.CompleteAsync();
        if (_failed == 0)
            return ExitCode.Done;
        terminal.Note($"qabot: {_failed} of {_written} lines of {files.Name} could not be done.");
        return ExitCode.Failed;
    }

    private async Task<int> WorkAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var results = Channel.CreateBounded<Task<Result>>(new BoundedChannelOptions(Waiting) { SingleReader = true, SingleWriter = true });
        var reading = ReadAsync(results.Writer, stop.Token);
        try
        {
            await WriteAsync(results.Reader, stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
            await files.Writer.FlushAsync(CancellationToken.None);
        }

        return _written;
    }

    /// <summary>Does the lines; whatever ends it, a broken input included, reaches the one who reads the results.</summary>
    private async Task ReadAsync(ChannelWriter<Task<Result>> results, CancellationToken cancellationToken)
    {
        try
        {
            await Parallel.ForEachAsync(LinesAsync(results, cancellationToken), cancellationToken, async (line, stop) =>
                line.Result.SetResult(await WorkOnAsync(line.Text, line.Number, stop)));
            results.Complete();
        }
        catch (Exception problem)
        {
            results.Complete(problem);
        }
    }

    /// <summary>The lines that are not blank, each with its place in the output already taken.</summary>
    private async IAsyncEnumerable<Line> LinesAsync(ChannelWriter<Task<Result>> results, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 1; await files.Reader.ReadLineAsync(cancellationToken) is { } text; number++)
        {
            if (string.IsNullOrWhiteSpace(text))
                continue;
            var line = new Line(number, text, new TaskCompletionSource<Result>(TaskCreationOptions.RunContinuationsAsynchronously));
            await results.WriteAsync(line.Result.Task, cancellationToken);
            yield return line;
        }
    }

    private async Task WriteAsync(ChannelReader<Task<Result>> results, CancellationToken cancellationToken)
    {
        await foreach (var pending in results.ReadAllAsync(cancellationToken))
        {
            if (!pending.IsCompleted)
                await files.Writer.FlushAsync(CancellationToken.None);
            var result = await pending.WaitAsync(cancellationToken);
            // A write that is cancelled half-way would leave half a line behind.
            await files.Writer.WriteLineAsync(result.Json.AsMemory(), CancellationToken.None);
            _written++;
            if (result.Problem is null)
                continue;
            _failed++;
            terminal.Note($"{files.Name}:{result.LineNumber}: {result.Problem}");
        }
    }

    private async Task<Result> WorkOnAsync(string text, int lineNumber, CancellationToken cancellationToken)
    {
        JsonNode? id = null;
        try
        {
            var line = JsonSerializer.Deserialize(text, lineType) ?? throw new JsonException("The line is null.");
            id = line.IdOr(lineNumber);
            return new Result(lineNumber, await work(line, id, cancellationToken), null);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = Reason(problem);
            return new Result(lineNumber, JsonSerializer.Serialize(new FailedLine(id ?? IdOf(text), reason), BatchJson.Readable.FailedLine), reason);
        }
    }

    private static string Reason(Exception problem)
    {
        var message = CommandLine.OneLine(problem.Message);
        if (problem is not JsonException { BytePositionInLine: { } position } json)
            return message;
        // The serializer names types of ours, and counts lines within the text that it was given, which here is always the first.
        var end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        var what = message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal) ? "The JSON is not what is expected here."
            : end > 0 ? message[..end]
            : message;
        return $"{what} ({(json.Path is null or "$" ? "" : $"{json.Path}, ")}byte {position})";
    }

    /// <summary>The id of a line that is JSON but not what was expected.</summary>
    private static JsonNode? IdOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("id", out var id)
                ? BatchLine.NodeOf(id.Clone())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private (string Description, double Part) Progress()
    {
        var rate = _written / Math.Max(Stopwatch.GetElapsedTime(_started).TotalSeconds, 0.001);
        return (string.Create(CultureInfo.InvariantCulture, $"{files.Name}: {_written:N0} lines, {rate:N0}/s"), files.PartRead);
    }

    private sealed record Line(int Number, string Text, TaskCompletionSource<Result> Result);

    private sealed record Result(int LineNumber, string Json, string? Problem);
}
