using System.Net;
using System.Xml;
using Microsoft.Extensions.AI;

namespace Microsoft.SemanticKernel;

/// <summary>
/// Takes a rendered prompt apart into messages: the top-level <c>&lt;message role="…"&gt;</c> elements, what lies between
/// them dropped. A prompt without any, or one that is not well-formed XML, is one user message as it stands, still encoded.
/// </summary>
internal static class ChatPrompt
{
    public static IReadOnlyList<ChatMessage> Parse(string prompt)
    {
        var messages = Elements(prompt)
            .Where(element => Is(element, "message") && element.HasAttribute("role"))
            .Select(ToMessage)
            .ToList();
        return messages.Count > 0 ? messages : [new ChatMessage(ChatRole.User, prompt)];
    }

    private static IEnumerable<XmlElement> Elements(string prompt)
    {
        if (!prompt.Contains("<message", StringComparison.OrdinalIgnoreCase))
            return [];

        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        try
        {
            document.LoadXml($"<root>{prompt}</root>");
        }
        catch (XmlException)
        {
            return [];
        }

        return document.DocumentElement!.ChildNodes.OfType<XmlElement>();
    }

    private static ChatMessage ToMessage(XmlElement element)
    {
        var parts = element.ChildNodes.OfType<XmlElement>()
            .Where(child => Is(child, "text"))
            .Select(Content)
            .Where(text => text.Length > 0)
            .ToList();
        if (parts.Count == 0 && Content(element) is { Length: > 0 } content)
            parts.Add(content);

        return new ChatMessage(new ChatRole(element.GetAttribute("role")), [.. parts.Select(text => new TextContent(text))]);
    }

    private static string Content(XmlElement element)
    {
        var first = element.ChildNodes.OfType<XmlNode>().FirstOrDefault(node => node is not XmlWhitespace);
        return WebUtility.HtmlDecode((first is XmlCDataSection ? element.InnerText : element.InnerXml).Trim());
    }

    private static bool Is(XmlElement element, string name) => element.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
