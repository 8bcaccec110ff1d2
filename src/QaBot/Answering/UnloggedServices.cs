using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace QaBot.Answering;

/// <summary>
/// The services of a provider without its logs. Semantic Kernel logs an answer that was stopped as an error, and of one that failed all that
/// the model's server said, which may hold what was typed or a part of a key. What QaBot logs of them is its own.
/// </summary>
internal sealed class UnloggedServices(IServiceProvider services) : IKeyedServiceProvider
{
    public object? GetService(Type serviceType) => serviceType == typeof(ILoggerFactory) ? null : services.GetService(serviceType);

    public object? GetKeyedService(Type serviceType, object? serviceKey) => Keyed.GetKeyedService(serviceType, serviceKey);

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) => Keyed.GetRequiredKeyedService(serviceType, serviceKey);

    private IKeyedServiceProvider Keyed => (IKeyedServiceProvider)services;
}
