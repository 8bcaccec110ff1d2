using Microsoft.SemanticKernel;

namespace Microsoft.Extensions.DependencyInjection;

public static class KernelServiceCollectionExtensions
{
    /// <summary>Registers a transient <see cref="Kernel"/> over the provider that resolves it.</summary>
    public static IKernelBuilder AddKernel(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddTransient(provider => new Kernel(provider));
        return new KernelBuilder(services, allowBuild: false);
    }
}
