using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using QaBot.Answering;
using QaBot.Articles;
using QaBot.Retrieval;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Evaluation;

/// <summary>The form of the golden set: what it quotes stands in the articles, and it is balanced as its README says.</summary>
public partial class GoldenSetTests
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly Dictionary<string, string> _articles =
        Directory.GetFiles(RepositoryFiles.Seeds, "*.txt").ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

    private readonly List<GoldenQuestion> _questions = ReadLines<GoldenQuestion>("seeds.jsonl");
    private readonly List<GoldenClaim> _claims = ReadLines<GoldenClaim>("claims.jsonl");

    public static TheoryData<string> Drafts => [.. DraftNames()];

    [Fact]
    public void No_two_questions_and_no_two_claims_have_the_same_id()
    {
        Assert.Empty(Repeated(_questions.Select(question => question.Id)));
        Assert.Empty(Repeated(_claims.Select(claim => claim.Id)));
    }

    [Fact]
    public void Nothing_is_asked_or_claimed_twice()
    {
        Assert.Empty(Repeated(_questions.Select(question => Words(question.Question))));
        Assert.Empty(Repeated(_claims.Select(claim => Words(claim.Claim))));
    }

    [Theory]
    [InlineData("fact", 40)]
    [InlineData("view", 8)]
    [InlineData("several", 8)]
    [InlineData("differ", 8)]
    [InlineData("follow-up", 8)]
    [InlineData("typo", 8)]
    [InlineData("conversation", 8)]
    [InlineData("one-source", 8)]
    [InlineData("spanish", 8)]
    [InlineData("unanswerable", 20)]
    [InlineData("off-topic", 8)]
    [InlineData("injection", 8)]
    public void There_are_enough_questions_of_each_kind_and_as_many_in_each_half(string kind, int atLeast)
    {
        var splits = _questions.Where(question => question.Kind == kind).Select(question => question.Split).ToList();

        Assert.True(splits.Count >= atLeast, $"{splits.Count} of kind {kind}");
        AssertHalves(splits);
    }

    [Fact]
    public void There_are_no_other_kinds_of_questions() => Assert.Equal(12, _questions.Select(question => question.Kind).Distinct().Count());

    [Fact]
    public void Questions_of_every_kind_have_the_reply_that_the_kind_allows() => Assert.All(_questions, question => Assert.Contains(
        question.Reply,
        question.Kind switch
        {
            "conversation" => ["conversation"],
            "unanswerable" or "off-topic" => ["refusal"],
            "follow-up" or "one-source" or "spanish" or "injection" => ["answer", "refusal"],
            _ => new[] { "answer" },
        }));

    [Fact]
    public void An_answer_has_wordings_and_articles_and_any_other_reply_has_none() => Assert.All(_questions, question =>
    {
        Assert.Equal(question.Reply == "answer", question.Answers.Count > 0);
        Assert.Equal(question.Reply == "answer", question.Docs.Count > 0);
        Assert.True(question.Reply == "answer" || question.All.Count == 0, question.Id);
    });

    [Fact]
    public void Every_article_of_a_question_is_a_seed_with_a_gain() => Assert.All(_questions, question =>
    {
        Assert.All(question.Docs.Keys, article => Assert.Contains(article, _articles));
        Assert.All(question.Docs.Values, gain => Assert.Equal(1, gain));
    });

    [Fact]
    public void Every_wording_of_an_answer_stands_in_one_of_its_articles() => Assert.All(_questions, question => Assert.All(
        question.Wordings,
        wording => Assert.True(question.Docs.Keys.Any(article => Holds(article, wording)), $"{question.Id}: {wording}")));

    [Fact]
    public void Every_article_of_an_answer_has_one_of_its_wordings() => Assert.All(_questions, question => Assert.All(
        question.Docs.Keys,
        article => Assert.True(question.Wordings.Any(wording => Holds(article, wording)), $"{question.Id}: {article}")));

    [Theory]
    [InlineData("several")]
    [InlineData("differ")]
    public void A_question_that_needs_several_passages_names_two_groups_of_wordings(string kind) => Assert.All(
        _questions.Where(question => question.Kind == kind),
        question =>
        {
            Assert.True(question.All.Count >= 2, question.Id);
            Assert.True(question.Docs.Count >= 2, question.Id);
            Assert.All(question.All, Assert.NotEmpty);
        });

    [Fact]
    public void A_follow_up_and_nothing_else_but_thanks_has_a_history_that_ends_with_the_agent()
    {
        Assert.All(_questions, question => Assert.Equal(
            question.Kind == "follow-up" || question.Question.Contains("thank", StringComparison.OrdinalIgnoreCase), question.History.Count > 0));
        Assert.All(_questions, question => Assert.Equal(
            question.History.Select((_, turn) => turn % 2 == 0 ? "user" : "agent"), question.History.Select(turn => turn.Role)));
        Assert.All(_questions, question => Assert.Equal(0, question.History.Count % 2));
    }

    [Fact]
    public void Every_article_is_asked_about_in_both_halves() => Assert.All(_articles.Keys, article =>
    {
        Assert.True(_questions.Count(question => question.Split == "tune" && question.Docs.ContainsKey(article)) >= 15, article);
        Assert.True(_questions.Count(question => question.Split == "test" && question.Docs.ContainsKey(article)) >= 15, article);
    });

    [Fact]
    public void The_passage_of_a_claim_stands_in_its_article() => Assert.All(_claims, claim =>
    {
        var passage = Assert.Single(claim.Sources);
        Assert.Contains(passage, _articles[claim.Article], StringComparison.Ordinal);
        Assert.InRange(passage.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, 60, 200);
    });

    [Fact]
    public void A_group_of_claims_is_a_true_one_its_paraphrase_and_one_with_a_change() => Assert.All(_claims.GroupBy(claim => claim.Of), group =>
    {
        Assert.Equal(3, group.Count());
        Assert.Equal(["true", "paraphrase"], group.Take(2).Select(claim => claim.Kind));
        Assert.Equal(["supported", "supported", "not_supported"], group.Select(claim => claim.Label));
        Assert.Single(group.Select(claim => (claim.Split, claim.Article, claim.Sources[0])).Distinct());
    });

    [Theory]
    [InlineData("number")]
    [InlineData("date")]
    [InlineData("name")]
    [InlineData("negation")]
    [InlineData("quantifier")]
    [InlineData("attribution")]
    public void There_are_enough_changed_claims_of_each_kind_and_as_many_in_each_half(string kind)
    {
        var splits = _claims.Where(claim => claim.Kind == kind).Select(claim => claim.Split).ToList();

        Assert.True(splits.Count >= 12, $"{splits.Count} of kind {kind}");
        AssertHalves(splits);
    }

    [Fact]
    public void There_are_no_other_kinds_of_claims() => Assert.Equal(8, _claims.Select(claim => claim.Kind).Distinct().Count());

    [Theory]
    [MemberData(nameof(Drafts))]
    public void The_evidence_of_a_draft_stands_in_its_articles_once(string name)
    {
        var draft = ReadDraft(name);

        Assert.InRange(draft.Evidence.Count, 3, 6);
        Assert.All(draft.Evidence, evidence => Assert.Equal(2, _articles[evidence.Article].Split(evidence.Text).Length));
    }

    [Theory]
    [MemberData(nameof(Drafts))]
    public void A_draft_is_labelled_with_passages_that_it_has(string name)
    {
        var draft = ReadDraft(name);

        Assert.All(draft.Lines.SelectMany(line => line.Supporting), number => Assert.InRange(number, 1, draft.Evidence.Count));
        Assert.All(draft.Lines.SelectMany(line => line.Cited ?? []), number => Assert.InRange(number, 1, draft.Evidence.Count));
        Assert.Contains(draft.Lines, line => line.Supporting.Count > 0);
    }

    [Theory]
    [MemberData(nameof(Drafts))]
    public void The_parser_reads_the_claims_that_the_labels_of_a_draft_are_for(string name)
    {
        var draft = ReadDraft(name);
        var parser = new DraftParser([.. draft.Evidence.Select(Passage)], draft.Question);

        var claims = parser.Append(draft.Draft).Concat(parser.Complete()).ToList();

        Assert.Equal(draft.Lines.Select(line => Words(line.Text)), claims.Select(claim => Words(claim.Text)));
        Assert.Equal(draft.Lines.Select(line => line.Cited is null), claims.Select(claim => claim.IsConnective));
        Assert.Equal(draft.Lines.Select(line => line.Cited ?? []), claims.Select(claim => claim.Passages));
    }

    [Fact]
    public void There_are_enough_drafts_and_as_many_in_each_half()
    {
        var splits = DraftNames().Select(name => ReadDraft(name).Split).ToList();

        Assert.True(splits.Count >= 24, $"{splits.Count} drafts");
        AssertHalves(splits);
    }

    private static void AssertHalves(List<string> splits)
    {
        Assert.All(splits, split => Assert.Contains(split, new[] { "tune", "test" }));
        Assert.InRange(splits.Count(split => split == "tune") - splits.Count(split => split == "test"), -1, 1);
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> values) =>
        values.GroupBy(value => value).Where(group => group.Count() > 1).Select(group => group.Key);

    private bool Holds(string article, string wording) =>
        $" {Words(_articles[article])} ".Contains($" {Words(wording)} ", StringComparison.Ordinal);

    private static string Words(string text)
    {
        Span<char> folded = stackalloc char[UnicodeFolding.MaxExpansion];
        var all = new StringBuilder();
        foreach (var character in text)
            all.Append(folded[..UnicodeFolding.Fold(character, folded)]);
        return string.Join(' ', Word().Matches(all.ToString()));
    }

    private static EvidencePassage Passage((string Article, string Text) evidence, int index) => new(
        index + 1,
        new Article { Name = evidence.Article, Text = evidence.Text, ContentHash = "", Blocks = [] },
        new TextSpan(0, evidence.Text.Length),
        1);

    private static IEnumerable<string> DraftNames() =>
        Directory.GetFiles(Golden("drafts"), "*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    private static GoldenDraft ReadDraft(string name) => GoldenDraft.Read(Golden(Path.Combine("drafts", name + ".md")));

    private static List<T> ReadLines<T>(string name) => [.. File.ReadLines(Golden(name)).Select(line => JsonSerializer.Deserialize<T>(line, s_json)!)];

    private static string Golden(string name) => Path.Combine(RepositoryFiles.Root, "tests", "golden", name);

    [GeneratedRegex(@"[\w$%.]+(?<!\.)")]
    private static partial Regex Word();
}
