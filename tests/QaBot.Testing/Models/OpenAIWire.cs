using System.Text.Encodings.Web;
using System.Text.Json;

namespace QaBot.Testing.Models;

/// <summary>The JSON of OpenAI's protocol, as the reference of its API shows it.</summary>
public static class OpenAIWire
{
    public const string Done = "[DONE]";

    /// <summary>Servers send letters as they are, and do not escape them.</summary>
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Completion(string? text, string model = "gpt-test", string finish = "stop") => Write(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1741569952,
        model,
        choices = new[] { new { index = 0, message = new { role = "assistant", content = text, refusal = (string?)null }, logprobs = (object?)null, finish_reason = finish } },
        usage = Usage(text ?? ""),
        service_tier = "default",
    });

    public static string Part(string text, string model = "gpt-test") => Chunk(model, new { content = text }, null);

    public static string First(string model = "gpt-test") => Chunk(model, new { role = "assistant", content = "" }, null);

    public static string Last(string finish = "stop", string model = "gpt-test") => Chunk(model, new { }, finish);

    public static string UsagePart(string text, string model = "gpt-test") => Write(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion.chunk",
        created = 1741569952,
        model,
        choices = Array.Empty<object>(),
        usage = Usage(text),
    });

    /// <summary>The events of a streamed answer, <see cref="Done"/> included.</summary>
    public static IEnumerable<string> Stream(string text, string model = "gpt-test", bool withUsage = true, string finish = "stop") =>
    [
        First(model),
        .. Pieces(text).Select(piece => Part(piece, model)),
        Last(finish, model),
        .. withUsage ? [UsagePart(text, model)] : Array.Empty<string>(),
        Done,
    ];

    public static string Embeddings(IReadOnlyList<float[]> vectors, bool asBase64, string model = "embed-test") => Write(new
    {
        @object = "list",
        data = vectors.Select((vector, index) => new { @object = "embedding", index, embedding = asBase64 ? (object)Base64(vector) : vector }),
        model,
        usage = new { prompt_tokens = vectors.Count, total_tokens = vectors.Count },
    });

    public static string Error(string message, string? type = "invalid_request_error", string? code = null, string? param = null) =>
        Write(new { error = new { message, type, param, code } });

    /// <summary>As many tokens as words: what is counted does not matter, that it arrives does.</summary>
    public static int Tokens(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    private static string Base64(float[] vector) => Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes(vector.AsSpan()));

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, s_plain);

    private static object Usage(string text) => new
    {
        prompt_tokens = 10,
        completion_tokens = Tokens(text),
        total_tokens = 10 + Tokens(text),
        prompt_tokens_details = new { cached_tokens = 0, audio_tokens = 0 },
        completion_tokens_details = new { reasoning_tokens = 0, audio_tokens = 0, accepted_prediction_tokens = 0, rejected_prediction_tokens = 0 },
    };

    private static string Chunk(string model, object delta, string? finish) => Write(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion.chunk",
        created = 1741569952,
        model,
        system_fingerprint = "fp_1",
        choices = new[] { new { index = 0, delta, logprobs = (object?)null, finish_reason = finish } },
    });

    /// <summary>Words with the space before them, as tokens mostly are; surrogate pairs stay whole.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var at = 1; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] != ' ')
                continue;
            yield return text[start..at];
            start = at;
        }
    }
}
