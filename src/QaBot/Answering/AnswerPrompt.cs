using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using QaBot.Configuration;
using YamlDotNet.Core;

namespace QaBot.Answering;

/// <summary>A prompt file in Semantic Kernel's YAML schema, checked when it is loaded. Immutable and thread-safe.</summary>
public sealed class AnswerPrompt
{
    private const string QuestionVariable = "question";
    private const string EvidenceVariable = "evidence";
    private readonly KernelFunction _function;

    private AnswerPrompt(PromptIdentity identity, KernelFunction function)
    {
        Identity = identity;
        _function = function;
    }

    public PromptIdentity Identity { get; }

    /// <summary>Loads and checks a prompt file, the check being a trial rendering.</summary>
    /// <exception cref="ConfigurationException">
    /// The file is missing, is not a prompt in the format <c>semantic-kernel</c>, lacks one of the variables, or does not render to chat
    /// messages with the evidence and the question in a user's; the message names the file and the fault.
    /// </exception>
    public static async Task<AnswerPrompt> LoadAsync(string file, CancellationToken cancellationToken = default)
    {
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(file, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"Prompt {file} cannot be read: {e.Message}", e);
        }

        var identity = new PromptIdentity(Path.GetFileNameWithoutExtension(file), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var prompt = new AnswerPrompt(identity, Parse(file, Encoding.UTF8.GetString(bytes)));
        await prompt.CheckRenderingAsync(file, cancellationToken);
        return prompt;
    }

    /// <summary>Asks the kernel's chat client, streaming.</summary>
    /// <param name="sink">Receives the rendered prompt before the client is called.</param>
    /// <remarks>The client's exceptions pass unwrapped; a cancellation arrives as <see cref="KernelFunctionCanceledException"/>.</remarks>
    public async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        Kernel kernel,
        IReadOnlyList<EvidencePassage> evidence,
        StandaloneQuery query,
        RenderedPrompt? sink = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var arguments = new KernelArguments
        {
            [EvidenceVariable] = EvidenceMarkup.Write(evidence),
            [QuestionVariable] = EvidenceMarkup.Write(query),
            [RenderedPrompt.Argument] = sink,
        };
        await foreach (var update in kernel.InvokeStreamingAsync<ChatResponseUpdate>(_function, arguments, cancellationToken))
            yield return update;
    }

    private static KernelFunction Parse(string file, string yaml)
    {
        try
        {
            if (string.IsNullOrWhiteSpace(yaml))
                throw new ConfigurationException($"Prompt {file} is empty.");
            var template = KernelFunctionYaml.ToPromptTemplateConfig(yaml);
            if (template.TemplateFormat != PromptTemplateConfig.SemanticKernelTemplateFormat)
                throw new ConfigurationException($"Prompt {file}: template_format is '{template.TemplateFormat}'; it must be '{PromptTemplateConfig.SemanticKernelTemplateFormat}'.");
            if (template.AllowDangerouslySetContent || template.InputVariables.Any(variable => variable.AllowDangerouslySetContent))
                throw new ConfigurationException($"Prompt {file}: allow_dangerously_set_content would let an article or a question add messages of its own.");
            return KernelFunctionYaml.FromPromptYaml(yaml);
        }
        catch (YamlException e)
        {
            throw new ConfigurationException($"Prompt {file}, line {e.Start.Line}: {e.GetBaseException().Message}", e);
        }
        catch (Exception e) when (e is KernelException or ArgumentException or NullReferenceException or InvalidOperationException or NotSupportedException)
        {
            throw new ConfigurationException($"Prompt {file} is not a Semantic Kernel prompt: {e.Message}", e);
        }
    }

    private async Task CheckRenderingAsync(string file, CancellationToken cancellationToken)
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
            throw new ConfigurationException($"Prompt {file} does not render: {e.Message}", e);
        }

        var asked = client.Messages.Where(message => message.Role == ChatRole.User).Select(message => message.Text).ToList();
        foreach (var (variable, trial) in new[] { (EvidenceVariable, evidence.Trim()), (QuestionVariable, EvidenceMarkup.Write(query)) })
        {
            if (!asked.Any(text => text.Contains(trial, StringComparison.Ordinal)))
                throw new ConfigurationException($"Prompt {file}: {{{{${variable}}}}} does not reach a message with role=\"user\".");
        }

        var read = EvidenceMarkup.Read(string.Join('\n', client.Messages.Select(message => message.Text)));
        if (read.Question != query.Question || read.Passages is not [{ Text: passage }])
            throw new ConfigurationException($"Prompt {file}: its own words hold a passage or question element that would be taken for the real one.");
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
