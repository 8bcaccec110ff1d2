using System.ClientModel.Primitives;

namespace QaBot.Models.Remote;

/// <summary>Lets requests in with the key, where the server looks for it, or without one, where none is needed.</summary>
internal sealed class KeyAuthentication(ModelServer server) : AuthenticationPolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        throw new NotSupportedException("A model is asked without blocking a thread.");

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        if (server.ApiKey is null && server.IsOpenAIItself)
            throw server.Problem(ModelProblemKind.Misconfigured, $"OpenAI wants a key: set {server.Setting("ApiKey")}.");
        if (server.ApiKey is { } key)
            message.Request.Headers.Set(server.IsAzure ? "api-key" : "Authorization", server.IsAzure ? key : $"Bearer {key}");
        return ProcessNextAsync(message, pipeline, currentIndex);
    }
}
