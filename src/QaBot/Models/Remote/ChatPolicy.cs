using System.Text.Json;

namespace QaBot.Models.Remote;

/// <summary>A <see cref="ModelPolicy"/> for <c>/chat/completions</c>.</summary>
internal sealed class ChatPolicy(ModelServer server, int mostAnswerBytes)
    : ModelPolicy(server, new RefusedParameters(TokenLimit(server)))
{
    /// <summary>A streamed token of a few characters comes in a chunk of some hundred bytes, and thoughts come beside the answer.</summary>
    private const long WireBytesForByte = 64;

    protected override async ValueTask<Stream> ReadAsync(Stream content, string mediaType, bool isStreamed, CancellationToken cancellationToken)
    {
        var reply = new ChatReply(Server, mostAnswerBytes);
        // Some servers answer in one piece whatever was asked for.
        if (isStreamed && mediaType != "application/json")
            return new ChatEventStream(new BoundedStream(content, WireBytesForByte * mostAnswerBytes), reply);
        using var all = await BoundedStream.ReadAllAsync(content, WireBytesForByte * mostAnswerBytes, cancellationToken);
        using var json = await JsonDocument.ParseAsync(all, default, cancellationToken);
        // A memory stream that was begun to be read cannot be disposed with its response.
        return isStreamed
            ? new BoundedStream(new MemoryStream(ChatEventStream.InOnePart(json.RootElement, reply)), long.MaxValue)
            : new MemoryStream(reply.Whole(json.RootElement).ToArray());
    }

    /// <summary>OpenAI and Azure know the new name for the limit of tokens, of the other servers only some.</summary>
    private static string TokenLimit(ModelServer server) =>
        server.IsAzure || server.IsOpenAIItself ? RefusedParameters.NewTokenLimit : RefusedParameters.OldTokenLimit;
}
