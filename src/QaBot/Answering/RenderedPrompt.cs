using Microsoft.SemanticKernel;

namespace QaBot.Answering;

/// <summary>Receives one prompt as it was rendered: while streaming, Semantic Kernel shows it to a filter only.</summary>
public sealed class RenderedPrompt
{
    internal const string Argument = "qabot_rendered_prompt";

    /// <summary>The rendered template, in Semantic Kernel's encoded form; null until it has been rendered.</summary>
    public string? Text { get; private set; }

    /// <summary>Hands each rendered prompt to the sink that came with its arguments.</summary>
    internal sealed class Filter : IPromptRenderFilter
    {
        public async Task OnPromptRenderAsync(PromptRenderContext context, Func<PromptRenderContext, Task> next)
        {
            await next(context);
            if (context.Arguments.TryGetValue(Argument, out var value) && value is RenderedPrompt sink)
                sink.Text = context.RenderedPrompt;
        }
    }
}
