using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using QaBot.Answering;
using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Workbench;

/// <summary>Shows how an answer came about, step by step. Thread-safe; tokens are counted only here.</summary>
public sealed class AnswerTrace(TokenCounter tokens, IOptions<AnsweringOptions> options)
{
    /// <summary>Units of a prompt's message or a draft that a step's value holds at the most.</summary>
    public const int LongestText = 16_000;

    private const int LongestShown = 3000;
    private const int LongestPassage = 400;
    private const int MostPassages = 50;
    private const int MostPassagesShown = 10;

    /// <returns>The steps that were taken, in their order; none for a conversational reply.</returns>
    public IReadOnlyList<TraceStep> Of(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Found is not { } found)
            return [];
        var steps = new List<TraceStep> { Query(answer, found), Passages(found) };
        if (answer.Judgement is { } judgement)
            steps.Add(Gate(judgement));
        if (answer is { RenderedPrompt: { } rendered, Prompt: { } prompt })
            steps.Add(Prompt(prompt, answer.PromptProblem, rendered));
        if (answer.Draft is { } draft)
            steps.Add(Draft(answer, draft));
        if (answer.Repairs.Count > 0)
            steps.Add(Repair(answer));
        if (answer.Draft is not null)
            steps.Add(Claims(answer));
        steps.Add(Timings(answer));
        return steps;
    }

    private static TraceStep Query(Answer answer, FoundEvidence found)
    {
        var query = found.Query;
        var value = new JsonObject
        {
            ["question"] = WorkbenchText.Cut(answer.Question.Text, LongestText, out _),
            ["searched"] = found.Search?.Text,
            ["topic"] = query.Topic,
            ["translation"] = query.Translation,
            ["rewrite"] = found.Rewrite is { } asked
                ? new JsonObject { ["used"] = asked.Query, ["written"] = WorkbenchText.Cut(asked.Written, LongestText, out _), ["problem"] = asked.Problem, ["ms"] = Math.Round(asked.Elapsed.TotalMilliseconds, 3) }
                : null,
            ["articles"] = query.Articles is { } articles ? new JsonArray([.. articles.Order(StringComparer.Ordinal).Take(MostPassages).Select(name => (JsonNode)name)]) : null,
            ["history"] = answer.Question.History.Count,
        };
        var text = new StringBuilder(found.Search is { } search
            ? $"Searched: “{WorkbenchText.Plain(search.Text, LongestPassage)}”"
            : "Asked for a summary: articles were taken whole, not searched.");
        if (query.Topic is { } topic)
            text.Append($"\n- taken over from the conversation: {WorkbenchText.Plain(topic, LongestPassage)}");
        if (query.Translation is { } translation)
            text.Append($"\n- put into the articles' words: {WorkbenchText.Plain(translation, LongestPassage)}");
        if (found.Rewrite is { } rewrite)
        {
            text.Append($"\n- made to stand alone by the model: {WorkbenchText.Plain(rewrite.Written, LongestPassage)}");
            if (rewrite.Problem is { } why)
                text.Append($"\n- not used, the query is made without it: {WorkbenchText.Plain(why, LongestPassage)} {WorkbenchText.Plain(rewrite.PromptProblem ?? "", LongestPassage)}".TrimEnd());
        }

        if (query.Articles is { } only)
            text.Append($"\n- limited to: {string.Join(", ", only.Order(StringComparer.Ordinal).Take(MostPassagesShown).Select(name => WorkbenchText.Plain(name)))}");
        return new TraceStep("query", "Standalone query", value, text.ToString());
    }

    private static TraceStep Passages(FoundEvidence found)
    {
        var listed = found.Selection.Take(MostPassages).ToList();
        var value = new JsonObject
        {
            ["retrieved"] = found.Retrieved.Count,
            ["evidence"] = found.Evidence.Count,
            ["passages"] = new JsonArray([.. listed.Select(PassageJson)]),
            ["leftOut"] = found.Selection.Count - listed.Count,
        };
        var text = new StringBuilder($"{found.Retrieved.Count} passages found, {found.Evidence.Count} pieces of evidence.");
        foreach (var (retrieved, fate, evidence) in listed.Take(MostPassagesShown))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{retrieved.Rank}. **{WorkbenchText.Number(retrieved.WordScore)}**{Meaning(retrieved)} {WorkbenchText.Place(retrieved.Passage.Article, retrieved.Passage.Span)} → {FateText.Of(fate, evidence)}");
        }

        if (found.Selection.Count > MostPassagesShown)
            text.Append(CultureInfo.InvariantCulture, $"\n\n… and {found.Selection.Count - MostPassagesShown} more.");
        return new TraceStep("passages", "Passages", value, text.ToString());
    }

    private static string Meaning(RetrievedPassage retrieved) => retrieved.MeaningRank is { } rank ? $" {new WorkbenchPhrases(ReplyLanguage.English).ByMeaning(rank)}" : "";

    private static JsonObject PassageJson(PassageSelection selection)
    {
        var passage = selection.Retrieved.Passage;
        var text = WorkbenchText.Cut(passage.Text, LongestPassage, out var leftOut);
        return new JsonObject
        {
            ["rank"] = selection.Retrieved.Rank,
            ["score"] = Math.Round(selection.Retrieved.Score, 4),
            ["wordScore"] = Math.Round(selection.Retrieved.WordScore, 4),
            ["meaningRank"] = selection.Retrieved.MeaningRank,
            ["article"] = passage.Article.Name,
            ["title"] = passage.Article.Title,
            ["start"] = passage.Span.Start,
            ["end"] = passage.Span.End,
            ["tokens"] = passage.TokenCount,
            ["evidence"] = selection.Evidence,
            ["selection"] = FateText.Name(selection.Fate),
            ["text"] = text,
            ["textLeftOut"] = leftOut,
        };
    }

    private TraceStep Gate(GateJudgement judgement)
    {
        var isEnough = judgement.Probability >= options.Value.RefuseBelow;
        var value = new JsonObject
        {
            ["probability"] = Math.Round(judgement.Probability, 4),
            ["refuseBelow"] = options.Value.RefuseBelow,
            ["passed"] = isEnough,
            ["missing"] = new JsonArray([.. judgement.Missing.Take(MostPassages).Select(word => (JsonNode)WorkbenchText.Cut(word, LongestPassage, out _))]),
        };
        return new TraceStep("gate", "Evidence gate", value, GateText.Of(judgement, options.Value.RefuseBelow, Phrasebook.For(ReplyLanguage.English)));
    }

    private TraceStep Prompt(PromptIdentity prompt, string? problem, string rendered)
    {
        var messages = PromptMessages.Read(rendered).Select(message => (message.Role, message.Text, Tokens: tokens.Count(message.Text))).ToList();
        var value = new JsonObject
        {
            ["name"] = prompt.Name,
            ["hash"] = prompt.Hash,
            ["problem"] = problem,
            ["tokens"] = messages.Sum(message => message.Tokens),
            ["messages"] = new JsonArray([.. messages.Select(message =>
            {
                var text = WorkbenchText.Cut(message.Text, LongestText, out var leftOut);
                return new JsonObject { ["role"] = message.Role, ["tokens"] = message.Tokens, ["text"] = text, ["textLeftOut"] = leftOut };
            })]),
        };
        var shown = new StringBuilder($"**{WorkbenchText.Plain(prompt.Name)}** {WorkbenchText.Hash(prompt.Hash)}, {WorkbenchText.Count(messages.Sum(message => message.Tokens))} tokens");
        if (problem is not null)
            shown.Append($"\n\n{WorkbenchText.Plain(problem)}");
        foreach (var (role, text, count) in messages)
            shown.Append($"\n\n{WorkbenchText.Plain(role)} ({WorkbenchText.Count(count)} tokens):\n\n").Append(Block(text));
        return new TraceStep("prompt", "Rendered prompt", value, shown.ToString());
    }

    private static TraceStep Draft(Answer answer, string draft)
    {
        var text = WorkbenchText.Cut(draft, LongestText, out var leftOut);
        var value = new JsonObject { ["model"] = answer.Model, ["text"] = text, ["textLeftOut"] = leftOut };
        if (answer.Degraded is not { } degraded)
            return new TraceStep("draft", "Raw model text", value, $"{WorkbenchText.Plain(answer.Model ?? "A model that does not say its name")}:\n\n{Block(draft)}");
        value["degraded"] = new JsonObject { ["kind"] = degraded.Name, ["reason"] = degraded.Reason };
        return new TraceStep("draft", "Raw model text", value, $"Extracts stand in the answer: {WorkbenchText.Plain(degraded.Reason)} ({degraded.Name}){(draft.Length == 0 ? "" : $"\n\nThe model had written:\n\n{Block(draft)}")}");
    }

    private static TraceStep Repair(Answer answer)
    {
        var written = WorkbenchText.Cut(answer.RepairDraft ?? "", LongestText, out var leftOut);
        var value = new JsonObject
        {
            ["claims"] = new JsonArray([.. answer.Repairs.Select(repair => new JsonObject
            {
                ["text"] = WorkbenchText.Cut(repair.Text, LongestText, out _),
                ["cited"] = new JsonArray([.. repair.Cited.Select(number => (JsonNode)number)]),
                ["verdict"] = AnswerJson.VerdictName(repair.Fault.Verdict),
                ["reason"] = repair.Fault.Reason,
                ["outcome"] = NameOf(repair.Outcome),
                ["repaired"] = repair.Repaired is { } words ? WorkbenchText.Cut(words, LongestText, out _) : null,
            })]),
            ["text"] = answer.RepairDraft is null ? null : written,
            ["textLeftOut"] = leftOut,
        };
        var text = new StringBuilder();
        foreach (var repair in answer.Repairs)
        {
            text.Append($"\n- **{NameOf(repair.Outcome)}**: {WorkbenchText.Plain(repair.Text, LongestPassage)} – {WorkbenchText.Plain(repair.Fault.Reason, LongestPassage)}");
            if (repair.Repaired is { } words)
                text.Append($" → {WorkbenchText.Plain(words, LongestPassage)}");
        }

        if (answer.SupportingPromptProblem is { } problem)
            text.Append($"\n\n{WorkbenchText.Plain(problem)}");
        if (answer.RepairDraft is { } draft)
            text.Append($"\n\nThe model wrote:\n\n{Block(draft)}");
        return new TraceStep("repair", "Repair", value, text.ToString().TrimStart('\n'));
    }

    private static string NameOf(RepairOutcome outcome) => outcome switch
    {
        RepairOutcome.Recited => "cited anew",
        RepairOutcome.Rewritten => "rewritten",
        RepairOutcome.Removed => "removed",
        _ => "kept as it was",
    };

    private static TraceStep Claims(Answer answer)
    {
        var claims = answer.Claims.Select(claim => (claim, isDropped: false)).Concat(answer.Dropped.Select(claim => (claim, isDropped: true))).ToList();
        var value = new JsonObject
        {
            ["claims"] = new JsonArray([.. claims.Select(item => new JsonObject
            {
                ["text"] = WorkbenchText.Cut(item.claim.Text, LongestText, out _),
                ["citations"] = new JsonArray([.. item.claim.Citations.Select(number => (JsonNode)number)]),
                ["verdict"] = AnswerJson.VerdictName(item.claim.Grounding.Verdict),
                ["score"] = Math.Round(item.claim.Grounding.Score, 4),
                ["reason"] = item.claim.Grounding.Reason,
                ["dropped"] = item.isDropped,
            })]),
            ["disagreements"] = new JsonArray([.. answer.Disagreements.Select(disagreement => new JsonObject
            {
                ["about"] = disagreement.About,
                ["values"] = new JsonArray([.. disagreement.Values.Select(side => new JsonObject { ["value"] = side.Value, ["citation"] = side.Citation })]),
            })]),
        };
        var text = new StringBuilder(claims.Count == 0 ? "The draft holds no claim." : "");
        foreach (var (claim, isDropped) in claims)
        {
            var markers = claim.Citations.Count == 0 ? "without a citation" : string.Concat(claim.Citations.Select(number => $"[{number}]"));
            text.Append(CultureInfo.InvariantCulture, $"\n- **{AnswerJson.VerdictName(claim.Grounding.Verdict)}** {WorkbenchText.Number(claim.Grounding.Score)}{(isDropped ? ", left out of the answer" : "")}: {WorkbenchText.Plain(claim.Text, LongestPassage)} {markers} – {WorkbenchText.Plain(claim.Grounding.Reason, LongestPassage)}");
        }

        foreach (var disagreement in answer.Disagreements)
            text.Append($"\n- the sources differ on {WorkbenchText.Plain(disagreement.About)}: {string.Join("; ", disagreement.Values.Select(side => $"{WorkbenchText.Plain(side.Value)} [{side.Citation}]"))}");
        return new TraceStep("claims", "Claims and verdicts", value, text.ToString().TrimStart('\n'));
    }

    private static TraceStep Timings(Answer answer)
    {
        var (retrieve, write, verify, total) = answer.Timings;
        var value = new JsonObject
        {
            ["kind"] = answer.Kind.ToString(),
            ["reason"] = answer.Reason,
            ["retrieveMs"] = Math.Round(retrieve.TotalMilliseconds, 3),
            ["answerMs"] = Math.Round(write.TotalMilliseconds, 3),
            ["verifyMs"] = Math.Round(verify.TotalMilliseconds, 3),
            ["repairMs"] = Math.Round(answer.Timings.Repair.TotalMilliseconds, 3),
            ["totalMs"] = Math.Round(total.TotalMilliseconds, 3),
            ["inputTokens"] = answer.Usage?.InputTokenCount,
            ["outputTokens"] = answer.Usage?.OutputTokenCount,
        };
        var text = new StringBuilder($"retrieve {WorkbenchText.Milliseconds(retrieve)} ms, answer {WorkbenchText.Milliseconds(write)} ms, verify {WorkbenchText.Milliseconds(verify)} ms, in all {WorkbenchText.Milliseconds(total)} ms");
        if (answer.RepairDraft is not null)
            text.Append($", of it repair {WorkbenchText.Milliseconds(answer.Timings.Repair)} ms");
        if (answer.Usage is { } usage)
            text.Append(CultureInfo.InvariantCulture, $"; the model counted {usage.InputTokenCount?.ToString("N0", CultureInfo.InvariantCulture) ?? "?"} tokens in, {usage.OutputTokenCount?.ToString("N0", CultureInfo.InvariantCulture) ?? "?"} out");
        if (answer.Reason is { } reason)
            text.Append($"\n\nRefused: {WorkbenchText.Plain(reason, LongestPassage)}");
        return new TraceStep("timings", "Timings", value, text.ToString());
    }

    private static string Block(string text)
    {
        var block = WorkbenchText.Block(text, LongestShown, out var leftOut);
        return leftOut == 0 ? block : $"{block}\n\n… {WorkbenchText.Count(leftOut)} more characters.";
    }
}
