using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Transcripts;

/// <summary>Puts fixed values in the place of what differs from run to run, and cuts long values of traces, so that transcripts can be compared and read.</summary>
internal static partial class StableActivity
{
    private const int MostItems = 2;
    private const int LongestText = 240;

    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="number">Of the activity in its conversation; its id and its time are made of it.</param>
    public static JObject Of(JObject activity, int number)
    {
        var stable = (JObject)Stable(activity, "");
        stable["id"] = $"bot-{number.ToString(CultureInfo.InvariantCulture)}";
        stable["timestamp"] = s_start.AddSeconds(number).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        stable.Remove("localTimestamp");
        if ((string?)stable["type"] == "trace")
            stable["value"] = Short(stable["value"]!);
        return stable;
    }

    private static JToken Stable(JToken token, string name) => token switch
    {
        JObject { } json => new JObject(json.Properties().Where(property => property.Value.Type != JTokenType.Null).Select(property => new JProperty(property.Name, Stable(property.Value, property.Name)))),
        JArray array => new JArray(array.Select(item => Stable(item, name))),
        JValue { Type: JTokenType.String } text => Stable((string)text!, name),
        JValue { Type: JTokenType.Integer or JTokenType.Float } when Duration().IsMatch(name) => 0,
        JValue { Type: JTokenType.Float } number => Math.Round((double)number, 2),
        _ => token.DeepClone(),
    };

    private static string Stable(string text, string name)
    {
        if (name == "streamId")
            return "stream";
        if (name == "serviceUrl")
            return "http://127.0.0.1:1";
        text = Milliseconds().Replace(text, "0 ms");
        text = Address().Replace(text, "http://127.0.0.1:3978");
        text = Identifier().Replace(text, new string('0', 32));
        return SavedFile().Replace(text, "$1 /…");
    }

    private static JToken Short(JToken token) => token switch
    {
        JObject json => new JObject(json.Properties().Select(property => new JProperty(property.Name, Short(property.Value)))),
        JArray { Count: > MostItems } array => new JArray([.. array.Take(MostItems).Select(Short), $"… {array.Count - MostItems} more"]),
        JArray array => new JArray(array.Select(Short)),
        JValue { Type: JTokenType.String } text when ((string)text!).Length > LongestText => $"{((string)text!)[..LongestText]}…",
        _ => token,
    };

    [GeneratedRegex("(?:Ms|^ms|^elapsed.*|^total|^retrieve|^answer|^verify)$")]
    private static partial Regex Duration();

    [GeneratedRegex(@"\b[0-9][0-9,.]* ms\b")]
    private static partial Regex Milliseconds();

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+")]
    private static partial Regex Address();

    [GeneratedRegex("[0-9a-f]{32}(?![0-9a-f])")]
    private static partial Regex Identifier();

    [GeneratedRegex("(?<=^|\n)(File:|Archivo:) .*")]
    private static partial Regex SavedFile();
}
