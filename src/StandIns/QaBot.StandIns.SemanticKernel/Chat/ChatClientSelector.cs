using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.SemanticKernel;

/// <summary>
/// Finds the chat client for a function and the settings that go with it: by service id, then by model id, then any client
/// for the settings named <c>default</c>. Of several clients the one registered last is taken.
/// </summary>
internal static class ChatClientSelector
{
    public static (IChatClient Client, PromptExecutionSettings? Settings) Select(
        Kernel kernel, KernelFunction function, KernelArguments arguments)
    {
        var settings = arguments.ExecutionSettings ?? function.ExecutionSettings;
        var (client, selected) = settings is null or { Count: 0 }
            ? (kernel.GetAllServices<IChatClient>().LastOrDefault(), null)
            : Candidates(kernel, settings).FirstOrDefault(candidate => candidate.Client is not null);
        if (client is null)
            throw new KernelException(
                $"Required service of type {typeof(IChatClient)} not registered." +
                (settings is { Count: > 0 } ? $" Expected serviceIds: {string.Join('|', settings.Keys)}." : ""));

        var metadata = client.GetService<ChatClientMetadata>();
        ArgumentNullException.ThrowIfNull(metadata);
        return (client, selected);
    }

    private static IEnumerable<(IChatClient? Client, PromptExecutionSettings? Settings)> Candidates(
        Kernel kernel, IReadOnlyDictionary<string, PromptExecutionSettings> settings)
    {
        foreach (var (serviceId, value) in settings.Where(entry => !IsDefault(entry.Key)))
            yield return ((kernel.Services as IKeyedServiceProvider)?.GetKeyedService<IChatClient>(serviceId), value);

        foreach (var value in settings.Values.Where(value => !string.IsNullOrEmpty(value.ModelId)))
            yield return (kernel.GetAllServices<IChatClient>().FirstOrDefault(client => ModelId(client) == value.ModelId), value);

        foreach (var (_, value) in settings.Where(entry => IsDefault(entry.Key)).Take(1))
            yield return (kernel.GetAllServices<IChatClient>().LastOrDefault(), value);
    }

    private static bool IsDefault(string serviceId) =>
        serviceId.Length == 0 || serviceId.Equals(PromptExecutionSettings.DefaultServiceId, StringComparison.OrdinalIgnoreCase);

    private static string? ModelId(IChatClient client) => client.GetService<ChatClientMetadata>()?.DefaultModelId;
}
