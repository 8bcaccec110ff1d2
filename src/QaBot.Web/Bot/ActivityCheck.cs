using System.Text;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Bot;

/// <summary>
/// Checks that a request's body is an activity that can be answered, before the adapter sees it: the adapter says nothing about the
/// reason, and takes some of these for failures of its own.
/// </summary>
public static class ActivityCheck
{
    // The adapter reads to any depth, on the stack.
    private const int MaxDepth = 64;

    /// <param name="body">Read from its position on, and left open.</param>
    /// <param name="activity">What the body says, when nothing is wrong.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static RequestProblem? Check(Stream body, out Activity activity)
    {
        activity = new Activity();
        try
        {
            if (Parse(body) is not JObject json)
                return new RequestProblem("BadArgument", "The body is not an activity: it must be a JSON object.");
            activity = json.ToObject<Activity>()!;
            return Check(activity);
        }
        catch (JsonReaderException e)
        {
            return new RequestProblem("BadSyntax", $"The body is not valid JSON, or an object in it has two values of one name (line {e.LineNumber}, position {e.LinePosition}).");
        }
        catch (JsonSerializationException e)
        {
            return new RequestProblem("BadArgument", $"The activity's '{e.Path}' has a value of the wrong type.");
        }
    }

    private static JToken Parse(Stream body)
    {
        using var text = new StreamReader(body, Encoding.UTF8, leaveOpen: true);
        using var reader = new JsonTextReader(text) { MaxDepth = MaxDepth, DateParseHandling = DateParseHandling.None };
        // The adapter reads the body once more: of two values of one name it must not take the other.
        var token = JToken.ReadFrom(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
        // Whatever follows is no part of it, and makes the reader throw.
        while (reader.Read())
        {
        }

        return token;
    }

    private static RequestProblem? Check(Activity activity)
    {
        if (string.IsNullOrWhiteSpace(activity.Type))
            return Missing("type");
        if (string.IsNullOrWhiteSpace(activity.ServiceUrl))
            return Missing("serviceUrl");
        if (!Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            return new RequestProblem("BadArgument", "The activity's 'serviceUrl' is not an absolute http or https address.");
        if (activity.Conversation is null)
            return Missing("conversation");
        if (string.IsNullOrWhiteSpace(activity.Conversation.Id))
            return Missing("conversation.id");
        return string.IsNullOrWhiteSpace(activity.ChannelId) ? Missing("channelId") : null;
    }

    private static RequestProblem Missing(string property) => new("MissingProperty", $"The activity has no '{property}'.");
}
