using System.Text;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace QaBot.Web.Bot;

/// <summary>
/// Checks that a request's body is an activity that can be answered, before the adapter sees it: the adapter says nothing about the
/// reason, and takes some of these for failures of its own.
/// </summary>
public static class ActivityCheck
{
    private static readonly JsonSerializerSettings Settings = new()
    {
        // The adapter reads to any depth, on the stack.
        MaxDepth = 64,
        CheckAdditionalContent = true,
        DateParseHandling = DateParseHandling.None,
    };

    /// <returns>What is wrong; null when nothing is.</returns>
    public static RequestProblem? Check(ReadOnlySpan<byte> body)
    {
        Activity? activity;
        try
        {
            activity = JsonConvert.DeserializeObject<Activity>(Encoding.UTF8.GetString(body), Settings);
        }
        catch (JsonReaderException e)
        {
            return new RequestProblem("BadSyntax", $"The body is not valid JSON (line {e.LineNumber}, position {e.LinePosition}).");
        }
        catch (JsonException e)
        {
            var path = (e as JsonSerializationException)?.Path;
            return new RequestProblem("BadArgument", string.IsNullOrEmpty(path) ? "The body is not an activity." : $"'{path}' does not have the type that an activity's has.");
        }

        return activity is null ? new RequestProblem("BadArgument", "The body is not an activity.") : Check(activity);
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
