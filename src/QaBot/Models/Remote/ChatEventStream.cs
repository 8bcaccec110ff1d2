using System.Net.ServerSentEvents;
using System.Text.Json;

namespace QaBot.Models.Remote;

/// <summary>A streamed answer, event by event as a <see cref="ChatReply"/> puts it; it ends only where the answer does.</summary>
internal sealed class ChatEventStream(Stream source, ChatReply reply) : ForwardStream
{
    private IAsyncEnumerator<SseItem<ReadOnlyMemory<byte>?>>? _events;
    private ReadOnlyMemory<byte> _pending;
    private bool _hasEnded;

    /// <summary>What a stream would have brought of an answer that came whole.</summary>
    public static byte[] InOnePart(JsonElement answer, ChatReply reply) => [.. AsEvent(reply.Part(answer)), .. End(reply, isMarked: true)];

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_pending.IsEmpty && !_hasEnded)
            _pending = await NextAsync(cancellationToken);
        var count = Math.Min(buffer.Length, _pending.Length);
        _pending[..count].CopyTo(buffer);
        _pending = _pending[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }

    private async Task<ReadOnlyMemory<byte>> NextAsync(CancellationToken cancellationToken)
    {
        // The library reads all of an answer with one token.
        _events ??= SseParser.Create(source, (_, data) => Read(data)).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var isMore = await _events.MoveNextAsync();
        if (isMore && _events.Current.Data is { } part)
            return AsEvent(part);
        _hasEnded = true;
        return End(reply, isMarked: isMore);
    }

    /// <returns>A part in the library's form; null at the mark that the answer is complete.</returns>
    private ReadOnlyMemory<byte>? Read(ReadOnlySpan<byte> data)
    {
        data = data.Trim(" \r\n"u8);
        if (data.IsEmpty)
            return default(ReadOnlyMemory<byte>);
        if (data.SequenceEqual("[DONE]"u8))
            return null;
        var reader = new Utf8JsonReader(data);
        using var json = JsonDocument.ParseValue(ref reader);
        return reply.Part(json.RootElement);
    }

    private static byte[] End(ChatReply reply, bool isMarked) => [.. AsEvent(reply.End(isMarked)), .. "data: [DONE]\n\n"u8];

    private static byte[] AsEvent(ReadOnlyMemory<byte> data) => data.IsEmpty ? [] : [.. "data: "u8, .. data.Span, .. "\n\n"u8];
}
