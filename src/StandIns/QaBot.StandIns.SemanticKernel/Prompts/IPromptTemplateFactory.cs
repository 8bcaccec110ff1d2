using System.Diagnostics.CodeAnalysis;

namespace Microsoft.SemanticKernel;

public interface IPromptTemplateFactory
{
    /// <returns>Whether the factory knows the template's format.</returns>
    bool TryCreate(PromptTemplateConfig templateConfig, [NotNullWhen(true)] out IPromptTemplate? result);
}
