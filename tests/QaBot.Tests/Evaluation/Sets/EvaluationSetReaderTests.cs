using QaBot.Answering;
using QaBot.Evaluation.Sets;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Evaluation.Sets;

public sealed class EvaluationSetReaderTests : IDisposable
{
    private readonly TestCorpus _files = new();

    public void Dispose() => _files.Dispose();

    private EvaluationSet Read(string name = "", string split = "all") => EvaluationSetReader.Read(Path.Combine(_files.Folder, name), split);

    [Fact]
    public void A_public_set_has_questions_and_documents()
    {
        _files.Write("set/docs/one.txt", "One\n\nText.");
        _files.Write("set/questions.jsonl", """
            {"id":"a","question":"Who?","answers":["Ann"],"doc":"one.txt","docs":{"one.txt":2},"kind":"answerable","history":[{"role":"user","text":"Hi"},{"role":"agent","text":"Hello"}],"article":"ignored"}

            {"id":"b","question":"Why?","answers":[],"doc":null,"kind":"absent","history":[]}
            {"id":"c","question":"When?","doc":"one.txt"}
            """);

        var set = Read("set");

        Assert.Equal(("set", "all", Path.Combine(_files.Folder, "set", "docs"), true), (set.Name, set.Split, set.Docs, set.NeedsCorpus));
        Assert.Equal([ExpectedReply.Answer, ExpectedReply.Refusal, ExpectedReply.Answer], set.Questions.Select(question => question.Expected));
        Assert.Equal([new ConversationTurn(ConversationRole.User, "Hi"), new ConversationTurn(ConversationRole.Bot, "Hello")], set.Questions[0].History);
        Assert.Equal([2, 1], new[] { set.Questions[0], set.Questions[2] }.Select(question => question.Relevant["one.txt"]));
        Assert.Empty(set.Questions[2].Answers);
        Assert.Empty(set.Questions[2].History);
    }

    [Theory]
    [InlineData("unanswerable")]
    [InlineData("underspecified")]
    [InlineData("adversarial")]
    public void Kinds_without_an_answer_want_a_refusal_though_a_document_is_near(string kind)
    {
        _files.Write("q.jsonl", $$"""{"id":"a","question":"Who?","doc":"one.txt","kind":"{{kind}}"}""");

        Assert.Equal(ExpectedReply.Refusal, Read("q.jsonl").Questions[0].Expected);
    }

    [Fact]
    public void A_golden_set_says_which_reply_is_right_and_what_must_be_shown_together()
    {
        _files.Write("seeds.jsonl", """
            {"id":"a","question":"How much?","history":[],"kind":"differ","split":"tune","reply":"answer","answers":["$3 billion"],"all":[["$3 billion"],["$1.6 billion","1.6bn"]],"docs":{"one.txt":1}}
            {"id":"b","question":"Hi","kind":"conversation","split":"test","reply":"conversation","answers":[],"docs":{}}
            """);

        var questions = Read().Questions;

        Assert.Equal([ExpectedReply.Answer, ExpectedReply.Conversation], questions.Select(question => question.Expected));
        Assert.Equal(["$1.6 billion", "1.6bn"], questions[0].MustShow![1]);
        Assert.Null(questions[1].MustShow);
    }

    [Fact]
    public void Where_documents_differ_each_accepted_answer_of_one_must_be_shown()
    {
        _files.Write("q.jsonl", """{"id":"a","question":"Which?","answers":["Football","Golf"],"doc":"1.txt","says":{"1.txt":"Football","2.txt":"Chess","3.txt":"Golf","4.txt":"Football"}}""");

        Assert.Equal([["Football"], ["Golf"]], Read("q.jsonl").Questions[0].MustShow!);
    }

    [Fact]
    public void Claims_are_told_from_questions_by_what_stands_in_the_file()
    {
        _files.Write("pairs.jsonl", """
            {"id":"a","claim":"It is.","sources":["It is so."],"question":"Is it?","label":"supported"}
            {"id":"b","of":"a","claim":"It is not.","sources":[],"label":"not_supported","kind":"negation"}
            {"id":"c","claim":"It may be.","sources":["x"],"label":"partial"}
            """);

        var set = Read("pairs.jsonl");

        Assert.Equal([true, false, false], set.Claims.Select(claim => claim.IsSupported));
        Assert.Equal((0, false, "a"), (set.Questions.Count, set.NeedsCorpus, set.Claims[1].Of));
        Assert.Equal(set.Claims.Select(claim => claim.Id), Read().Claims.Select(claim => claim.Id));
    }

    [Theory]
    [InlineData("tune", "a")]
    [InlineData("test", "b")]
    [InlineData("all", "abc")]
    public void A_half_holds_the_rows_that_are_marked_so(string split, string ids)
    {
        _files.Write("questions.jsonl", """
            {"id":"a","question":"Who?","split":"tune"}
            {"id":"b","question":"Who?","split":"test"}
            {"id":"c","question":"Who?"}
            """);

        var set = Read(split: split);

        Assert.Equal((split, ids), (set.Split, string.Concat(set.Questions.Select(question => question.Id))));
    }

    [Theory]
    [InlineData("""{"id":"b","question":"Who?","answers":"Ann"}""", "$.answers")]
    [InlineData("""{"id":"b"}""", "\"question\" is missing")]
    [InlineData("""{"question":"Who?"}""", "\"id\" is missing")]
    [InlineData("""{"id":"b","question":" "}""", "\"question\" is empty")]
    [InlineData("""{"id":"b","question":"Who?","docs":{"x.txt":0}}""", "x.txt")]
    [InlineData("""{"id":"b","question":"Who?","reply":"perhaps"}""", "answer, refusal or conversation")]
    [InlineData("""{"id":"b","question":"Who?","reply":"answer"}""", "no document")]
    [InlineData("""{"id":"b","question":"Who?","all":[[]]}""", "empty group")]
    [InlineData("""{"id":"b","question":"Who?","history":[{"role":"king","text":"x"}]}""", "\"king\"")]
    [InlineData("""{"id":"b","question":"Who?","answers":null}""", "$.answers")]
    [InlineData("""{"id":"a","question":"Again?"}""", "the id a is there already")]
    [InlineData("null", "null")]
    [InlineData("[1]", "not what is expected")]
    [InlineData("{", "Expected depth")]
    public void A_bad_row_is_named_by_file_and_line(string row, string reason)
    {
        _files.Write("questions.jsonl", $"{{\"id\":\"a\",\"question\":\"Who?\"}}\n\n{row}\n");

        var problem = Assert.Throws<EvaluationSetException>(() => Read());

        Assert.Contains("questions.jsonl:3: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
        Assert.DoesNotContain("QaBot.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"b","claim":"x","sources":["y"]}""", "\"label\" is missing")]
    [InlineData("""{"id":"b","claim":"","sources":["y"],"label":"supported"}""", "\"claim\" is empty")]
    [InlineData("""{"id":"b","claim":"x","sources":"y","label":"supported"}""", "$.sources")]
    public void A_bad_claim_is_named_by_file_and_line(string row, string reason)
    {
        _files.Write("claims.jsonl", row);

        var problem = Assert.Throws<EvaluationSetException>(() => Read());

        Assert.Contains("claims.jsonl:1: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_that_is_not_there_or_has_no_row_is_named()
    {
        Assert.Contains("missing", Assert.Throws<EvaluationSetException>(() => Read("missing")).Message, StringComparison.Ordinal);
        Assert.Contains("questions.jsonl", Assert.Throws<EvaluationSetException>(() => Read()).Message, StringComparison.Ordinal);
        _files.Write("questions.jsonl", """{"id":"a","question":"Who?"}""");
        Assert.Contains("tune", Assert.Throws<EvaluationSetException>(() => Read(split: "tune")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_is_written_reads_back_as_it_was()
    {
        var row = new EvaluationQuestion
        {
            Id = "a",
            Question = "¿Cuándo?",
            History = [new(ConversationRole.User, "Hi"), new(ConversationRole.Bot, "“Hello”")],
            Kind = "spanish",
            Split = "tune",
            Reply = ExpectedReply.Answer,
            Answers = ["2020"],
            All = [["2020", "twenty"], ["May"]],
            Docs = new Dictionary<string, int> { ["one.txt"] = 1 },
        };
        var json = System.Text.Json.JsonSerializer.Serialize(row, SetJson.Readable.EvaluationQuestion);
        _files.Write("golden.jsonl", json);

        var read = Read("golden.jsonl").Questions[0];

        Assert.Contains("¿Cuándo?", json, StringComparison.Ordinal);
        Assert.Equal(json, System.Text.Json.JsonSerializer.Serialize(read, SetJson.Readable.EvaluationQuestion));
        Assert.Equal(row.History, read.History);
    }

    [Fact]
    public void The_repositorys_golden_set_is_read_whole()
    {
        var set = EvaluationSetReader.Read(Path.Combine(RepositoryFiles.Root, "tests", "golden"));

        Assert.Null(set.Docs);
        Assert.True(set.Questions.Count >= 150 && set.Claims.Count >= 180 && set.Drafts.Count >= 24);
        Assert.All(set.Drafts, draft => Assert.NotEmpty(draft.Claims));
        Assert.Equal(set.Claims.Count, EvaluationSetReader.Read(Path.Combine(RepositoryFiles.Root, "tests", "golden"), "tune").Claims.Count
            + EvaluationSetReader.Read(Path.Combine(RepositoryFiles.Root, "tests", "golden"), "test").Claims.Count);
    }
}
