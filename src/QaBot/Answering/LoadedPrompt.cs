using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;

namespace QaBot.Answering;

/// <summary>A prompt file in Semantic Kernel's YAML schema, checked when it is loaded. Immutable and thread-safe.</summary>
public sealed class LoadedPrompt
{
    private readonly KernelFunction _function;
    private readonly PromptTemplateConfig _template;

    private LoadedPrompt(PromptIdentity identity, PromptKind kind, PromptTemplateConfig template, KernelFunction function)
    {
        Identity = identity;
        Kind = kind;
        _template = template;
        _function = function;
    }

    public PromptIdentity Identity { get; }

    public PromptKind Kind { get; }

    /// <summary>As the file has it; empty for none.</summary>
    public string Description => _template.Description ?? "";

    /// <summary>Whether its execution settings ask the model for JSON (<c>response_format</c>).</summary>
    public bool WantsJson => _template.ExecutionSettings.Values.Any(settings =>
        settings.ExtensionData?.TryGetValue("response_format", out var format) is true && format?.ToString() is not ("text" or "" or null));

    /// <summary>As the file has it, with its variables.</summary>
    internal string Template => _template.Template;

    /// <summary>
    /// Makes a prompt of a file's bytes and checks it by a trial rendering: it must be in the format <c>semantic-kernel</c> and render to
    /// chat messages with all variables of its kind in a user's.
    /// </summary>
    /// <param name="name">The file's name without its ending.</param>
    internal static async Task<PromptReading> ReadAsync(string name, byte[] bytes, CancellationToken cancellationToken)
    {
        var source = new PromptSource(bytes);
        var expected = SupportingPrompts.KindOf(name);
        if (source.Parse(out var fault) is not { } template)
            return PromptReading.Of(fault!, isForAnswers: expected is null);
        var kind = expected ?? PromptSource.KindOf(template);
        var isForAnswers = kind == PromptKind.Answer
            && PromptSource.Mentions(template, PromptVariables.Question) && PromptSource.Mentions(template, PromptVariables.Evidence);
        if (source.Create(template, out fault) is not { } function)
            return PromptReading.Of(fault!, isForAnswers);
        var prompt = new LoadedPrompt(new PromptIdentity(name, Convert.ToHexStringLower(SHA256.HashData(bytes))), kind, template, function);
        fault = await prompt.CheckRenderingAsync(source, cancellationToken);
        return fault is null ? new PromptReading(prompt, null, isForAnswers) : PromptReading.Of(fault, isForAnswers);
    }

    /// <summary>Asks the chat client of the kernel's services, streaming.</summary>
    /// <param name="variables">For a prompt of this kind.</param>
    /// <param name="sink">Receives the rendered prompt before the client is called.</param>
    /// <remarks>The client's exceptions pass unwrapped; a cancellation arrives as <see cref="KernelFunctionCanceledException"/>.</remarks>
    internal async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        Kernel kernel,
        PromptVariables variables,
        RenderedPrompt? sink = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var arguments = Arguments(variables);
        arguments[RenderedPrompt.Argument] = sink;
        var unlogged = new Kernel(new UnloggedServices(kernel.Services));
        await foreach (var update in unlogged.InvokeStreamingAsync<ChatResponseUpdate>(_function, arguments, cancellationToken))
            yield return update;
    }

    private static KernelArguments Arguments(PromptVariables variables)
    {
        var arguments = new KernelArguments();
        foreach (var (name, value) in variables.Values)
            arguments[name] = value;
        return arguments;
    }

    private async Task<PromptFault?> CheckRenderingAsync(PromptSource source, CancellationToken cancellationToken)
    {
        const string passage = "evidence & more";
        var query = new StandaloneQuery("question & more");
        var trial = PromptVariables.Trial(Kind, passage, query);
        using var client = new TrialChatClient();
        var services = new ServiceCollection().AddSingleton<IChatClient>(client);
        await using var provider = services.BuildServiceProvider();
        try
        {
            await new Kernel(provider).InvokeAsync(_function, Arguments(trial), cancellationToken);
        }
        catch (Exception e) when (e is KernelException or ArgumentException or InvalidOperationException)
        {
            return source.CannotRender(e);
        }

        var asked = client.Messages.Where(message => message.Role == ChatRole.User).Select(message => message.Text).ToList();
        foreach (var (variable, value) in trial.Values)
        {
            if (!asked.Any(text => text.Contains(value.Trim(), StringComparison.Ordinal)))
                return source.DoesNotReachUser(_template, variable);
        }

        var read = EvidenceMarkup.Read(string.Join('\n', client.Messages.Select(message => message.Text)));
        var passages = read.Passages.Select(block => block.Text);
        return read.Question == query.Question && passages.SequenceEqual(Kind == PromptKind.Rewrite ? [] : [passage]) ? null : source.HoldsBlocks();
    }

    /// <summary>Keeps what a prompt renders to.</summary>
    private sealed class TrialChatClient : IChatClient
    {
        public List<ChatMessage> Messages { get; } = [];

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Messages.AddRange(messages);
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "ok")));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("trial") : null;

        public void Dispose()
        {
        }
    }
}
