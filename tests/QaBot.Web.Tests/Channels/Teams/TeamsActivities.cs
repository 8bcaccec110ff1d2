using Newtonsoft.Json.Linq;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Channels.Teams;

/// <summary>Activities as Teams posts them.</summary>
internal static class TeamsActivities
{
    public static JObject Message(string text, string serviceUrl, string? id = null)
    {
        var activity = Activities.Message(text, serviceUrl, id, "a:1");
        activity["channelId"] = "msteams";
        activity["conversation"] = new JObject { ["id"] = "a:1", ["conversationType"] = "personal", ["tenantId"] = "t" };
        activity["from"] = new JObject { ["id"] = "29:user", ["name"] = "Ana", ["aadObjectId"] = "00000000-0000-0000-0000-000000000001" };
        activity["recipient"] = new JObject { ["id"] = "28:bot", ["name"] = "QaBot" };
        activity["textFormat"] = "plain";
        return activity;
    }

    public static JObject InGroup(JObject activity, string type = "groupChat")
    {
        activity["conversation"] = new JObject { ["id"] = "19:group@thread.v2", ["conversationType"] = type, ["isGroup"] = true, ["tenantId"] = "t" };
        return activity;
    }

    public static JObject Mentioning(JObject activity, string id, string tag, string name)
    {
        var entities = activity["entities"] as JArray ?? [];
        entities.Add(new JObject { ["type"] = "mention", ["mentioned"] = new JObject { ["id"] = id, ["name"] = name }, ["text"] = tag });
        activity["entities"] = entities;
        return activity;
    }

    /// <summary>Anything but a message.</summary>
    public static JObject Of(string type, string serviceUrl, params (string Name, JToken Value)[] properties)
    {
        var activity = Message("", serviceUrl);
        activity.Remove("text");
        activity["type"] = type;
        foreach (var (name, value) in properties)
            activity[name] = value;
        return activity;
    }

    public static JObject Invoke(string name, string serviceUrl, JToken? value, string? replyTo)
    {
        var activity = Of("invoke", serviceUrl, ("name", name));
        activity["value"] = value;
        activity["replyToId"] = replyTo;
        return activity;
    }

    public static JObject Feedback(string reaction, JToken? feedback = null)
    {
        var action = new JObject { ["reaction"] = reaction };
        if (feedback is not null)
            action["feedback"] = feedback;
        return new JObject { ["actionName"] = "feedback", ["actionValue"] = action };
    }
}
