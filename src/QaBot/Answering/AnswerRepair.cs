using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;
using QaBot.Models.Resilience;

namespace QaBot.Answering;

/// <summary>Has the model correct the faulty claims of its draft, once, and checks what it writes as the draft was. Thread-safe.</summary>
public sealed class AnswerRepair(PromptLibrary prompts, Kernel kernel, TokenBudget budget, ClaimChecker checker, ILogger<AnswerRepair> logger)
{
    /// <summary>A longer reply is no list of sentences.</summary>
    private const int LongestReply = 20_000;

    /// <summary>Puts corrections that are better in the place of the claims, and records what became of each.</summary>
    /// <param name="time">Cancelled when the answer's time is over; then the claims stay as they are.</param>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> is cancelled.</exception>
    internal async Task RepairAsync(AnswerRun run, StandaloneQuery query, IReadOnlyList<WaitingClaim> faulty, CancellationToken time, CancellationToken cancellationToken)
    {
        if (faulty.Count == 0)
            return;
        var corrections = await AskAsync(run, query, faulty, time, cancellationToken);
        using var _ = run.Measure(AnswerStep.Verify);
        for (var i = 0; i < faulty.Count; i++)
            run.Repairs.Add(corrections.TryGetValue(i + 1, out var words) ? Apply(run, faulty[i], words) : Outcome(faulty[i], RepairOutcome.Kept));
    }

    private async Task<IReadOnlyDictionary<int, string?>> AskAsync(
        AnswerRun run, StandaloneQuery query, IReadOnlyList<WaitingClaim> faulty, CancellationToken time, CancellationToken cancellationToken)
    {
        var nothing = new Dictionary<int, string?>();
        var version = await prompts.FindAsync(SupportingPrompts.Repair, PromptKind.Repair, cancellationToken);
        run.SupportingPromptProblem ??= version.Problem;
        if (version.Problem is not null)
            logger.LogWarning("{Problem}", version.Problem);
        if (version.Prompt is not { } prompt || time.IsCancellationRequested)
            return nothing;
        var claims = faulty.Select((item, i) => new FaultyClaim(i + 1, item.Draft.Text, item.Draft.Passages, item.Found!.Grounding.Reason)).ToList();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time);
        var reply = new StringBuilder();
        try
        {
            using var _ = run.Measure(AnswerStep.Repair);
            await foreach (var update in prompt.StreamAsync(budget.Charging(kernel, run.Question), PromptVariables.ForRepair(run.Evidence, query, claims), cancellationToken: either.Token).OrStopAsync(either.Token))
            {
                run.Count(update.Contents.OfType<UsageContent>().Select(usage => usage.Details));
                run.RepairDraft = reply.Append(update.Text).ToString();
                if (reply.Length > LongestReply)
                    return nothing;
            }
        }
        catch (Exception e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            logger.LogWarning("The model failed while it corrected claims, which are shown as they were ({Failure}).", ModelStream.Describe(e));
            return nothing;
        }

        return RepairReply.Read(reply.ToString(), faulty.Count);
    }

    private ClaimRepair Apply(AnswerRun run, WaitingClaim faulty, string? words)
    {
        if (words is null)
        {
            faulty.Shown = [];
            run.Dropped.Add(faulty.Found!.Uncited);
            return Outcome(faulty, RepairOutcome.Removed);
        }

        var parser = new DraftParser(run.Evidence, run.Question.Text);
        var drafts = parser.Append(words).Concat(parser.Complete()).Where(draft => !draft.IsConnective).ToList();
        var found = drafts.Select((draft, i) => (Lead: i == 0 ? faulty.Draft.Lead : " ", Claim: checker.Check(draft, run.Evidence))).ToList();
        if (found.Count == 0 || drafts.Exists(draft => draft.Passages.Any(number => run.Evidence.All(passage => passage.Number != number))))
            return Outcome(faulty, RepairOutcome.Kept);
        var (was, worst) = (faulty.Found!.Grounding, found.Select(item => item.Claim.Grounding).MinBy(grounding => (grounding.Verdict, grounding.Score))!);
        if ((worst.Verdict, worst.Score).CompareTo((was.Verdict, was.Score)) <= 0)
            return Outcome(faulty, RepairOutcome.Kept);
        faulty.Shown = found;
        return Outcome(faulty, RepairOutcome.Rewritten, string.Join(' ', found.Select(item => item.Claim.Text)));
    }

    private static ClaimRepair Outcome(WaitingClaim faulty, RepairOutcome outcome, string? repaired = null) =>
        new(faulty.Draft.Text, faulty.Draft.Passages, faulty.Found!.Grounding, outcome, repaired);
}
