using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Transcripts;

/// <summary>A conversation as the Emulator opens it, beside the tests: what the user sends, each followed by what the bot answers.</summary>
internal sealed class TranscriptFile(string name)
{
    private const string Extension = ".transcript";

    private static readonly string s_folder = Path.Combine(TestFolder.Repository, "tests", "QaBot.Web.Tests", "Transcripts");

    public static IEnumerable<string> Names => Directory.GetFiles(s_folder, "*" + Extension).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    private string FullName => Path.Combine(s_folder, name + Extension);

    public IReadOnlyList<TranscriptTurn> Read()
    {
        using var reader = new JsonTextReader(new StringReader(File.ReadAllText(FullName))) { DateParseHandling = DateParseHandling.None };
        var turns = new List<TranscriptTurn>();
        foreach (var activity in JArray.Load(reader).Cast<JObject>())
        {
            if ((string?)activity["from"]!["role"] == "user")
                turns.Add(new TranscriptTurn(activity, []));
            else
                turns[^1].Replies.Add(activity);
        }

        return turns;
    }

    public void Write(IEnumerable<TranscriptTurn> turns)
    {
        var activities = new JArray(turns.SelectMany(turn => turn.Replies.Prepend(turn.Sent)));
        File.WriteAllText(FullName, activities.ToString(Formatting.Indented).ReplaceLineEndings("\n") + "\n");
    }
}
