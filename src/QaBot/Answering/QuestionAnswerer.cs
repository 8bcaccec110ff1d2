using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using QaBot.Grounding;
using QaBot.Models;
using QaBot.Models.Resilience;
using QaBot.Passages;
using QaBot.Telemetry;

namespace QaBot.Answering;

/// <summary>Answers a question from the corpus. Thread-safe; stores nothing.</summary>
public sealed class QuestionAnswerer(
    LiveCorpus corpus,
    EvidenceFinder finder,
    EvidenceGate gate,
    PromptLibrary prompts,
    Kernel kernel,
    ClaimChecker checker,
    DisagreementFinder disagreements,
    IOptions<AnsweringOptions> options,
    TimeProvider clock,
    TokenBudget budget,
    Instruments instruments,
    ILogger<QuestionAnswerer> logger)
{
    private const int LongestQuestionShown = 200;
    private const int LongestWordShown = 40;
    private const int MostWordsShown = 12;

    private readonly AnsweringOptions _options = options.Value;

    /// <summary>Releases the answer piece by piece, each when it is verified, and ends with <see cref="AnswerCompleted"/>.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> is cancelled.</exception>
    public async IAsyncEnumerable<AnswerUpdate> StreamAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        question = question with { Text = EvidenceMarkup.ReplaceIllegal(question.Text).Trim() };
        using var span = instruments.Begin(question);
        var run = new AnswerRun(question, LanguageDetector.Detect(question.Text), clock, span);
        var articles = corpus.Current?.Articles ?? [];

        if (ConversationalReplies.ReplyTo(question.Text, articles, run.Phrases, _options) is { } reply)
        {
            yield return run.Writer.Append(reply);
            yield return run.Complete(AnswerKind.Conversational);
            yield break;
        }

        var query = await FindAsync(run, cancellationToken);
        yield return new EvidenceFound(query.Text, run.Retrieved);

        var judgement = run.Judgement = gate.Judge(query, run.Evidence);
        if (run.Evidence.Count == 0 || judgement.Probability < _options.RefuseBelow)
        {
            yield return Refuse(run, corpus.Problem ?? WhyNot(judgement, run.Phrases));
            yield return run.Complete(AnswerKind.Refused);
            yield break;
        }

        await foreach (var released in WriteAsync(run, query, cancellationToken))
            yield return released;
        if (run.Writer.Claims.Count == 0)
            yield return Refuse(run, run.Failure ?? run.Phrases.NotAnswered);
        foreach (var released in Compare(run, query))
            yield return released;
        yield return run.Complete(run.Writer.Claims.Count > 0 ? AnswerKind.Cited : AnswerKind.Refused);
    }

    /// <summary>The whole answer: <see cref="StreamAsync"/>, drained.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> is cancelled.</exception>
    public async Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken = default)
    {
        Answer? answer = null;
        await foreach (var update in StreamAsync(question, cancellationToken))
        {
            if (update is AnswerCompleted completed)
                answer = completed.Answer;
        }

        return answer ?? throw new InvalidOperationException("The stream ended without an answer.");
    }

    private async Task<StandaloneQuery> FindAsync(AnswerRun run, CancellationToken cancellationToken)
    {
        using var _ = run.Measure(AnswerStep.Retrieve);
        run.Found = await finder.FindAsync(run.Question, cancellationToken);
        return run.Found.Query;
    }

    /// <summary>Has the draft written and releases each claim of it when it is checked.</summary>
    private async IAsyncEnumerable<AnswerUpdate> WriteAsync(AnswerRun run, StandaloneQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parser = new DraftParser(run.Evidence);
        await foreach (var delta in DraftAsync(run, query, cancellationToken))
        {
            foreach (var claim in parser.Append(delta))
            {
                foreach (var released in Release(run, claim))
                    yield return released;
            }
        }

        // What a broken stream leaves behind is half a sentence.
        foreach (var claim in run.Failure is null ? parser.Complete() : [])
        {
            foreach (var released in Release(run, claim))
                yield return released;
        }
    }

    private IEnumerable<TextReleased> Release(AnswerRun run, DraftClaim draft)
    {
        if (draft.IsConnective)
        {
            yield return run.Writer.Append(run.Writer.Text.Length == 0 ? draft.Text : draft.Lead + draft.Text);
            yield break;
        }

        var known = run.Writer.Citations.Citations.Count;
        var claim = Check(run, draft);
        if (_options.DropUnsupported && claim.Grounding.Verdict == GroundingVerdict.Unsupported)
        {
            run.Writer.Citations.Forget(known);
            run.Dropped.Add(claim with { Citations = [] });
            yield break;
        }

        if (run.Writer.Text.Length == 0 && run.IsInAnotherLanguageThan(run.Writer.Citations.Citations.Skip(known)))
            yield return run.Writer.Append(run.Phrases.QuotedInTheirOwnLanguage);
        yield return run.Writer.Append(draft.Lead, claim, known);
    }

    private Claim Check(AnswerRun run, DraftClaim draft)
    {
        using var _ = run.Measure(AnswerStep.Verify);
        return checker.Check(draft, run.Evidence, run.Writer.Citations);
    }

    /// <summary>Sets beside the answer what other articles state differently, each side with its citation.</summary>
    private IEnumerable<TextReleased> Compare(AnswerRun run, StandaloneQuery query)
    {
        if (FindDisagreement(run, query) is not { } found)
            yield break;
        var missing = found.Sides.Where(side => side.In(run.Writer.Citations.Citations) is null).ToList();
        yield return run.Writer.Append("\n" + (missing.Count == 0 ? run.Phrases.SourcesDiffer : run.Phrases.AnotherSourceDiffers));
        foreach (var side in missing)
        {
            foreach (var released in Release(run, new DraftClaim(side.SentenceText, "\n", [side.Passage.Number], IsConnective: false)))
                yield return released;
        }

        run.Disagreements = found.Cited(run.Writer.Citations.Citations);
    }

    private FoundDisagreement? FindDisagreement(AnswerRun run, StandaloneQuery query)
    {
        using var _ = run.Measure(AnswerStep.Verify);
        return disagreements.Find(query, run.Evidence, run.Writer.Citations.Citations);
    }

    /// <summary>The model's draft as it streams in; a model that fails or takes too long ends it.</summary>
    private async IAsyncEnumerable<string> DraftAsync(AnswerRun run, StandaloneQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var prompt = await TakePromptAsync(run, either.Token);
        await using var updates = prompt.StreamAsync(budget.Charging(kernel, run.Question), run.Evidence, query, run.Rendered, either.Token).GetAsyncEnumerator(either.Token);
        while (true)
        {
            ChatResponseUpdate update;
            try
            {
                using var _ = run.Measure(AnswerStep.Answer);
                if (!await updates.MoveNextAsync())
                    yield break;
                update = updates.Current;
            }
            catch (Exception e)
            {
                // What a client throws when its call is broken off is its own affair.
                cancellationToken.ThrowIfCancellationRequested();
                // The message of another exception may repeat what was asked or answered.
                logger.LogWarning("The model failed while it wrote an answer: {Problem}", e is ModelException ? e.Message : e.GetType().FullName);
                run.Failure = timeout.IsCancellationRequested ? run.Phrases.ModelTooSlow : run.Phrases.ModelFailed;
                yield break;
            }

            run.Take(update);
            yield return update.Text;
        }
    }

    /// <summary>The prompt that was asked for; the configured one where that one cannot be used at all.</summary>
    private async Task<AnswerPrompt> TakePromptAsync(AnswerRun run, CancellationToken cancellationToken)
    {
        var asked = run.Question.Prompt is { } name && !string.IsNullOrWhiteSpace(name) ? await prompts.FindAsync(name, cancellationToken) : null;
        var used = asked?.Prompt is not null ? asked : await prompts.GetAsync(_options.Prompt, cancellationToken);
        run.PromptProblem = asked?.Problem ?? used.Problem;
        run.Prompt = used.Prompt!.Identity;
        return used.Prompt;
    }

    private static TextReleased Refuse(AnswerRun run, string reason)
    {
        run.Reason = reason;
        if (run.Failure is not null)
            return run.Writer.Append(run.Phrases.Failed);
        var text = new StringBuilder(run.Phrases.Refusal(ShownText.Shorten(run.Question.Text, LongestQuestionShown)));
        var nearest = run.Retrieved.Select(item => item.Passage.Article).Distinct().Take(3).ToList();
        if (nearest.Count > 0)
            text.Append('\n').Append(run.Phrases.Nearest);
        foreach (var article in nearest)
            text.Append("\n- ").Append(article.DisplayName);
        return run.Writer.Append(text.ToString());
    }

    private static string WhyNot(GateJudgement judgement, Phrasebook phrases)
    {
        if (judgement.Missing.Count == 0)
            return phrases.TooFar;
        var words = judgement.Missing.Take(MostWordsShown).Select(word => ShownText.Shorten(word, LongestWordShown));
        return phrases.Lacking(string.Join(", ", words), Math.Max(0, judgement.Missing.Count - MostWordsShown));
    }
}
