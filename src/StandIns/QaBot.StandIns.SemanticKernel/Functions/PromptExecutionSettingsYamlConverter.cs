using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Microsoft.SemanticKernel;

internal sealed class PromptExecutionSettingsYamlConverter : IYamlTypeConverter
{
    public bool Accepts(Type type) => type == typeof(PromptExecutionSettings);

    public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
    {
        var settings = new PromptExecutionSettings();
        parser.Consume<MappingStart>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>().Value;
            var value = rootDeserializer(typeof(object));
            if (key == "model_id")
                settings.ModelId = (string?)value;
            else
                (settings.ExtensionData ??= new Dictionary<string, object>()).Add(key, value!);
        }

        return settings;
    }

    public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
        throw new NotSupportedException("Prompts are read, not written.");
}
