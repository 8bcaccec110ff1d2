using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Microsoft.SemanticKernel;

internal sealed class KernelFunctionFromPrompt(IPromptTemplate template, PromptTemplateConfig config)
    : KernelFunction(config.Name ?? $"Function_{Guid.NewGuid():N}", config.Description ?? "", config.ExecutionSettings)
{
    private readonly IReadOnlyList<InputVariable> inputVariables = [.. config.InputVariables];

    private protected override async Task<FunctionResult> InvokeCoreAsync(
        Kernel kernel, KernelArguments arguments, CancellationToken cancellationToken)
    {
        var (client, options, context) = await RenderAsync(kernel, arguments, isStreaming: false, cancellationToken);
        if (context.Result is null)
        {
            var messages = ChatPrompt.Parse(context.RenderedPrompt ?? "");
            var response = await client.GetResponseAsync(messages, options, cancellationToken);
            context.Result = new FunctionResult(this, response, CultureInfo.InvariantCulture, response.AdditionalProperties);
        }

        context.Result.RenderedPrompt = context.RenderedPrompt;
        return context.Result;
    }

    private protected override async IAsyncEnumerable<TResult> InvokeStreamingCoreAsync<TResult>(
        Kernel kernel, KernelArguments arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (client, options, context) = await RenderAsync(kernel, arguments, isStreaming: true, cancellationToken);
        var messages = ChatPrompt.Parse(context.RenderedPrompt ?? "");
        await foreach (var update in client.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return update switch
            {
                TResult typed => typed,
                _ when update.ToString() is TResult text => text,
                _ => throw new NotSupportedException($"The specific type {typeof(TResult)} is not supported."),
            };
        }
    }

    private async Task<(IChatClient Client, ChatOptions? Options, PromptRenderContext Context)> RenderAsync(
        Kernel kernel, KernelArguments arguments, bool isStreaming, CancellationToken cancellationToken)
    {
        foreach (var variable in inputVariables.Where(variable => variable.Default is not null))
            arguments.TryAdd(variable.Name, variable.Default);

        var (client, settings) = ChatClientSelector.Select(kernel, this, arguments);
        var context = new PromptRenderContext(kernel, this, arguments)
        {
            CancellationToken = cancellationToken,
            IsStreaming = isStreaming,
            ExecutionSettings = settings,
        };
        await RunFiltersAsync(context, filter: 0);
        return (client, settings.ToChatOptions(), context);
    }

    private async Task RunFiltersAsync(PromptRenderContext context, int filter)
    {
        if (filter < context.Kernel.PromptRenderFilters.Count)
            await context.Kernel.PromptRenderFilters[filter].OnPromptRenderAsync(context, next => RunFiltersAsync(next, filter + 1));
        else
            context.RenderedPrompt = await template.RenderAsync(context.Kernel, context.Arguments, context.CancellationToken);
    }
}
