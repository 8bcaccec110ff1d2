using System.Text.RegularExpressions;

namespace Microsoft.Bot.Schema;

public static class ActivityExtensions
{
    public static bool MentionsId(this IMessageActivity activity, string id) =>
        activity.GetMentions().Any(mention => mention.Mentioned.Id == id);

    public static bool MentionsRecipient(this IMessageActivity activity) => activity.MentionsId(activity.Recipient.Id);

    /// <summary>Removes the mentions of the bot from the text, in place.</summary>
    public static string RemoveRecipientMention(this IMessageActivity activity) => activity.RemoveMentionText(activity.Recipient.Id);

    /// <summary>
    /// Removes the text of every mention of <paramref name="id"/> from the activity's text, in place, and trims it.
    /// As in the original the mention's text is a regular expression, so a name such as <c>Bot (test</c> throws.
    /// </summary>
    /// <returns>The new text.</returns>
    public static string RemoveMentionText(this IMessageActivity activity, string id)
    {
        foreach (var mention in activity.GetMentions().Where(mention => mention.Mentioned.Id == id))
        {
            var pattern = mention.Text ?? $"<at>{mention.Mentioned.Name}</at>";
            activity.Text = Regex.Replace(activity.Text, pattern, string.Empty, RegexOptions.IgnoreCase).Trim();
        }

        return activity.Text;
    }
}
