using System.Collections.Concurrent;
using QaBot.Configuration;

namespace QaBot.Answering;

/// <summary>The prompts of a folder, by name; each is loaded when it is first asked for. Thread-safe.</summary>
/// <param name="folder">Absolute.</param>
public sealed class PromptLibrary(string folder)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<AnswerPrompt>>> _prompts = new(StringComparer.Ordinal);

    /// <exception cref="ConfigurationException">There is no such prompt, or it is faulty.</exception>
    public Task<AnswerPrompt> GetAsync(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()))
            throw new ConfigurationException($"'{name}' is not the name of a prompt.");
        return _prompts.GetOrAdd(name, key => new Lazy<Task<AnswerPrompt>>(() => AnswerPrompt.LoadAsync(Path.Combine(folder, key + ".yaml")))).Value;
    }
}
