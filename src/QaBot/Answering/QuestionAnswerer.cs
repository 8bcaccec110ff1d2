using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using QaBot.Grounding;
using QaBot.Models;
using QaBot.Passages;
using QaBot.Telemetry;

namespace QaBot.Answering;

/// <summary>Answers a question from the corpus. Thread-safe; stores nothing.</summary>
public sealed class QuestionAnswerer(
    LiveCorpus corpus,
    EvidenceFinder finder,
    EvidenceGate gate,
    PromptLibrary prompts,
    DraftWriter writer,
    ClaimChecker checker,
    AnswerRepair repair,
    Extracts extracts,
    SourceBySource sourceBySource,
    SpokenWords spokenWords,
    DisagreementFinder disagreements,
    IChatClient client,
    IOptions<AnsweringOptions> options,
    TimeProvider clock,
    Instruments instruments)
{
    private const int LongestQuestionShown = 200;
    private const int LongestWordShown = 40;
    private const int MostWordsShown = 12;

    private readonly AnsweringOptions _options = options.Value;

    /// <summary>The embedded client needs no checking that leads anywhere: it has nothing better to say.</summary>
    private readonly bool _hasModel = !ExtractiveChatClient.IsBehind(client);

    /// <summary>Releases the answer piece by piece, each when it is verified, and ends with <see cref="AnswerCompleted"/>.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> is cancelled.</exception>
    public async IAsyncEnumerable<AnswerUpdate> StreamAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        question = question with { Text = EvidenceMarkup.ReplaceIllegal(question.Text).Trim() };
        using var span = instruments.Begin(question);
        var run = new AnswerRun(question, LanguageDetector.Detect(question.Text), clock, span);
        var articles = corpus.Current?.Articles ?? [];

        if (ConversationalReplies.ReplyTo(question.Text, question.History, articles, run.Phrases, _options) is { } reply)
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
            yield return Refuse(run, corpus.Problem ?? WhyNot(run, query, judgement));
            yield return run.Complete(AnswerKind.Refused);
            yield break;
        }

        var prompt = await TakePromptAsync(run, cancellationToken);
        await foreach (var released in WriteAsync(run, prompt, query, cancellationToken))
            yield return released;
        if (_hasModel && NeedsExtracts(run, out var problem))
        {
            foreach (var released in await extracts.WriteAsync(run, prompt, query, problem, cancellationToken))
                yield return released;
        }

        if (run.Writer.Claims.Count == 0)
            yield return Refuse(run, run.Failure is { } failure ? run.Phrases.WhyDegraded(failure) : run.Phrases.NotAnswered);
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
        run.SupportingPromptProblem = run.Found.Rewrite?.PromptProblem;
        if (run.Found.Rewrite?.Usage is { } usage)
            run.Count([usage]);
        return run.Found.Query;
    }

    /// <summary>Has the draft written, releases each claim of it when it is checked, and has the faulty ones repaired.</summary>
    private async IAsyncEnumerable<AnswerUpdate> WriteAsync(AnswerRun run, LoadedPrompt prompt, StandaloneQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(_options.Timeout, clock);
        var release = new ClaimRelease(run, checker, mayWait: _hasModel && _options.Repair, _options.DropUnsupported);
        // The embedded client puts the likeliest sentences first, whichever source they are of and whoever speaks.
        var chosen = _hasModel ? [] : ChooseByWhoSays(query, run.Evidence);
        await foreach (var claim in writer.WriteAsync(run, prompt, query, time.Token, cancellationToken))
        {
            foreach (var released in chosen.Count > 0 ? [] : release.Take(claim))
                yield return released;
        }

        foreach (var claim in chosen)
        {
            foreach (var released in release.Take(claim))
                yield return released;
        }

        if (run.Failure is null)
            await repair.RepairAsync(run, query, release.Faulty, time.Token, cancellationToken);
        foreach (var released in release.Complete())
            yield return released;
    }

    private IReadOnlyList<DraftClaim> ChooseByWhoSays(StandaloneQuery query, IReadOnlyList<EvidencePassage> evidence) =>
        sourceBySource.Choose(query, evidence) is { Count: > 0 } bySource ? bySource : spokenWords.Choose(query, evidence);

    /// <summary>Whether the model left something to be answered: it failed, wrote nothing, or nothing that could be verified.</summary>
    private static bool NeedsExtracts(AnswerRun run, out ModelProblemKind? problem)
    {
        var nothing = run.DraftedClaims == 0 ? ModelProblemKind.Malformed : (ModelProblemKind?)null;
        problem = run.Failure ?? nothing;
        return run.Failure is not null || (run.Writer.Claims.Count == 0 && !run.Abstained);
    }

    /// <summary>Sets beside the answer what other articles state differently, each side with its citation.</summary>
    private IEnumerable<TextReleased> Compare(AnswerRun run, StandaloneQuery query)
    {
        if (FindDisagreement(run, query) is not { } found)
            yield break;
        var missing = found.Sides.Where(side => side.In(run.Writer.Citations.Citations) is null).ToList();
        yield return run.Writer.Append("\n" + (missing.Count == 0 ? run.Phrases.SourcesDiffer : run.Phrases.AnotherSourceDiffers));
        var release = new ClaimRelease(run, checker, mayWait: false, _options.DropUnsupported);
        foreach (var side in missing)
        {
            foreach (var released in release.Take(new DraftClaim(side.SentenceText, "\n", [side.Passage.Number], IsConnective: false)))
                yield return released;
        }

        run.Disagreements = found.Cited(run.Writer.Citations.Citations);
    }

    private FoundDisagreement? FindDisagreement(AnswerRun run, StandaloneQuery query)
    {
        using var _ = run.Measure(AnswerStep.Verify);
        return disagreements.Find(query, run.Evidence, run.Writer.Citations.Citations);
    }

    /// <summary>The prompt that was asked for; the configured one where that one cannot be used at all.</summary>
    private async Task<LoadedPrompt> TakePromptAsync(AnswerRun run, CancellationToken cancellationToken)
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
        if (run.Found?.Query.Wording.Length == 0)
            return run.Writer.Append(reason);
        var text = new StringBuilder(run.Phrases.Refusal(ShownText.Shorten(run.Question.Text, LongestQuestionShown))).Append('\n').Append(reason);
        var nearest = run.Retrieved.Select(item => item.Passage.Article).Distinct().Take(3).ToList();
        if (nearest.Count > 0)
            text.Append('\n').Append(run.Phrases.Nearest);
        foreach (var article in nearest)
            text.Append("\n- ").Append(article.DisplayName);
        return run.Writer.Append(text.ToString());
    }

    private static string WhyNot(AnswerRun run, StandaloneQuery query, GateJudgement judgement)
    {
        var phrases = run.Phrases;
        if (query.Wording.Length == 0)
            return phrases.NothingAsked;
        if (run.Found?.UnknownSource is { } source)
            return phrases.NoSuchSource(ShownText.Shorten(source, LongestWordShown));
        if (judgement.Missing.Count == 0)
            return phrases.TooFar;
        var words = judgement.Missing.Take(MostWordsShown).Select(word => ShownText.Shorten(word, LongestWordShown));
        return phrases.Lacking(string.Join(", ", words), Math.Max(0, judgement.Missing.Count - MostWordsShown));
    }
}
