using System.Buffers;
using System.Text;
using System.Text.Json;

namespace QaBot.Models.Remote;

/// <summary>
/// One answer while it is read. Servers differ in what they leave out, add and call an end; what comes out of here is the least that the protocol
/// knows, so that the OpenAI library reads every dialect. What a model thinks (<c>reasoning_content</c>) is no part of its answer.
/// </summary>
internal sealed class ChatReply(ModelServer server, int mostBytes)
{
    private const string LengthReached = "length";
    private const string Withheld = "content_filter";

    private long _bytes;
    private string? _finish;
    private bool _isProtocol;
    private (long Prompt, long Completion)? _usage;

    /// <summary>A part of a stream in the library's form; empty when there is nothing in it to pass on.</summary>
    /// <exception cref="ModelException">It ends the answer badly, or tells of an error.</exception>
    public ReadOnlyMemory<byte> Part(JsonElement part) => Take(part) is { } choice ? Write(part, "delta", choice) : default;

    /// <summary>The usage as the last part of a stream; empty when the server told none.</summary>
    /// <param name="isMarked">Whether the server said that this was all.</param>
    /// <exception cref="ModelException">The answer broke off, or there is none.</exception>
    public ReadOnlyMemory<byte> End(bool isMarked)
    {
        if (_isProtocol && _finish is null && !isMarked)
            throw BrokenOff();
        CheckForText();
        return _usage is null ? default : Write(default, "delta", null);
    }

    /// <summary>A whole answer in the library's form.</summary>
    /// <exception cref="ModelException">It is none, ends badly, or tells of an error.</exception>
    public ReadOnlyMemory<byte> Whole(JsonElement answer)
    {
        var choice = Take(answer);
        CheckForText();
        return Write(answer, "message", choice);
    }

    private ModelException BrokenOff() => server.Problem(ModelProblemKind.BrokenOff, "the answer broke off before its end.");

    private (string Text, string? Finish)? Take(JsonElement part)
    {
        if (part.ValueKind != JsonValueKind.Object)
            throw server.NotTheProtocol();
        if (part.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
            throw ServerRefusal.WithinStream(part).ToException(server);
        if (part.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object)
            _usage = (Count(usage, "prompt_tokens"), Count(usage, "completion_tokens"));
        if (!part.TryGetProperty("choices", out var choices) || choices.ValueKind != JsonValueKind.Array)
            return null;
        _isProtocol = true;
        return choices.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } choice ? TakeChoice(choice) : null;
    }

    private (string Text, string? Finish) TakeChoice(JsonElement choice)
    {
        var message = choice.TryGetProperty("delta", out var delta) ? delta : choice.TryGetProperty("message", out var whole) ? whole : default;
        var text = TextOf(message, "content");
        _bytes += Encoding.UTF8.GetByteCount(text);
        if (_bytes > mostBytes)
            throw server.AnswerTooLong();
        var finish = choice.TryGetProperty("finish_reason", out var reason) && reason.ValueKind == JsonValueKind.String ? Known(reason.GetString()!) : null;
        if (finish == Withheld || TextOf(message, "refusal").Length > 0)
            throw server.Problem(ModelProblemKind.Filtered, "the content filter, or the model itself, withheld the answer.");
        _finish = finish ?? _finish;
        return (text, finish);
    }

    /// <summary>The library knows five reasons and throws at any other; servers have more.</summary>
    private string Known(string reason) => reason switch
    {
        Withheld => Withheld,
        LengthReached or "max_tokens" or "max_length" => LengthReached,
        "error" or "abort" => throw BrokenOff(),
        _ => "stop",
    };

    private void CheckForText()
    {
        if (!_isProtocol)
            throw server.NotTheProtocol();
        if (_bytes == 0)
        {
            throw server.Problem(
                ModelProblemKind.Malformed,
                _finish == LengthReached ? "the model used up its tokens before it wrote any text: the prompt's max_tokens is too low." : "the answer is empty.");
        }
    }

    /// <summary>A text, or an array of parts of which those with a text count.</summary>
    private static string TextOf(JsonElement message, string name)
    {
        if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty(name, out var content))
            return "";
        return content.ValueKind switch
        {
            JsonValueKind.String => content.GetString()!,
            JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(part => TextOf(part, "text"))),
            _ => "",
        };
    }

    private static long Count(JsonElement usage, string name) =>
        usage.TryGetProperty(name, out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var tokens) ? Math.Max(0, tokens) : 0;

    /// <param name="content">What holds the text: <c>delta</c> in a stream, else <c>message</c>.</param>
    private ReadOnlyMemory<byte> Write(JsonElement answer, string content, (string Text, string? Finish)? choice)
    {
        var isPart = content == "delta";
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("id", answer.ValueKind == JsonValueKind.Object ? TextOf(answer, "id") : "");
            writer.WriteString("object", isPart ? "chat.completion.chunk" : "chat.completion");
            writer.WriteNumber("created", answer.ValueKind == JsonValueKind.Object ? Count(answer, "created") : 0);
            writer.WriteString("model", answer.ValueKind == JsonValueKind.Object && TextOf(answer, "model") is { Length: > 0 } model ? model : server.Model);
            writer.WriteStartArray("choices");
            if (choice is { } told)
                WriteChoice(writer, content, told.Text, told.Finish ?? (isPart ? null : "stop"));
            writer.WriteEndArray();
            if (_usage is { } usage && (choice is null || !isPart))
                WriteUsage(writer, usage.Prompt, usage.Completion);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteChoice(Utf8JsonWriter writer, string content, string text, string? finish)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index", 0);
        writer.WriteStartObject(content);
        writer.WriteString("role", "assistant");
        writer.WriteString("content", text);
        writer.WriteEndObject();
        writer.WriteString("finish_reason", finish);
        writer.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter writer, long prompt, long completion)
    {
        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", prompt);
        writer.WriteNumber("completion_tokens", completion);
        writer.WriteNumber("total_tokens", prompt + completion);
        writer.WriteEndObject();
    }
}
