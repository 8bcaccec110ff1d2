using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using QaBot.Answering;
using QaBot.Evaluation.Sets;
using QaBot.Review;
using QaBot.Review.Golden;
using QaBot.Review.Verdicts;
using QaBot.Tests.Answering;

namespace QaBot.Tests.Review;

public sealed class GoldenCasesTests
{
    private static readonly FakeTimeProvider s_time = new();

    private static readonly AnswerRecord s_cited = AnswerRecord.From(SampleAnswers.Cited, "hash", s_time);

    private static readonly AnswerRecord s_refused = AnswerRecord.From(SampleAnswers.Refused, "hash", s_time);

    [Fact]
    public void A_right_answer_becomes_what_its_supported_claims_say_from_their_articles()
    {
        var golden = Make(s_cited, AnswerVerdict.Right, Pair(0, 1, PairVerdict.Supported, "a/file.txt"), Pair(2, 2, PairVerdict.NotThere, "report.txt"));

        Assert.Equal((ExpectedReply.Answer, GoldenCases.Kind), (golden.Expected, golden.Kind));
        Assert.Equal(["The file has “751” pages, a café said."], golden.Answers);
        Assert.Equal(["a/file.txt"], golden.Relevant.Keys);
        Assert.Equal(SampleAnswers.Cited.Question.History, golden.History);
    }

    [Fact]
    public void A_wrong_answer_becomes_its_correction()
    {
        var golden = Make(s_cited, AnswerVerdict.Wrong, " 752 ");

        Assert.Equal(["752"], golden.Answers);
        Assert.Equal(["a/file.txt", "report.txt"], golden.Relevant.Keys);
    }

    [Fact]
    public void Each_line_of_a_correction_is_a_wording_and_its_article_is_the_one_whose_evidence_has_it()
    {
        var record = s_cited with { Evidence = [new EvidenceRecord(1, "other.txt", 0, 30, 1, "There were 752 PAGES in all.")] };

        var golden = Make(record, AnswerVerdict.ShouldHaveAnswered, "seven hundred and fifty-two\n\n 752 pages ");

        Assert.Equal(["seven hundred and fifty-two", "752 pages"], golden.Answers);
        Assert.Equal(["other.txt"], golden.Relevant.Keys);
    }

    [Fact]
    public void A_right_conversational_reply_becomes_one() =>
        Assert.Equal(ExpectedReply.Conversation, Make(s_refused with { Kind = AnswerKind.Conversational, Answer = s_refused.Answer with { Refused = false } }, AnswerVerdict.Right).Expected);

    [Fact]
    public void What_should_have_been_refused_and_a_right_refusal_become_refusals()
    {
        Assert.Equal(ExpectedReply.Refusal, Make(s_cited, AnswerVerdict.ShouldHaveRefused).Expected);
        Assert.Equal(ExpectedReply.Refusal, Make(s_refused, AnswerVerdict.Right).Expected);
    }

    [Theory]
    [InlineData(null, "verdict")]
    [InlineData(AnswerVerdict.Wrong, "correction")]
    [InlineData(AnswerVerdict.Right, "supports")]
    public void Without_what_is_right_there_is_no_case_and_it_is_said_why(AnswerVerdict? verdict, string why)
    {
        var (golden, problem) = GoldenCases.Make(s_cited, Review(s_cited, verdict, null), s_time.GetUtcNow());

        Assert.Null(golden);
        Assert.Contains(why, problem, StringComparison.Ordinal);
    }

    private static EvaluationQuestion Make(AnswerRecord record, AnswerVerdict verdict, params JudgedPair[] pairs) => Make(record, Review(record, verdict, null, pairs));

    private static EvaluationQuestion Make(AnswerRecord record, AnswerVerdict verdict, string correction) => Make(record, Review(record, verdict, correction));

    /// <summary>As evaluation reads it.</summary>
    private static EvaluationQuestion Make(AnswerRecord record, AnswerReview review)
    {
        var (golden, problem) = GoldenCases.Make(record, review, s_time.GetUtcNow());
        Assert.Null(problem);
        return JsonSerializer.Deserialize(golden!.Json, SetJson.Readable.EvaluationQuestion)!;
    }

    private static AnswerReview Review(AnswerRecord record, AnswerVerdict? verdict, string? correction, params JudgedPair[] pairs) =>
        new() { AnswerId = record.Id, Reviewer = "ann", Verdict = verdict, Correction = correction, Pairs = pairs };

    private static JudgedPair Pair(int claim, int citation, PairVerdict verdict, string article) => new(claim, citation, verdict, article, 0, 8, "The file");
}
