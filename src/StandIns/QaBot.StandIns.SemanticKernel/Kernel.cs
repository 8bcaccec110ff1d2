using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.SemanticKernel;

/// <summary>
/// The services a prompt function draws on. Cheap to create; one that <c>AddKernel</c> registered is transient and takes
/// the <see cref="IPromptRenderFilter"/>s of its provider.
/// </summary>
public sealed class Kernel
{
    /// <summary>The key under which a kernel builder leaves the service keys of its collection, by service type.</summary>
    internal const string ServiceKeysByType = nameof(ServiceKeysByType);

    public Kernel(IServiceProvider? services = null)
    {
        Services = services ?? new ServiceCollection().BuildServiceProvider();
        PromptRenderFilters = [.. Services.GetServices<IPromptRenderFilter>()];
    }

    public IServiceProvider Services { get; }

    public ILoggerFactory LoggerFactory => Services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;

    /// <summary>Called in order around the rendering of every prompt; the first is the outermost.</summary>
    public IList<IPromptRenderFilter> PromptRenderFilters { get; }

    public static IKernelBuilder CreateBuilder() => new KernelBuilder(new ServiceCollection(), allowBuild: true);

    /// <exception cref="KernelException">Nothing is registered for <typeparamref name="T"/> and the key.</exception>
    public T GetRequiredService<T>(object? serviceKey = null) where T : class
    {
        var service = serviceKey is null ? Services.GetService<T>() : (Services as IKeyedServiceProvider)?.GetKeyedService<T>(serviceKey);
        var key = serviceKey is null ? "" : $" and key '{serviceKey}'";
        return service ?? throw new KernelException($"Service of type '{typeof(T)}'{key} not registered.");
    }

    /// <summary>
    /// The services registered for <typeparamref name="T"/>. Keyed ones are among them only in a kernel that a
    /// <see cref="IKernelBuilder"/> has built: a plain provider cannot list its keys.
    /// </summary>
    public IEnumerable<T> GetAllServices<T>() where T : class
    {
        if (Services is IKeyedServiceProvider keyed &&
            keyed.GetKeyedService<Dictionary<Type, HashSet<object?>>>(ServiceKeysByType) is { } keysByType)
            return keysByType.TryGetValue(typeof(T), out var keys) ? keys.SelectMany(key => keyed.GetKeyedServices<T>(key)) : [];

        return Services.GetServices<T>();
    }

    public Task<FunctionResult> InvokeAsync(
        KernelFunction function, KernelArguments? arguments = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.InvokeAsync(this, arguments, cancellationToken);
    }

    public async Task<TResult?> InvokeAsync<TResult>(
        KernelFunction function, KernelArguments? arguments = null, CancellationToken cancellationToken = default)
    {
        var result = await InvokeAsync(function, arguments, cancellationToken);
        return result.GetValue<TResult>();
    }

    public IAsyncEnumerable<T> InvokeStreamingAsync<T>(
        KernelFunction function, KernelArguments? arguments = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.InvokeStreamingAsync<T>(this, arguments, cancellationToken);
    }
}
