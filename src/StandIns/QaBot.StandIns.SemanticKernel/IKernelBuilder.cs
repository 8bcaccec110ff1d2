using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.SemanticKernel;

public interface IKernelBuilder
{
    IServiceCollection Services { get; }
}
