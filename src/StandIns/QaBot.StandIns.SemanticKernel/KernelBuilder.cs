using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.SemanticKernel;

internal sealed class KernelBuilder(IServiceCollection services, bool allowBuild) : IKernelBuilder
{
    public IServiceCollection Services => services;

    public Kernel Build()
    {
        if (!allowBuild)
            throw new InvalidOperationException(
                "Build is not permitted on instances returned from AddKernel. Resolve the Kernel from the service provider.");

        var keysByType = services
            .GroupBy(service => service.ServiceType)
            .ToDictionary(type => type.Key, type => type.Select(service => service.ServiceKey).ToHashSet());
        services.AddKeyedSingleton(Kernel.ServiceKeysByType, keysByType);
        return new Kernel(services.BuildServiceProvider());
    }
}
