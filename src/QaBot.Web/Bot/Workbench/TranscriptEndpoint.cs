using QaBot.Web.Security;

namespace QaBot.Web.Bot.Workbench;

/// <summary><c>GET /transcripts/NAME.transcript</c>: a conversation that was exported, to be saved. Who knows the name was told it in that conversation.</summary>
public static class TranscriptEndpoint
{
    public const string Path = "/transcripts";

    public static void MapTranscripts(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet($"{Path}/{{file}}", Serve).LocalOnly();

    private static IResult Serve(string file, HttpContext context, IConfiguration configuration)
    {
        var name = file.EndsWith(TranscriptFiles.Extension, StringComparison.Ordinal) ? file[..^TranscriptFiles.Extension.Length] : "";
        if (TranscriptFiles.Find(configuration, name) is not { } path)
            return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(path, "application/json; charset=utf-8", fileDownloadName: file);
    }
}
