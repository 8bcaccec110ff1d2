namespace Microsoft.SemanticKernel;

public static class KernelExtensions
{
    /// <exception cref="InvalidOperationException">The builder came from <c>AddKernel</c>.</exception>
    public static Kernel Build(this IKernelBuilder builder) =>
        builder is KernelBuilder kernelBuilder
            ? kernelBuilder.Build()
            : throw new ArgumentException("Only a builder that Kernel.CreateBuilder returned can be built.", nameof(builder));
}
