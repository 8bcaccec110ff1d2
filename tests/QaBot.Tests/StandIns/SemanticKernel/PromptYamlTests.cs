using Microsoft.SemanticKernel;
using YamlDotNet.Core;
using static QaBot.Tests.StandIns.SemanticKernel.PromptHarness;

namespace QaBot.Tests.StandIns.SemanticKernel;

public class PromptYamlTests
{
    private const string Complete =
        """
        name: AnswerQuestion
        description: Answers a question.
        template_format: semantic-kernel
        template: |
          <message role="user">{{$question}} {{$tone}}</message>
        input_variables:
          - name: question
            description: What is asked.
            is_required: true
          - name: tone
            default: politely
            is_required: false
        output_variable:
          description: The answer.
        execution_settings:
          default:
            temperature: 0.2
          fast:
            model_id: small
        """;

    [Fact]
    public void The_whole_schema_is_read()
    {
        var config = KernelFunctionYaml.ToPromptTemplateConfig(Complete);

        Assert.Equal("AnswerQuestion", config.Name);
        Assert.Equal("Answers a question.", config.Description);
        Assert.Equal("semantic-kernel", config.TemplateFormat);
        Assert.Equal("<message role=\"user\">{{$question}} {{$tone}}</message>", config.Template.Trim());
        Assert.Equal(
            [("question", "What is asked.", true, null), ("tone", "", false, "politely")],
            config.InputVariables.Select(v => (v.Name, v.Description, v.IsRequired, (string?)v.Default)));
        Assert.Equal("The answer.", config.OutputVariable?.Description);
        Assert.Equal(["default", "fast"], config.ExecutionSettings.Keys);
        Assert.Equal("0.2", Convert.ToString(config.ExecutionSettings["default"].ExtensionData!["temperature"], null));
        Assert.Equal("small", config.ExecutionSettings["fast"].ModelId);
        Assert.False(config.AllowDangerouslySetContent);
    }

    [Fact]
    public void The_function_has_the_name_and_description_of_the_prompt()
    {
        var function = KernelFunctionYaml.FromPromptYaml(Complete);

        Assert.Equal(("AnswerQuestion", "Answers a question."), (function.Name, function.Description));
    }

    [Fact]
    public async Task A_default_stands_in_for_a_missing_argument_and_for_no_other()
    {
        var prompt = KernelFunctionYaml.FromPromptYaml(Complete);

        Assert.Equal("Why? politely", Assert.Single(await MessagesOf(prompt, new() { ["question"] = "Why?" })).Text);
        Assert.Equal("Why? now", Assert.Single(await MessagesOf(prompt, new() { ["question"] = "Why?", ["tone"] = "now" })).Text);
    }

    [Fact]
    public void An_unknown_key_is_refused() =>
        Assert.Throws<YamlException>(() => KernelFunctionYaml.FromPromptYaml(Complete + "\ntemprature: 1"));

    [Fact]
    public void Text_that_is_no_YAML_is_refused() =>
        Assert.ThrowsAny<YamlException>(() => KernelFunctionYaml.FromPromptYaml("name: [unclosed"));

    [Fact]
    public void An_empty_text_gives_a_null_reference() =>
        Assert.Throws<NullReferenceException>(() => KernelFunctionYaml.FromPromptYaml(""));

    [Theory]
    [InlineData("two words")]
    [InlineData("semi;colon")]
    public void A_bad_name_is_refused(string name) =>
        Assert.ThrowsAny<ArgumentException>(() =>
            KernelFunctionYaml.FromPromptYaml($"name: {name}\ntemplate_format: semantic-kernel\ntemplate: x"));

    [Fact]
    public void An_unknown_template_format_is_refused() =>
        Assert.Throws<KernelException>(() => KernelFunctionYaml.FromPromptYaml("name: Ask\ntemplate_format: handlebars\ntemplate: x"));

    [Theory]
    [InlineData("")]
    [InlineData("template_format:")]
    public void A_missing_template_format_is_Semantic_Kernels_own(string line) =>
        Assert.Equal("semantic-kernel", KernelFunctionYaml.ToPromptTemplateConfig($"name: Ask\n{line}\ntemplate: x").TemplateFormat);

    [Theory]
    [InlineData("template")]
    [InlineData("input_variables")]
    [InlineData("execution_settings")]
    public void A_key_without_a_value_is_refused(string key) =>
        Assert.ThrowsAny<YamlException>(() => KernelFunctionYaml.FromPromptYaml($"name: Ask\ntemplate_format: semantic-kernel\n{key}:"));

    [Fact]
    public void A_default_that_is_no_string_is_refused() =>
        Assert.Throws<NotSupportedException>(() => KernelFunctionYaml.FromPromptYaml(
            "name: Ask\ntemplate_format: semantic-kernel\ntemplate: x\ninput_variables:\n  - name: list\n    default: [a, b]"));

    [Fact]
    public void A_prompt_without_a_name_gets_a_random_one()
    {
        const string Yaml = "template_format: semantic-kernel\ntemplate: x";

        var names = Enumerable.Range(0, 2).Select(_ => KernelFunctionYaml.FromPromptYaml(Yaml).Name).ToList();

        Assert.DoesNotContain("", names);
        Assert.Equal(2, names.Distinct().Count());
    }
}
