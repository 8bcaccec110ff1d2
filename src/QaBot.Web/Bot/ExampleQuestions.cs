using Microsoft.Extensions.Options;
using QaBot.Answering;
using QaBot.Articles;
using QaBot.Passages;

namespace QaBot.Web.Bot;

/// <summary>
/// Three questions to offer. For the configured ones evidence is looked for first, in the background and once for each state of the corpus, and
/// only those with enough of it are offered; the rest are questions that fit any corpus. No model is asked. Thread-safe.
/// </summary>
public sealed class ExampleQuestions(
    EvidenceFinder finder, EvidenceGate gate, LiveCorpus corpus, IOptions<AnsweringOptions> answering, IOptions<BotOptions> options, TimeProvider time, IHostApplicationLifetime host)
{
    private const int Count = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly IList<string> _configured = options.Value.ExampleQuestions;
    private readonly Lock _lock = new();
    private Corpus? _triedOn;
    private Task<IReadOnlyList<string>> _answered = Task.FromResult<IReadOnlyList<string>>([]);

    /// <returns>Three questions; the configured ones are left out while it takes more than two seconds to try them.</returns>
    public async Task<IReadOnlyList<string>> GetAsync(CancellationToken cancellationToken)
    {
        if (corpus.Current is not { } current)
            return [];
        IReadOnlyList<string> answered = [];
        try
        {
            answered = await TryOn(current).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
        }

        return [.. answered.Concat(Neutral(current.Articles)).Take(Count)];
    }

    /// <summary>Starts trying the configured questions on the corpus, unless that is done or under way.</summary>
    public Task<IReadOnlyList<string>> TryOn(Corpus current)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(_triedOn, current))
            {
                _triedOn = current;
                _answered = Task.Run(() => AnsweredAsync(host.ApplicationStopping));
            }

            return _answered;
        }
    }

    private async Task<IReadOnlyList<string>> AnsweredAsync(CancellationToken cancellationToken)
    {
        var answered = new List<string>(Count);
        foreach (var question in _configured)
        {
            if (answered.Count == Count)
                break;
            var found = await finder.FindAsync(new Question(question), cancellationToken);
            if (gate.Judge(found.Query, found.Evidence).Probability is > 0 and var probability && probability >= answering.Value.RefuseBelow)
                answered.Add(question);
        }

        return answered;
    }

    private static IEnumerable<string> Neutral(IReadOnlyList<Article> articles) =>
    [
        "Which articles do you have?",
        .. articles.OrderBy(article => article.Title is null).Take(Count - 1)
            .Select(article => $"Summarise “{MarkdownText.Shorten(article.DisplayName, 120)}”"),
        "What can you do?",
    ];
}
