using System.Text.Json.Nodes;
using QaBot.Answering;
using QaBot.Workbench;

namespace QaBot.Cli.Batches;

/// <summary>What <c>compare --json</c> writes.</summary>
/// <param name="WordingMatters">False when the embedded model answered, which does not read a prompt's wording.</param>
internal sealed record ComparisonJson(string Question, bool WordingMatters, ComparisonJson.Side First, ComparisonJson.Side Second)
{
    public static ComparisonJson From(PromptComparison comparison) =>
        new(comparison.Question.Text, comparison.WordingMatters, Side.From(comparison.First), Side.From(comparison.Second));

    /// <param name="Prompt">Also when the question was refused before the prompt was needed.</param>
    /// <param name="Answer">As <c>ask --json</c> writes it.</param>
    public sealed record Side(PromptIdentity Prompt, int? PromptTokens, long? InputTokens, long? OutputTokens, JsonNode? Answer)
    {
        public static Side From(ComparedAnswer compared) => new(
            compared.Prompt,
            compared.PromptTokens,
            compared.Answer.Usage?.InputTokenCount,
            compared.Answer.Usage?.OutputTokenCount,
            JsonNode.Parse(AnswerJson.From(compared.Answer).ToString()));
    }
}
