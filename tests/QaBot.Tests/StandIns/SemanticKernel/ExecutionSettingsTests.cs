using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using static QaBot.Tests.StandIns.SemanticKernel.PromptHarness;

namespace QaBot.Tests.StandIns.SemanticKernel;

public class ExecutionSettingsTests
{
    [Fact]
    public async Task A_prompt_without_settings_gives_no_options() => Assert.Null(await OptionsOf(Prompt("x")));

    [Fact]
    public async Task Known_settings_are_mapped()
    {
        var options = await OptionsOf(Prompt(
            "x",
            """
              default:
                temperature: 0.25
                top_p: 0.5
                max_tokens: 600
                seed: 42
                model_id: some-model
                response_format: json_object
            """));

        Assert.NotNull(options);
        Assert.Equal(0.25f, options.Temperature);
        Assert.Equal(0.5f, options.TopP);
        Assert.Equal(600, options.MaxOutputTokens);
        Assert.Equal(42, options.Seed);
        Assert.Equal("some-model", options.ModelId);
        Assert.IsType<ChatResponseFormatJson>(options.ResponseFormat);
    }

    [Fact]
    public async Task The_text_format_is_mapped()
    {
        var options = await OptionsOf(Prompt("x", "  default:\n    response_format: text"));

        Assert.IsType<ChatResponseFormatText>(options?.ResponseFormat);
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("{ type: json_schema }")]
    public async Task Another_format_is_ignored(string format)
    {
        var options = await OptionsOf(Prompt("x", $"  default:\n    response_format: {format}"));

        Assert.Equal((null, null), (options?.ResponseFormat, options?.AdditionalProperties));
    }

    [Fact]
    public async Task Stop_sequences_and_unknown_settings_only_reach_the_additional_properties()
    {
        var options = await OptionsOf(Prompt("x", "  default:\n    stop_sequences: [END]\n    unheard_of: yes please"));

        Assert.Null(options?.StopSequences);
        Assert.Equal(["stop_sequences", "unheard_of"], options!.AdditionalProperties!.Keys.Order());
        Assert.Equal("yes please", options.AdditionalProperties["unheard_of"]);
    }

    [Fact]
    public async Task Settings_among_the_arguments_replace_those_of_the_prompt()
    {
        var settings = new PromptExecutionSettings { ExtensionData = new Dictionary<string, object> { ["seed"] = 7 } };

        var options = await OptionsOf(Prompt("x", "  default:\n    temperature: 0.25"), new KernelArguments(settings));

        Assert.Equal((7L, null), (options?.Seed, options?.Temperature));
    }
}
