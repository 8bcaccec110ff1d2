using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using QaBot.Grounding;
using QaBot.Models.Extractive;
using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>Answers a question from the corpus. Thread-safe; stores nothing.</summary>
public sealed partial class QuestionAnswerer(
    LiveCorpus corpus,
    QueryRewriter rewriter,
    EvidenceGate gate,
    PromptLibrary prompts,
    Kernel kernel,
    ClaimChecker checker,
    DisagreementFinder disagreements,
    IOptions<AnsweringOptions> options,
    TimeProvider clock,
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
        var run = new AnswerRun(question, LanguageDetector.Detect(question.Text), clock);
        var articles = corpus.Current?.Articles ?? [];

        if (ConversationalReplies.ReplyTo(question.Text, articles, run.Phrases, _options) is { } reply)
        {
            yield return run.Writer.Append(reply);
            yield return run.Complete(AnswerKind.Conversational);
            yield break;
        }

        var query = rewriter.Rewrite(question, articles);
        await RetrieveAsync(run, query, cancellationToken);
        yield return new EvidenceFound(query.Text, run.Retrieved);

        var judgement = gate.Judge(query, run.Evidence);
        if (run.Evidence.Count == 0 || judgement.Probability < _options.RefuseBelow)
        {
            yield return Refuse(run, corpus.Problem ?? WhyNot(judgement));
            yield return run.Complete(AnswerKind.Refused);
            yield break;
        }

        await foreach (var released in WriteAsync(run, query, cancellationToken))
            yield return released;
        if (run.Writer.Claims.Count == 0)
            yield return Refuse(run, run.Failure ?? "The passages found do not answer it.");
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

    private async Task RetrieveAsync(AnswerRun run, StandaloneQuery query, CancellationToken cancellationToken)
    {
        using var _ = run.Measure(AnswerStep.Retrieve);
        run.Query = query;
        var asksForSummary = QuestionProfile.AsksForSummary(query.Question);
        if (asksForSummary && (query.Articles is not null || QuestionProfile.SpeaksOfEverything(query.Question)))
        {
            TakeWhole(run, query.Articles);
            return;
        }

        var search = new RetrievalQuery(query.Text, _options.Retrieve) { Articles = query.Articles };
        run.Retrieved = await corpus.RetrieveAsync(search, cancellationToken);
        // Quotation marks ask for the exact words; where nothing has them, their words are still worth searching.
        if (run.Retrieved.Count == 0 && query.Text.AsSpan().ContainsAny('"', '“', '”'))
            run.Retrieved = await corpus.RetrieveAsync(search with { Text = QuotationMarks().Replace(query.Text, " ") }, cancellationToken);
        if (asksForSummary && run.Retrieved.Count == 0)
            TakeWhole(run, null);
        else
            run.Evidence = EvidenceSelector.Select(run.Retrieved, _options.MaxEvidence, _options.EvidenceTokens);
    }

    /// <summary>A summary is of articles, not of what is found in them.</summary>
    /// <param name="articles">Their names; null for all.</param>
    private void TakeWhole(AnswerRun run, IReadOnlySet<string>? articles)
    {
        var whole = (corpus.Current?.Passages ?? []).Where(passage => articles?.Contains(passage.Article.Name) ?? true).ToList();
        run.Retrieved = [.. whole.Take(_options.Retrieve).Select((passage, i) => new RetrievedPassage(passage, 1.0 / (i + 1), i + 1))];
        run.Evidence = EvidenceSelector.SelectWhole(whole, _options.EvidenceTokens);
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
        var prompt = await prompts.GetAsync(_options.Prompt);
        run.Prompt = prompt.Identity;
        await using var updates = prompt.StreamAsync(kernel, run.Evidence, query, run.Rendered, either.Token).GetAsyncEnumerator(either.Token);
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
                logger.LogWarning(e, "The model failed while it wrote an answer.");
                run.Failure = timeout.IsCancellationRequested ? "The model took too long." : "The model failed.";
                yield break;
            }

            run.Take(update);
            yield return update.Text;
        }
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

    private static string WhyNot(GateJudgement judgement)
    {
        if (judgement.Missing.Count == 0)
            return "The passages found are too far from the question.";
        var words = judgement.Missing.Take(MostWordsShown).Select(word => ShownText.Shorten(word, LongestWordShown));
        var more = judgement.Missing.Count > MostWordsShown ? $" and {judgement.Missing.Count - MostWordsShown} more words" : "";
        return $"No passage found has: {string.Join(", ", words)}{more}.";
    }

    [GeneratedRegex("[\"“”]")]
    private static partial Regex QuotationMarks();
}
