using System.Text.Json;
using QaBot.Answering;

namespace QaBot.Tests.Answering;

public sealed class AnswerJsonTests
{
    [Fact]
    public void An_answer_has_exactly_the_agreed_shape()
    {
        var json = AnswerJson.From(SampleAnswers.Cited).ToString();

        const string expected = """
            {"id":"q1","question":"How many pages?","query":"how many pages file",
            "answer":"The file has “751” pages, a café said. [1] The report counts 743 pages. [2] All were read. [2]","refused":false,"reason":null,
            "citations":[{"n":1,"article":"a/file.txt","title":"The File","quote":"The file has “751” pages, a café said.","start":0,"end":38},
            {"n":2,"article":"report.txt","title":null,"quote":"The report counts 743 pages.","start":0,"end":28}],
            "claims":[{"text":"The file has “751” pages, a café said.","citations":[1],"verdict":"supported","score":0.9877},
            {"text":"The report counts 743 pages.","citations":[2],"verdict":"partial","score":0.5},
            {"text":"All were read.","citations":[2],"verdict":"unsupported","score":0}],
            "disagreements":[{"about":"pages","values":[{"value":"751","citation":1},{"value":"743","citation":2}]}],
            "retrieved":[{"article":"a/file.txt","start":4,"end":8,"score":12.345679}],
            "model":"extractive","prompt":{"name":"AnswerQuestion","hash":"abc123"},
            "elapsedMs":{"retrieve":1.235,"answer":2,"verify":0,"total":3.235}}
            """;
        Assert.Equal(expected.ReplaceLineEndings(""), json);
    }

    [Fact]
    public void A_refusal_has_a_reason_and_empty_lists()
    {
        var json = JsonDocument.Parse(AnswerJson.From(SampleAnswers.Refused).ToString()).RootElement;

        Assert.True(json.GetProperty("refused").GetBoolean());
        Assert.Equal("No passage names the capital of France.", json.GetProperty("reason").GetString());
        Assert.All(["citations", "claims", "disagreements"], (string name) => Assert.Equal(0, json.GetProperty(name).GetArrayLength()));
        Assert.All(["id", "model", "prompt"], (string name) => Assert.Equal(JsonValueKind.Null, json.GetProperty(name).ValueKind));
    }

    [Fact]
    public void An_answer_is_one_line_whatever_its_text_holds()
    {
        var answer = SampleAnswers.Refused with { Text = "one\ntwo\r\u2028\u0000\"\\\ud800 </script>" };

        var json = AnswerJson.From(answer).ToString();

        Assert.DoesNotContain('\n', json);
        Assert.DoesNotContain('\r', json);
        Assert.StartsWith("one\ntwo\r\u2028\u0000\"\\", JsonDocument.Parse(json).RootElement.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Contains("</script>", json, StringComparison.Ordinal);
    }
}
