using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;

namespace QaBot.Answering;

/// <summary>A prompt file in Semantic Kernel's YAML schema, checked when it is loaded. Immutable and thread-safe.</summary>
public sealed class AnswerPrompt
{
    private const string QuestionVariable = "question";
    private const string EvidenceVariable = "evidence";
    private readonly KernelFunction _function;

    private AnswerPrompt(PromptIdentity identity, string description, KernelFunction function)
    {
        Identity = identity;
        Description = description;
        _function = function;
    }

    public PromptIdentity Identity { get; }

    /// <summary>As the file has it; empty for none.</summary>
    public string Description { get; }

    /// <summary>
    /// Makes a prompt of a file's bytes and checks it by a trial rendering: it must be in the format <c>semantic-kernel</c> and render to
    /// chat messages with the evidence and the question in a user's.
    /// </summary>
    /// <param name="name">The file's name without its ending.</param>
    internal static async Task<PromptReading> ReadAsync(string name, byte[] bytes, CancellationToken cancellationToken)
    {
        var source = new PromptSource(bytes);
        if (source.Parse(out var fault) is not { } template)
            return PromptReading.Of(fault!);
        var isForAnswers = PromptSource.Mentions(template, QuestionVariable) && PromptSource.Mentions(template, EvidenceVariable);
        if (source.Create(template, out fault) is not { } function)
            return PromptReading.Of(fault!, isForAnswers);
        var prompt = new AnswerPrompt(new PromptIdentity(name, Convert.ToHexStringLower(SHA256.HashData(bytes))), template.Description ?? "", function);
        fault = await prompt.CheckRenderingAsync(source, template, cancellationToken);
        return fault is null ? new PromptReading(prompt, null, IsForAnswers: true) : PromptReading.Of(fault, isForAnswers);
    }

    /// <summary>Asks the chat client of the kernel's services, streaming.</summary>
    /// <param name="sink">Receives the rendered prompt before the client is called.</param>
    /// <remarks>The client's exceptions pass unwrapped; a cancellation arrives as <see cref="KernelFunctionCanceledException"/>.</remarks>
    public async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        Kernel kernel,
        IReadOnlyList<EvidencePassage> evidence,
        StandaloneQuery query,
        RenderedPrompt? sink = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(query);
        var arguments = new KernelArguments
        {
            [EvidenceVariable] = EvidenceMarkup.Write(evidence),
            [QuestionVariable] = EvidenceMarkup.Write(query),
            [RenderedPrompt.Argument] = sink,
        };
        var unlogged = new Kernel(new UnloggedServices(kernel.Services));
        await foreach (var update in unlogged.InvokeStreamingAsync<ChatResponseUpdate>(_function, arguments, cancellationToken))
            yield return update;
    }

    private async Task<PromptFault?> CheckRenderingAsync(PromptSource source, PromptTemplateConfig template, CancellationToken cancellationToken)
    {
        const string passage = "evidence & more";
        var evidence = $"<passage n=\"1\" title=\"trial\">\n{WebUtility.HtmlEncode(passage)}\n</passage>\n";
        var query = new StandaloneQuery("question & more");
        using var client = new TrialChatClient();
        var services = new ServiceCollection().AddSingleton<IChatClient>(client);
        await using var provider = services.BuildServiceProvider();
        try
        {
            var arguments = new KernelArguments { [EvidenceVariable] = evidence, [QuestionVariable] = EvidenceMarkup.Write(query) };
            await new Kernel(provider).InvokeAsync(_function, arguments, cancellationToken);
        }
        catch (Exception e) when (e is KernelException or ArgumentException or InvalidOperationException)
        {
            return source.CannotRender(e);
        }

        var asked = client.Messages.Where(message => message.Role == ChatRole.User).Select(message => message.Text).ToList();
        foreach (var (variable, trial) in new[] { (EvidenceVariable, evidence.Trim()), (QuestionVariable, EvidenceMarkup.Write(query)) })
        {
            if (!asked.Any(text => text.Contains(trial, StringComparison.Ordinal)))
                return source.DoesNotReachUser(template, variable);
        }

        var read = EvidenceMarkup.Read(string.Join('\n', client.Messages.Select(message => message.Text)));
        return read.Question == query.Question && read.Passages is [{ Text: passage }] ? null : source.HoldsBlocks();
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
