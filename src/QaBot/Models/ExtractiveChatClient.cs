using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using QaBot.Answering;
using QaBot.Articles;
using QaBot.Grounding;
using QaBot.Models.Extractive;

namespace QaBot.Models;

/// <summary>
/// The embedded chat client: it answers with sentences copied, to the letter, from the passages in the prompt, each followed by its
/// passage's number. It works offline, makes nothing up, and reads only the passage and question blocks, wherever the prompt has them.
/// Thread-safe.
/// </summary>
public sealed class ExtractiveChatClient(SentenceRanker ranker, CitationVerifier verifier) : IChatClient
{
    /// <summary>What answers name as their model.</summary>
    public const string ModelName = "extractive";

    private const string ProviderName = "qabot";
    private const int MostSentences = 3;
    private const int MostForOverview = 5;
    private const int MostInSummary = 10;

    private const int MostValues = 5;

    /// <summary>Characters that one short answer at least must save beside its sentence.</summary>
    private const int LeastSaved = 80;

    /// <summary>Characters that are read in one look; what answers must stand in them.</summary>
    private const int AtAGlance = 250;

    /// <summary>A further sentence must be at least this likely beside the best one.</summary>
    private const double NearlyAsLikely = 0.12;

    /// <summary>The same for another passage's value.</summary>
    private const double BarelyAsLikely = 0.003;

    /// <summary>Share of what the best sentence covers that another passage's must.</summary>
    private const double ComparablyWell = 0.8;

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
        var extracts = Choose(blocks);
        if (extracts.Count == 0)
            yield return Update(DraftParser.AbstainMarker);
        foreach (var extract in extracts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Update(string.Create(CultureInfo.InvariantCulture, $"{extract.Text} [{extract.Passage}]\n"));
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

    private List<Extract> Choose(EvidenceBlocks blocks)
    {
        if ((blocks.Translation ?? blocks.Standalone ?? blocks.Question) is not { } question || blocks.Passages.Count == 0)
            return [];
        var profile = ranker.Profile(question, blocks.Topic);
        var ranked = ranker.Rank(profile, question, blocks.Passages);
        if (profile.Type == AnswerType.Summary)
            return [.. Summarise(profile, question, ranked).Select(Whole)];
        var best = Best(profile.Type, ranked, profile.Type is AnswerType.List or AnswerType.Opinion or AnswerType.Reason ? MostForOverview - 1 : MostSentences);
        return [.. InShort(profile, best, blocks.Passages), .. best.SelectMany(sentence => WithAntecedent(sentence, ranked)).Distinct().Select(sentence => Readable(profile, sentence))];
    }

    /// <summary>
    /// Short answers, each once and the fuller of two forms, that their passages give there for the first time, so that the sentence is what
    /// they are cited with. Either every sentence that has one is shortened or, where that spares too little, none is.
    /// </summary>
    private List<Extract> InShort(QuestionProfile profile, List<ScoredSentence> sentences, IReadOnlyList<EvidenceBlock> passages)
    {
        var given = new List<Extract>();
        var mostSaved = 0;
        foreach (var sentence in sentences)
        {
            if (ShortAnswer.In(profile, sentence) is not { } span)
                continue;
            var text = sentence.Text.Slice(span);
            if (passages.First(block => block.Number == sentence.Passage).Text.IndexOf(text, StringComparison.Ordinal) < sentence.Span.Start)
                continue;
            if (given.Exists(other => other.Text.Contains(text, StringComparison.OrdinalIgnoreCase)) || !StandsAlone(text, sentence))
                continue;
            given.RemoveAll(other => text.Contains(other.Text, StringComparison.OrdinalIgnoreCase));
            given.Add(new Extract(text, sentence.Passage));
            mostSaved = Math.Max(mostSaved, sentence.Text.Length - text.Length);
        }

        return mostSaved >= LeastSaved ? given : [];
    }

    /// <summary>The sentence or, of an overlong one, its clauses that matter; reasons and opinions are seldom in the clauses that repeat the question.</summary>
    private Extract Readable(QuestionProfile profile, ScoredSentence sentence)
    {
        var excerpt = profile.Type is AnswerType.Reason or AnswerType.Opinion ? null : Excerpt.Of(sentence.Text, ranker.Locate(profile, sentence.Text));
        return excerpt is { } span && StandsAlone(sentence.Text.Slice(span), sentence) ? new Extract(sentence.Text.Slice(span), sentence.Passage) : Whole(sentence);
    }

    /// <summary>Words cut out of a sentence may have lost a "not" or a "prosecutors said".</summary>
    private bool StandsAlone(string words, ScoredSentence sentence) => verifier.Verify(words, [sentence.Text]).Verdict == GroundingVerdict.Supported;

    private static Extract Whole(ScoredSentence sentence) => new(sentence.Text, sentence.Passage);

    /// <summary>
    /// The best sentence, then others that are nearly as likely and say something else; and where a value is asked for, what other passages
    /// give for what bears the same name, though it be less likely meant.
    /// </summary>
    private static List<ScoredSentence> Best(AnswerType type, IReadOnlyList<ScoredSentence> ranked, int most)
    {
        var chosen = new List<ScoredSentence>();
        foreach (var sentence in ranked.Where(sentence => sentence.Matched.Count > 0))
        {
            if (chosen.Count > 0 && sentence.OddsAgainst(chosen[0]) < BarelyAsLikely)
                break;
            if (chosen.Count < most ? Adds(sentence, chosen) && (chosen.Count == 0 || IsAsLikely(type, sentence, chosen[0])) : IsAnotherValue(type, sentence, chosen))
                chosen.Add(sentence);
            if (chosen.Count == MostValues)
                break;
        }

        return chosen;
    }

    private static bool IsAsLikely(AnswerType type, ScoredSentence sentence, ScoredSentence best) =>
        sentence.OddsAgainst(best) >= NearlyAsLikely && (!AsksForValue(type) || sentence.Features.AnswerCue >= best.Features.AnswerCue);

    private static bool Adds(ScoredSentence sentence, List<ScoredSentence> chosen) => !chosen.Exists(other => SaysTheSame(other, sentence));

    /// <summary>Another passage's value for all that the question names.</summary>
    private static bool IsAnotherValue(AnswerType type, ScoredSentence sentence, List<ScoredSentence> chosen) =>
        (AsksForValue(type) ? sentence.Value is not null : type is AnswerType.Attribute or AnswerType.Definition or AnswerType.Any) && sentence.Features.LeadNameCoverage >= 1
        && sentence.Features.LeadCoverage >= ComparablyWell * chosen[0].Features.LeadCoverage
        && chosen.TrueForAll(other => other.Passage != sentence.Passage && (other.Value is null || other.Value != sentence.Value)) && Adds(sentence, chosen);

    private static bool AsksForValue(AnswerType type) =>
        type is AnswerType.Time or AnswerType.Number or AnswerType.Money or AnswerType.Share or AnswerType.Place or AnswerType.Person;

    /// <summary>"These are used in …" says nothing without the sentence before it, which follows where it would hide the answer.</summary>
    private static IEnumerable<ScoredSentence> WithAntecedent(ScoredSentence sentence, IReadOnlyList<ScoredSentence> ranked)
    {
        var before = sentence.Features.Dangling == 0
            ? null
            : ranked.Where(other => other.Passage == sentence.Passage && other.Span.End <= sentence.Span.Start).MaxBy(other => other.Span.Start);
        if (before is null)
            return [sentence];
        return before.Text.Length + sentence.Text.Length <= AtAGlance ? [before, sentence] : [sentence, before];
    }

    /// <summary>Sentences whose words recur most over the evidence, in the order of the text.</summary>
    /// <remarks>SumBasic (Nenkova and Vanderwende, 2005): a word once used counts less for the next sentence, so that the summary spreads.</remarks>
    private static List<ScoredSentence> Summarise(QuestionProfile profile, string question, IReadOnlyList<ScoredSentence> ranked)
    {
        var words = ranked.ToDictionary(sentence => sentence, sentence => Words(sentence.Text));
        var counts = words.Values.SelectMany(set => set).GroupBy(word => word, StringComparer.Ordinal).ToDictionary(group => group.Key, group => (double)group.Count(), StringComparer.Ordinal);
        var total = Math.Max(1, counts.Values.Sum());
        var chosen = new List<ScoredSentence>();
        var left = ranked.Where(sentence => words[sentence].Count >= 6 && !sentence.Text.EndsWith('?')).ToList();
        if (QuestionProfile.AsksForAdvice(question) && left.FindAll(sentence => AnswerCues.IsAdvice(sentence.Text)) is { Count: > 0 } advice)
            left = advice;
        var most = Math.Min(MostInSummary, QuestionProfile.SentencesAsked(question) ?? MostForOverview);
        while (chosen.Count < most && left.Count > 0)
        {
            var best = left.MaxBy(sentence => words[sentence].Average(word => counts[word] / total) * (profile.Terms.Count == 0 ? 1 : 1 + sentence.Features.Coverage))!;
            chosen.Add(best);
            left.Remove(best);
            foreach (var word in words[best])
                counts[word] *= counts[word] / total;
        }

        return [.. chosen.OrderBy(sentence => sentence.Passage).ThenBy(sentence => sentence.Span)];
    }

    /// <summary>Sentences of one pattern with different values do not.</summary>
    private static bool SaysTheSame(ScoredSentence a, ScoredSentence b)
    {
        if (a.Value != b.Value && a.Passage != b.Passage)
            return false;
        var (first, second) = (Words(a.Text), Words(b.Text));
        var shared = first.Count(second.Contains);
        return shared >= 0.7 * Math.Min(first.Count, second.Count);
    }

    private static HashSet<string> Words(string text) =>
        text.Split([' ', '\u00A0', '\n', '\r', '\t', ',', '.', ';', ':', '"', '“', '”', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length > 3).Select(word => word.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);

    private sealed record Extract(string Text, int Passage);

    private static ChatResponseUpdate Update(string text) => new(ChatRole.Assistant, text) { ModelId = ModelName };
}
