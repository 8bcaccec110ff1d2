using Microsoft.Extensions.Options;
using QaBot.Telemetry;

namespace QaBot.Answering;

/// <summary>
/// Puts a draft that exists already through what becomes of every model's draft: it is cut into claims, each is checked, and what may be shown is released.
/// The model is not there to be asked for corrections. Thread-safe.
/// </summary>
public sealed class DraftReplay(ClaimChecker checker, Instruments instruments, TimeProvider clock, IOptions<AnsweringOptions> options)
{
    /// <param name="evidence">What the draft was written from.</param>
    /// <returns>What is shown of the draft; a refusal when that is nothing.</returns>
    public Answer Replay(Question question, IReadOnlyList<EvidencePassage> evidence, string draft)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(evidence);
        using var span = instruments.Begin(question);
        var run = new AnswerRun(question, LanguageDetector.Detect(question.Text), clock, span)
        {
            Found = new FoundEvidence(new StandaloneQuery(question.Text)) { Evidence = evidence },
        };
        Release(run, draft);
        return run.Complete(run.Writer.Claims.Count > 0 ? AnswerKind.Cited : AnswerKind.Refused).Answer;
    }

    private void Release(AnswerRun run, string draft)
    {
        var parser = new DraftParser(run.Evidence, run.Question.Text);
        var release = new ClaimRelease(run, checker, options.Value.Repair, options.Value.DropUnsupported);
        foreach (var claim in parser.Append(draft).Concat(parser.Complete()).ToList())
            Drain(release.Take(claim));
        run.Abstained = parser.Abstained;
        Drain(release.Complete());
    }

    /// <summary>The run keeps what is released.</summary>
    private static void Drain(IEnumerable<TextReleased> released)
    {
        foreach (var _ in released)
        {
        }
    }
}
