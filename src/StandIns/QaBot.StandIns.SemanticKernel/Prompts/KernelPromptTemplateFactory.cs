using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.SemanticKernel;

/// <summary>Knows the format <c>semantic-kernel</c>.</summary>
public sealed class KernelPromptTemplateFactory(ILoggerFactory? loggerFactory = null) : IPromptTemplateFactory
{
    /// <summary>Inserts every variable as it is, so that markup in a value becomes markup of the prompt.</summary>
    public bool AllowDangerouslySetContent { get; init; }

    /// <exception cref="KernelException">The template cannot be parsed.</exception>
    public bool TryCreate(PromptTemplateConfig templateConfig, [NotNullWhen(true)] out IPromptTemplate? result)
    {
        ArgumentNullException.ThrowIfNull(templateConfig);
        var known = templateConfig.TemplateFormat == PromptTemplateConfig.SemanticKernelTemplateFormat;
        var logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<KernelPromptTemplate>();
        result = known ? new KernelPromptTemplate(templateConfig, AllowDangerouslySetContent, logger) : null;
        return known;
    }
}
