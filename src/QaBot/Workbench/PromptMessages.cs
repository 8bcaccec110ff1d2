using System.Xml;
using System.Xml.Linq;

namespace QaBot.Workbench;

/// <summary>A rendered prompt, taken out of Semantic Kernel's encoding.</summary>
internal static class PromptMessages
{
    /// <returns>The messages as the model gets them; the whole text as one of the user's where it holds none.</returns>
    public static IReadOnlyList<(string Role, string Text)> Read(string rendered)
    {
        try
        {
            var messages = XDocument.Parse($"<prompt>{rendered}</prompt>", LoadOptions.PreserveWhitespace).Root!.Elements("message")
                .Select(message => ((string?)message.Attribute("role") ?? "user", message.Value.Trim())).ToList();
            if (messages.Count > 0)
                return messages;
        }
        catch (XmlException)
        {
            // Semantic Kernel, too, then takes it as it is.
        }

        return [("user", rendered)];
    }
}
