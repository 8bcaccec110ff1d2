using QaBot.Answering;
using QaBot.Articles;
using QaBot.Grounding;
using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Tests.Answering;

/// <summary>Answers put together by hand, for tests of what is done with one.</summary>
internal static class SampleAnswers
{
    private static readonly Article File = Article("a/file.txt", "The file has “751” pages, a café said.", "The File");

    private static readonly Article Report = Article("report.txt", "The report counts 743 pages.", null);

    public static Answer Cited { get; } = new()
    {
        Question = new Question("How many pages?") { Id = "q1", History = [new ConversationTurn(ConversationRole.User, "Is there a file?")] },
        Kind = AnswerKind.Cited,
        Query = "how many pages file",
        Text = "The file has “751” pages, a café said. [1] The report counts 743 pages. [2] All were read. [2]",
        Citations = [new Citation(1, File, new TextSpan(0, File.Text.Length)), new Citation(2, Report, new TextSpan(0, Report.Text.Length))],
        Claims =
        [
            new Claim("The file has “751” pages, a café said.", [1], new GroundingResult(GroundingVerdict.Supported, 0.98765, "Stated in these words.")),
            new Claim("The report counts 743 pages.", [2], new GroundingResult(GroundingVerdict.Partial, 0.5, "The report is not named.")),
            new Claim("All were read.", [2], new GroundingResult(GroundingVerdict.Unsupported, 0, "Nothing says “read”.")),
        ],
        Disagreements = [new Disagreement("pages", [new DisputedValue("751", 1), new DisputedValue("743", 2)])],
        Retrieved = [new RetrievedPassage(new Passage(File, new TextSpan(4, 8), [], null, 1), 12.3456789, 1)],
        Evidence = [new EvidencePassage(1, File, new TextSpan(0, 8), 12.3)],
        Model = "extractive",
        Prompt = new PromptIdentity("AnswerQuestion", "abc123"),
        RenderedPrompt = "<message role=\"user\">How many pages?</message>",
        Draft = "751 [1]",
        Timings = new AnswerTimings(TimeSpan.FromTicks(12345), TimeSpan.FromMilliseconds(2), TimeSpan.Zero, TimeSpan.FromTicks(32346)),
    };

    public static Answer Refused { get; } = new()
    {
        Question = new Question("What is the capital of France?"),
        Kind = AnswerKind.Refused,
        Query = "What is the capital of France?",
        Text = "The sources don't say.",
        Reason = "No passage names the capital of France.",
        Timings = new AnswerTimings(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero),
    };

    private static Article Article(string name, string text, string? title) =>
        new() { Name = name, Text = text, ContentHash = "", Title = title, Blocks = [] };
}
