using Microsoft.Extensions.Logging;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Microsoft.SemanticKernel;

public static class KernelFunctionYaml
{
    /// <exception cref="YamlDotNet.Core.YamlException">The text is no YAML, or has a key that the schema lacks.</exception>
    /// <exception cref="NullReferenceException">The text is empty.</exception>
    /// <exception cref="NotSupportedException">The default value of a variable is no string.</exception>
    /// <exception cref="KernelException">The template cannot be parsed, or its format is unknown.</exception>
    /// <exception cref="ArgumentException">The name holds more than ASCII letters, digits and underscores.</exception>
    public static KernelFunction FromPromptYaml(
        string text, IPromptTemplateFactory? promptTemplateFactory = null, ILoggerFactory? loggerFactory = null)
    {
        var config = ToPromptTemplateConfig(text);
        if (config.InputVariables.Find(variable => variable.Default is not (null or string)) is { } variable)
            throw new NotSupportedException($"Default value for input variable '{variable.Name}' must be a string.");

        return KernelFunctionFactory.CreateFromPrompt(config, promptTemplateFactory, loggerFactory);
    }

    /// <returns>The configuration; null for an empty text, though its type does not say so.</returns>
    /// <exception cref="YamlDotNet.Core.YamlException">The text is no YAML, or has a key that the schema lacks.</exception>
    public static PromptTemplateConfig ToPromptTemplateConfig(string text) =>
        new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .WithTypeConverter(new PromptExecutionSettingsYamlConverter())
            .Build()
            .Deserialize<PromptTemplateConfig>(text);
}
