using Microsoft.SemanticKernel;
using QaBot.Tests.Fakes;
using static QaBot.Tests.StandIns.SemanticKernel.PromptHarness;

namespace QaBot.Tests.StandIns.SemanticKernel;

public class PromptRenderFilterTests
{
    private const string Template = "<message role=\"user\">{{$question}}</message>";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_filter_in_the_services_sees_the_encoded_prompt(bool streaming)
    {
        using var client = new ScriptedChatClient("ok");
        var filter = new RecordingFilter();
        var kernel = KernelOver(client, filter);
        KernelArguments arguments = new() { ["question"] = "a < b" };

        await (streaming
            ? ReadAll(kernel.InvokeStreamingAsync<string>(Prompt(Template), arguments))
            : (Task)kernel.InvokeAsync(Prompt(Template), arguments));

        var (name, isStreaming, prompt) = Assert.Single(filter.Seen);
        Assert.Equal(("Ask", streaming), (name, isStreaming));
        Assert.Equal("<message role=\"user\">a &lt; b</message>", prompt?.Trim());
    }

    [Fact]
    public async Task A_filter_may_replace_the_prompt()
    {
        using var client = new ScriptedChatClient("ok");
        var kernel = KernelOver(client);
        kernel.PromptRenderFilters.Add(new RecordingFilter { Replacement = "<message role=\"user\">other</message>" });

        await kernel.InvokeAsync(Prompt(Template));

        Assert.Equal("other", Assert.Single(Assert.Single(client.Requests)).Text);
    }

    [Fact]
    public async Task A_filter_may_answer_in_the_place_of_the_model()
    {
        using var client = new ScriptedChatClient("ok");
        var kernel = KernelOver(client, new RecordingFilter { Answer = "from the filter" });

        var result = await kernel.InvokeAsync(Prompt(Template));

        Assert.Equal("from the filter", result.GetValue<string>());
        Assert.Empty(client.Requests);
    }

    [Fact]
    public async Task The_filter_registered_first_is_the_outermost()
    {
        using var client = new ScriptedChatClient("ok");
        var outer = new RecordingFilter();
        var inner = new RecordingFilter { Replacement = "<message role=\"user\">other</message>" };

        await KernelOver(client, outer, inner).InvokeAsync(Prompt(Template));

        Assert.Equal("<message role=\"user\">other</message>", Assert.Single(outer.Seen).Prompt);
    }

    private sealed class RecordingFilter : IPromptRenderFilter
    {
        public List<(string Name, bool IsStreaming, string? Prompt)> Seen { get; } = [];

        public string? Replacement { get; init; }

        public string? Answer { get; init; }

        public async Task OnPromptRenderAsync(PromptRenderContext context, Func<PromptRenderContext, Task> next)
        {
            await next(context);
            if (Replacement is not null)
                context.RenderedPrompt = Replacement;
            if (Answer is not null)
                context.Result = new FunctionResult(context.Function, Answer);
            Seen.Add((context.Function.Name, context.IsStreaming, context.RenderedPrompt));
        }
    }
}
