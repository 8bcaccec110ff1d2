using Microsoft.Extensions.Logging;

namespace Microsoft.SemanticKernel;

public static class KernelFunctionFactory
{
    /// <exception cref="KernelException">The template cannot be parsed, or no factory knows its format.</exception>
    /// <exception cref="ArgumentException">The name holds more than ASCII letters, digits and underscores.</exception>
    public static KernelFunction CreateFromPrompt(
        PromptTemplateConfig promptConfig, IPromptTemplateFactory? promptTemplateFactory = null, ILoggerFactory? loggerFactory = null)
    {
        var factory = promptTemplateFactory ?? new KernelPromptTemplateFactory(loggerFactory);
        return new KernelFunctionFromPrompt(factory.Create(promptConfig), promptConfig);
    }
}
