namespace Microsoft.SemanticKernel;

/// <summary>The only way to see the prompt of a streaming call.</summary>
public interface IPromptRenderFilter
{
    /// <param name="context">After <paramref name="next"/> it holds the rendered prompt, which may be replaced.</param>
    /// <param name="next">The next filter, or the rendering itself.</param>
    Task OnPromptRenderAsync(PromptRenderContext context, Func<PromptRenderContext, Task> next);
}
