using QaBot.Grounding;

namespace QaBot.Answering;

/// <summary>
/// Checks the claims of a draft and releases them in their order: a supported one at once, unless one before it waits. A faulty one waits
/// for its repair. Not thread-safe; one for each draft.
/// </summary>
/// <param name="mayWait">Whether faulty claims can be repaired; otherwise each is released as it is, marked.</param>
internal sealed class ClaimRelease(AnswerRun run, ClaimChecker checker, bool mayWait, bool dropUnsupported)
{
    private readonly List<WaitingClaim> _waiting = [];

    /// <summary>The claims that wait for a repair, in their order.</summary>
    /// <remarks>None after an abstention: what the sources do not answer cannot be put right.</remarks>
    public IReadOnlyList<WaitingClaim> Faulty => run.Abstained ? [] : [.. _waiting.Where(item => item.IsFaulty)];

    /// <summary>Takes the next piece of the draft.</summary>
    public IEnumerable<TextReleased> Take(DraftClaim draft)
    {
        if (!draft.IsConnective)
            run.DraftedClaims++;
        _waiting.Add(draft.IsConnective ? new WaitingClaim(draft, null) : Check(draft));
        // A lead-in is nothing without what it leads to, and "the sources do not say" may be the whole draft.
        return draft.IsConnective || _waiting.Exists(item => item.IsFaulty || item.Draft.IsAbsence) ? [] : ReleaseRest();
    }

    /// <summary>The draft has ended, and what could be repaired is.</summary>
    public IEnumerable<TextReleased> ReleaseRest()
    {
        var leadIns = new List<DraftClaim>();
        foreach (var item in _waiting)
        {
            if (item.Found is null)
                leadIns.Add(item.Draft);
            foreach (var (lead, claim) in item.Shown)
            {
                foreach (var released in Show(lead, claim, leadIns))
                    yield return released;
            }
        }

        _waiting.Clear();
        foreach (var words in leadIns.Where(words => !words.IsHeading && !words.Text.EndsWith(':') && run.Writer.Claims.Count > 0))
            yield return run.Writer.Append(words.Lead + words.Text);
    }

    /// <summary>Releases a claim that is checked, after the words that lead to it; one that is to be dropped is kept with the dropped ones.</summary>
    private IEnumerable<TextReleased> Show(string lead, CheckedClaim claim, List<DraftClaim> leadIns)
    {
        if ((dropUnsupported || run.Abstained) && claim.Grounding.Verdict == GroundingVerdict.Unsupported)
        {
            run.Dropped.Add(claim.Uncited);
            yield break;
        }

        foreach (var words in leadIns)
            yield return run.Writer.Append(run.Writer.Text.Length == 0 ? words.Text : words.Lead + words.Text);
        leadIns.Clear();
        if (run.Writer.Text.Length == 0 && run.IsInAnotherLanguageThan(claim.Quotes))
            yield return run.Writer.Append(run.Phrases.QuotedInTheirOwnLanguage);
        yield return run.Writer.Append(lead, claim);
    }

    private WaitingClaim Check(DraftClaim draft)
    {
        using var _ = run.Measure(AnswerStep.Verify);
        var found = checker.Check(draft, run.Evidence);
        if (draft.IsHeading && !found.IsSupported)
        {
            // Only the layout misses it; a heading must not say what no sentence may.
            run.Dropped.Add(found.Uncited);
            return new WaitingClaim(draft, found) { Shown = [] };
        }

        if (!mayWait || draft.IsHeading)
            return new WaitingClaim(draft, found);
        if (!found.IsSupported)
            return Recite(draft, checker.FindSupport(draft, run.Evidence), found.Grounding) ?? new WaitingClaim(draft, found) { IsFaulty = true };
        var wrong = draft.Passages.Where(number => run.Evidence.All(passage => passage.Number != number)).ToList();
        if (draft.Passages.Count == 0 || wrong.Count > 0)
            return Recite(draft, found, WrongCitation(wrong))!;
        return Recite(draft, checker.WithoutIdleCitations(draft, run.Evidence), new GroundingResult(GroundingVerdict.Partial, 0, "Not every passage that the draft cites supports it."))
            ?? new WaitingClaim(draft, found);
    }

    /// <summary>The claim with better citations than its draft gave; null when there are none.</summary>
    private WaitingClaim? Recite(DraftClaim draft, CheckedClaim? supported, GroundingResult fault)
    {
        if (supported is null)
            return null;
        run.Repairs.Add(new ClaimRepair(draft.Text, draft.Passages, fault, RepairOutcome.Recited));
        return new WaitingClaim(draft, supported);
    }

    private static GroundingResult WrongCitation(List<int> numbers) => new(
        GroundingVerdict.Unsupported, 0, numbers.Count == 0 ? "The draft cites nothing for it." : $"The draft cites [{string.Join("][", numbers)}], which is not among the passages.");
}
