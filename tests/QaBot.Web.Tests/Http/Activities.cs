using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Http;

/// <summary>Activities as a channel posts them.</summary>
internal static class Activities
{
    public static JObject Message(string text, string serviceUrl, string? id = null, string conversation = "c|1") => new()
    {
        ["type"] = "message",
        ["id"] = id ?? Guid.NewGuid().ToString(),
        ["channelId"] = "emulator",
        ["serviceUrl"] = serviceUrl,
        ["conversation"] = new JObject { ["id"] = conversation },
        ["from"] = new JObject { ["id"] = "user" },
        ["recipient"] = new JObject { ["id"] = "bot", ["name"] = "QaBot" },
        ["text"] = text,
        ["locale"] = "en-US",
    };

    /// <summary>The same, from a client that shows an answer while it is being written.</summary>
    public static JObject WebChat(string text, string serviceUrl, string? id = null, string conversation = "c|1")
    {
        var activity = Message(text, serviceUrl, id, conversation);
        activity["channelId"] = "webchat";
        return activity;
    }

    /// <summary>An event of the same client.</summary>
    public static JObject WebChatEvent(string name, string serviceUrl, JToken? value = null, string conversation = "c|1", string user = "user")
    {
        var activity = WebChat("", serviceUrl, conversation: conversation);
        activity.Remove("text");
        activity["type"] = "event";
        activity["name"] = name;
        activity["value"] = value;
        activity["from"] = new JObject { ["id"] = user };
        return activity;
    }

    public static JObject Joined(string serviceUrl, params string[] members)
    {
        var activity = Message("", serviceUrl);
        activity["type"] = "conversationUpdate";
        activity.Remove("text");
        activity["membersAdded"] = new JArray(members.Select(member => new JObject { ["id"] = member }));
        return activity;
    }
}
