using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QaBot.Models.Remote;

/// <summary>
/// The optional parts of a request that a server refused: they are left out of the requests that follow. The limit of an answer's tokens has an old
/// and a new name, and a server that refuses one gets the other. Thread-safe.
/// </summary>
/// <param name="tokenLimit">The limit's name that is tried first.</param>
internal sealed class RefusedParameters(string tokenLimit = RefusedParameters.NewTokenLimit)
{
    /// <summary>How old servers, and most compatible ones, call the limit.</summary>
    public const string OldTokenLimit = "max_tokens";

    /// <summary>How OpenAI's reasoning models call it.</summary>
    public const string NewTokenLimit = "max_completion_tokens";

    private static readonly FrozenSet<string> s_optional = FrozenSet.Create(
        StringComparer.Ordinal,
        "temperature", "top_p", "seed", "stop", "frequency_penalty", "presence_penalty", "stream_options", "response_format", "encoding_format", OldTokenLimit, NewTokenLimit);

    private static readonly JsonSerializerOptions s_asItWas = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ImmutableHashSet<string> _refused = [];

    /// <summary>Leaves out of a request what the server is known to refuse.</summary>
    public void Apply(PipelineRequest request, CancellationToken cancellationToken)
    {
        var refused = Volatile.Read(ref _refused);
        // The library calls the limit by its new name.
        if ((refused.IsEmpty && tokenLimit == NewTokenLimit) || Read(request, cancellationToken) is not { } body)
            return;
        var limit = (body[OldTokenLimit] ?? body[NewTokenLimit])?.DeepClone();
        foreach (var name in refused.Union([OldTokenLimit, NewTokenLimit]))
            body.Remove(name);
        if (limit is not null && new[] { tokenLimit, OldTokenLimit, NewTokenLimit }.FirstOrDefault(name => !refused.Contains(name)) is { } accepted)
            body[accepted] = limit;
        request.Content = BinaryContent.Create(BinaryData.FromString(body.ToJsonString(s_asItWas)));
    }

    /// <summary>Whether the server named an optional part of the request, so that it is worth sending again without it.</summary>
    public bool Learn(PipelineRequest request, ServerRefusal refusal, CancellationToken cancellationToken)
    {
        var named = Read(request, cancellationToken)?.Select(part => part.Key).Where(name => s_optional.Contains(name) && refusal.Names(name)).ToList() ?? [];
        if (named.Count > 0)
            ImmutableInterlocked.Update(ref _refused, known => known.Union(named));
        return named.Count > 0;
    }

    private static JsonObject? Read(PipelineRequest request, CancellationToken cancellationToken)
    {
        if (request.Content is not { } content)
            return null;
        using var buffer = new MemoryStream();
        content.WriteTo(buffer, cancellationToken);
        return JsonNode.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)) as JsonObject;
    }
}
