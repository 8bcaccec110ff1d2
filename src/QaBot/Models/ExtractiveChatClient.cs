using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using QaBot.Answering;
using QaBot.Models.Extractive;

namespace QaBot.Models;

/// <summary>
/// The embedded chat client: it answers with sentences copied, to the letter, from the passages in the prompt, each followed by its
/// passage's number. It works offline, makes nothing up, and reads only the passage and question blocks, wherever the prompt has them.
/// Thread-safe.
/// </summary>
public sealed class ExtractiveChatClient(SentenceRanker ranker) : IChatClient
{
    /// <summary>What answers name as their model.</summary>
    public const string ModelName = "extractive";

    private const string ProviderName = "qabot";
    private const int MostSentences = 3;
    private const int MostForOverview = 5;

    /// <summary>A further sentence must score at least this share of the best one.</summary>
    private const double NearlyAsGood = 0.8;

    private static readonly ChatClientMetadata s_metadata = new(ProviderName, null, ModelName);

    /// <summary>Whether a client, or what it wraps, is this one.</summary>
    public static bool IsBehind(IChatClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.GetService(typeof(ChatClientMetadata)) is ChatClientMetadata { ProviderName: ProviderName, DefaultModelId: ModelName };
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var blocks = EvidenceMarkup.Read(string.Join('\n', messages.Select(message => message.Text)));
        var sentences = Choose(blocks);
        if (sentences.Count == 0)
            yield return Update(DraftParser.AbstainMarker);
        foreach (var sentence in sentences)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Update(string.Create(CultureInfo.InvariantCulture, $"{sentence.Text} [{sentence.Passage}]\n"));
        }

        await Task.CompletedTask;
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(ChatClientMetadata) ? s_metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose()
    {
    }

    private List<ScoredSentence> Choose(EvidenceBlocks blocks)
    {
        if ((blocks.Translation ?? blocks.Standalone ?? blocks.Question) is not { } question || blocks.Passages.Count == 0)
            return [];
        var profile = ranker.Profile(question, blocks.Topic);
        var ranked = ranker.Rank(profile, question, blocks.Passages);
        return profile.Type == AnswerType.Summary
            ? Summarise(profile, ranked)
            : Best(profile.Type, ranked, profile.Type is AnswerType.List or AnswerType.Opinion or AnswerType.Reason ? MostForOverview - 1 : MostSentences);
    }

    /// <summary>The best sentence, then others that are nearly as good and say something else; where a value is asked for, they must have one too.</summary>
    private static List<ScoredSentence> Best(AnswerType type, IReadOnlyList<ScoredSentence> ranked, int most)
    {
        var asksForValue = type is AnswerType.Time or AnswerType.Number or AnswerType.Money or AnswerType.Share or AnswerType.Place;
        var chosen = new List<ScoredSentence>();
        foreach (var sentence in ranked.Where(sentence => sentence.Matched.Count > 0))
        {
            if (chosen.Count == most || (chosen.Count > 0 && sentence.Score < NearlyAsGood * chosen[0].Score))
                break;
            if (chosen.Count > 0 && asksForValue && sentence.Features.AnswerCue < chosen[0].Features.AnswerCue)
                continue;
            if (!chosen.Any(other => SaysTheSame(other.Text, sentence.Text)))
                chosen.Add(sentence);
        }

        return [.. chosen.SelectMany(sentence => WithAntecedent(sentence, ranked)).Distinct()];
    }

    /// <summary>"These are used in …" says nothing without the sentence before it.</summary>
    private static IEnumerable<ScoredSentence> WithAntecedent(ScoredSentence sentence, IReadOnlyList<ScoredSentence> ranked)
    {
        var before = sentence.Features.Dangling == 0
            ? null
            : ranked.Where(other => other.Passage == sentence.Passage && other.Span.End <= sentence.Span.Start).MaxBy(other => other.Span.Start);
        return before is null ? [sentence] : [before, sentence];
    }

    /// <summary>Sentences whose words recur most over the evidence, in the order of the text.</summary>
    /// <remarks>SumBasic (Nenkova and Vanderwende, 2005): a word once used counts less for the next sentence, so that the summary spreads.</remarks>
    private static List<ScoredSentence> Summarise(QuestionProfile profile, IReadOnlyList<ScoredSentence> ranked)
    {
        var words = ranked.ToDictionary(sentence => sentence, sentence => Words(sentence.Text));
        var counts = words.Values.SelectMany(set => set).GroupBy(word => word, StringComparer.Ordinal).ToDictionary(group => group.Key, group => (double)group.Count(), StringComparer.Ordinal);
        var total = Math.Max(1, counts.Values.Sum());
        var chosen = new List<ScoredSentence>();
        var left = ranked.Where(sentence => words[sentence].Count >= 6 && !sentence.Text.EndsWith('?')).ToList();
        while (chosen.Count < MostForOverview && left.Count > 0)
        {
            var best = left.MaxBy(sentence => words[sentence].Average(word => counts[word] / total) * (profile.Terms.Count == 0 ? 1 : 1 + sentence.Features.Coverage))!;
            chosen.Add(best);
            left.Remove(best);
            foreach (var word in words[best])
                counts[word] *= counts[word] / total;
        }

        return [.. chosen.OrderBy(sentence => sentence.Passage).ThenBy(sentence => sentence.Span)];
    }

    private static bool SaysTheSame(string a, string b)
    {
        var (first, second) = (Words(a), Words(b));
        var shared = first.Count(second.Contains);
        return shared >= 0.7 * Math.Min(first.Count, second.Count);
    }

    private static HashSet<string> Words(string text) =>
        text.Split([' ', '\u00A0', '\n', '\r', '\t', ',', '.', ';', ':', '"', '“', '”', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length > 3).Select(word => word.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);

    private static ChatResponseUpdate Update(string text) => new(ChatRole.Assistant, text) { ModelId = ModelName };
}
