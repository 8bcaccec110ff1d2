using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace QaBot.DirectLine;

/// <summary>The JSON object that a request brings, or why there is none.</summary>
internal readonly record struct JsonBody(JsonObject? Json, Problem? Problem)
{
    // A member that is there twice would be read differently by others.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="isOptional">An empty body counts as an empty object.</param>
    /// <returns>415, 413 and 400 as problems.</returns>
    public static async Task<JsonBody> ReadAsync(HttpRequest request, int maxBytes, bool isOptional = false)
    {
        var bytes = await ReadBytesAsync(request, maxBytes);
        if (bytes is null)
            return new(null, new Problem(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", $"The body is larger than {maxBytes} bytes."));
        if (bytes.Length == 0 && isOptional)
            return new([], null);
        if (!request.HasJsonContentType())
            return new(null, new Problem(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "The body must be application/json."));
        return Parse(bytes) is { } json ? new(json, null) : new(null, Problem.BadArgument("The body is not a valid JSON object."));
    }

    /// <returns>Null when there are more.</returns>
    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request, int maxBytes)
    {
        if (request.ContentLength > maxBytes)
            return null;
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            var isTooLong = read.Buffer.Length > maxBytes;
            if (isTooLong || read.IsCompleted)
            {
                var bytes = isTooLong ? null : read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static JsonObject? Parse(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
            return null;
        try
        {
            var json = JsonNode.Parse(bytes, documentOptions: Strict) as JsonObject;
            // Half of a surrogate pair, escaped, is found only when it is written.
            json?.ToUtf8();
            return json;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
