using System.ComponentModel;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using QaBot.Review.Exports;
using QaBot.Review.Verdicts;
using QaBot.Web.Review.Access;
using QaBot.Web.Review.Api.Contracts;

namespace QaBot.Web.Review.Api;

/// <summary>Reviews for other programs, and from them.</summary>
internal static class TransferApi
{
    public const string JsonLines = "application/jsonl";

    private const int MaxImport = 32 * 1024 * 1024;

    public static void MapTransfer(this IEndpointRouteBuilder api)
    {
        var transfer = api.MapGroup("").WithTags("export and import");
        transfer.MapGet("/reviews.csv", Csv).WithName("exportCsv").WithSummary("All reviews as comma-separated values, one row for each judged claim and quote.")
            .Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.Csv);
        transfer.MapGet("/reviews.jsonl", Lines).WithName("exportJsonl").WithSummary("All reviewed answers with their reviews, one JSON object a line.")
            .Produces<string>(StatusCodes.Status200OK, JsonLines);
        transfer.MapPost("/reviews", ImportAsync).WithName("importReviews").WithSummary("Imports reviews, one JSON object a line: a review, or a line of reviews.jsonl. Nothing is stored when a line is wrong.")
            .WithDescription("Who signs in imports their own reviews only; the command line imports everyone's.")
            .Accepts<string>(JsonLines).WithMetadata(new RequestSizeLimitAttribute(MaxImport))
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
    }

    private static PushStreamHttpResult Csv(ReviewStoreFile file, CancellationToken cancellationToken) =>
        Stream(async output => await WriteAsync(output, ReviewExport.CsvAsync(await file.OpenAsync(), cancellationToken), "", cancellationToken), $"{MediaTypeNames.Text.Csv}; charset=utf-8", "reviews.csv");

    private static PushStreamHttpResult Lines(ReviewStoreFile file, CancellationToken cancellationToken) =>
        Stream(async output => await WriteAsync(output, ReviewExport.JsonLinesAsync(await file.OpenAsync(), cancellationToken), "\n", cancellationToken), JsonLines, "reviews.jsonl");

    private static async Task<Results<Ok<ImportResult>, ProblemHttpResult>> ImportAsync(
        HttpContext context,
        ReviewAccess access,
        ReviewStoreFile file,
        [Description("Whether a review may take the place of one that the same reviewer has stored already; false by default.")] bool? replace,
        CancellationToken cancellationToken)
    {
        var lines = await ReadAsync(context.Request.Body, cancellationToken);
        var reviewer = (await access.FindAsync(context))!;
        if (reviewer.IsSignedIn && lines.SelectMany(ReviewersOf).FirstOrDefault(name => name != reviewer.Name) is { } other)
            return Problems.Of(StatusCodes.Status403Forbidden, $"There is a review by “{other}”, and you are “{reviewer.Name}”: you can import your own reviews only.");
        try
        {
            return TypedResults.Ok(new ImportResult(await ReviewImport.RunAsync(await file.OpenAsync(), lines, replace ?? false, cancellationToken)));
        }
        catch (ReviewImportException problem)
        {
            return Problems.BadRequest(problem.Message);
        }
        catch (ReviewConflictException problem)
        {
            return Problems.Of(StatusCodes.Status409Conflict, problem.Message);
        }
    }

    private static async Task<List<string>> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body, Encoding.UTF8);
        var lines = new List<string>();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
            lines.Add(line);
        return lines;
    }

    /// <summary>What cannot be read has none; the import says what is wrong with it.</summary>
    private static IEnumerable<string> ReviewersOf(string line)
    {
        try
        {
            var json = JsonNode.Parse(line) as JsonObject;
            var reviews = json?["reviews"] as JsonArray ?? [json?.DeepClone()];
            return [.. reviews.Select(review => ((review as JsonObject)?["reviewer"] as JsonValue)?.TryGetValue<string>(out var name) == true ? name : null).OfType<string>()];
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return [];
        }
    }

    private static PushStreamHttpResult Stream(Func<Stream, Task> write, string type, string name) => TypedResults.Stream(write, type, name);

    private static async Task WriteAsync(Stream output, IAsyncEnumerable<string> parts, string end, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await foreach (var part in parts)
        {
            await writer.WriteAsync(part.AsMemory(), cancellationToken);
            await writer.WriteAsync(end.AsMemory(), cancellationToken);
        }
    }
}
