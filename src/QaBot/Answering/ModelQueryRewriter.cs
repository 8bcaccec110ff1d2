using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using QaBot.Models;
using QaBot.Models.Resilience;
using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>
/// Has the model make a follow-up question stand alone. What it writes is only searched: it is taken when it is one short question about what was
/// said, and passed over otherwise. Thread-safe.
/// </summary>
public sealed partial class ModelQueryRewriter(
    PromptLibrary prompts,
    Kernel kernel,
    TokenBudget budget,
    IChatClient client,
    TokenCounter tokens,
    Analyzer analyzer,
    IOptions<AnsweringOptions> options,
    TimeProvider clock,
    ILogger<ModelQueryRewriter> logger)
{
    private const int HistoryTokens = 600;
    private const int LongestTurn = 1000;
    private const int LongestReply = 2000;
    private const int LongestQuery = 300;

    /// <summary>So many words in a row that the prompt has too were not written about the question.</summary>
    private const int LeakedWords = 6;

    /// <summary>Least share of the words of a query that were said before; a model may add a synonym, no topic of its own.</summary>
    private const double LeastKnown = 0.5;

    private readonly bool _hasModel = !ExtractiveChatClient.IsBehind(client);

    /// <returns>Null without a history, a model or a prompt to ask it by.</returns>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> is cancelled.</exception>
    public async Task<QueryRewrite?> RewriteAsync(Question question, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (!_hasModel || question.History.Count == 0)
            return null;
        var version = await prompts.FindAsync(SupportingPrompts.Rewrite, PromptKind.Rewrite, cancellationToken);
        if (version.Problem is not null)
            logger.LogWarning("{Problem}", version.Problem);
        if (version.Prompt is not { } prompt)
            return new QueryRewrite(null, "", "There is no prompt to ask the model by.") { PromptProblem = version.Problem };
        var started = clock.GetTimestamp();
        var usage = new List<UsageDetails>();
        var history = Latest(question.History);
        var (written, failure) = await AskAsync(prompt, budget.Charging(kernel, question), history, question.Text, usage, cancellationToken);
        var query = Clean(written);
        var problem = failure ?? ProblemOf(query, prompt, history, question.Text);
        return new QueryRewrite(problem is null ? query : null, written, problem)
        {
            Usage = Sum(usage),
            Elapsed = clock.GetElapsedTime(started),
            PromptProblem = version.Problem,
        };
    }

    private async Task<(string Written, string? Failure)> AskAsync(
        LoadedPrompt prompt, Kernel charging, IReadOnlyList<ConversationTurn> history, string question, List<UsageDetails> usage, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(options.Value.RewriteTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        var written = new StringBuilder();
        try
        {
            await foreach (var update in prompt.StreamAsync(charging, PromptVariables.ForRewrite(history, question), cancellationToken: either.Token).OrStopAsync(either.Token))
            {
                written.Append(update.Text);
                usage.AddRange(update.Contents.OfType<UsageContent>().Select(content => content.Details));
                if (written.Length > LongestReply)
                    break;
            }
        }
        catch (Exception e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            logger.LogWarning("The model failed while it made a question stand alone; the query is made without it ({Failure}).", ModelStream.Describe(e));
            return (written.ToString(), time.IsCancellationRequested ? "The model took too long." : "The model failed.");
        }

        return (written.ToString(), null);
    }

    /// <summary>The latest turns that fit, each cut to what can matter of it, oldest first.</summary>
    private List<ConversationTurn> Latest(IReadOnlyList<ConversationTurn> history)
    {
        var (left, turns) = (HistoryTokens, new List<ConversationTurn>());
        foreach (var turn in history.Reverse())
        {
            var text = ShownText.Shorten(EvidenceMarkup.ReplaceIllegal(turn.Text), LongestTurn);
            left -= tokens.Count(text);
            if (left < 0)
                break;
            turns.Insert(0, turn with { Text = text });
        }

        return turns;
    }

    /// <summary>Without what models put around a query.</summary>
    private static string Clean(string written)
    {
        var (filter, text) = (new ThoughtFilter(), new StringBuilder());
        foreach (var c in written)
        {
            if (filter.Take(c, text))
                text.Clear();
        }

        filter.Complete(text);
        var plain = Fence().Replace(text.ToString(), "").Trim();
        return Label().Replace(plain, "").Trim(' ', '\t', '"', '“', '”', '`', '*');
    }

    private string? ProblemOf(string query, LoadedPrompt prompt, IEnumerable<ConversationTurn> history, string question) => query switch
    {
        "" => "The model wrote nothing.",
        { Length: > LongestQuery } => "It is too long for a query.",
        _ when query.AsSpan().ContainsAny('\n', '\r') || query.Count(c => c == '?') > 1 => "It is more than one question.",
        _ when Markup().IsMatch(query) || EvidenceMarkup.ReplaceIllegal(query) != query => "It holds markup.",
        _ when Leaks(query, prompt.Template) => "It repeats the prompt.",
        _ when !IsAboutWhatWasSaid(query, history, question) => "It is about something else than the conversation.",
        _ => null,
    };

    private static bool Leaks(string query, string template)
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, Math.Max(0, words.Length - LeakedWords + 1))
            .Any(i => template.Contains(string.Join(' ', words[i..(i + LeakedWords)]), StringComparison.OrdinalIgnoreCase));
    }

    private bool IsAboutWhatWasSaid(string query, IEnumerable<ConversationTurn> history, string question)
    {
        var said = Terms(string.Join('\n', history.Select(turn => turn.Text).Append(question)));
        var terms = Terms(query);
        return terms.Count > 0 && terms.Count(said.Contains) >= LeastKnown * terms.Count;
    }

    private HashSet<string> Terms(string text) =>
        analyzer.Analyze(text).Where(token => !token.IsStopWord).Select(token => token.Term).ToHashSet(StringComparer.Ordinal);

    private static UsageDetails? Sum(List<UsageDetails> usages)
    {
        if (usages.Count == 0)
            return null;
        var sum = new UsageDetails();
        foreach (var usage in usages)
            sum.Add(usage);
        return sum;
    }

    [GeneratedRegex(@"^\s*(?:```|~~~).*$", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\W{0,3}(?:stand-?\s?alone\s+)?(?:rewritten\s+|search\s+)?(?:question|query|pregunta|consulta)\W{0,3}:\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(@"<[/a-z!|?]|\{\{|\}\}|\[\^?[0-9]{1,3}\]|NOT_IN_SOURCES|https?://", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();
}
