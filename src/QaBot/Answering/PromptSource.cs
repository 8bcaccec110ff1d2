using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.SemanticKernel;
using YamlDotNet.Core;

namespace QaBot.Answering;

/// <summary>The text of a prompt file: parsed once, and able to say in which line of it a fault is.</summary>
internal sealed partial class PromptSource(ReadOnlyMemory<byte> bytes)
{
    // Some editors begin a file with a byte order mark, which YAML takes for a character of the first key.
    private readonly string _text = Encoding.UTF8.GetString(bytes.Span).TrimStart('\uFEFF');

    /// <summary>Null when there is a fault.</summary>
    public PromptTemplateConfig? Parse(out PromptFault? fault)
    {
        fault = null;
        try
        {
            // An empty document gives null, whatever its type says.
            var template = string.IsNullOrWhiteSpace(_text) ? null : KernelFunctionYaml.ToPromptTemplateConfig(_text);
            fault = template is null ? new PromptFault(null, "it is empty.") : null;
            return template;
        }
        catch (YamlException e)
        {
            fault = new PromptFault((int)Innermost(e).Start.Line, Describe(e.GetBaseException()));
        }
        catch (Exception e) when (IsRefusal(e))
        {
            fault = NotAPrompt(e, null);
        }

        return null;
    }

    /// <summary>Whether the template uses or declares a variable.</summary>
    public static bool Mentions(PromptTemplateConfig template, string variable) =>
        Uses(template, variable) || template.InputVariables.Any(declared => declared.Name == variable);

    /// <summary>The prompt as a function. Null when there is a fault.</summary>
    /// <remarks>What <see cref="KernelFunctionYaml"/> makes of the text, without reading it a second time.</remarks>
    public KernelFunction? Create(PromptTemplateConfig template, out PromptFault? fault)
    {
        fault = CheckFormat(template);
        if (fault is not null)
            return null;
        try
        {
            return KernelFunctionFactory.CreateFromPrompt(template);
        }
        catch (ArgumentException e)
        {
            fault = NotAPrompt(e, LineOf(NameKey()));
        }
        catch (Exception e) when (IsRefusal(e))
        {
            fault = NotAPrompt(e, LineOf(OpenBraces()) ?? LineOf(TemplateKey()));
        }

        return null;
    }

    /// <summary>Why the prompt does not render, as far as its text tells.</summary>
    public PromptFault CannotRender(Exception e) => new(LineOf(TemplateKey()), $"it does not render: {e.Message.ReplaceLineEndings(" ")}");

    /// <summary>Why a variable is not in a message of the user's.</summary>
    public PromptFault DoesNotReachUser(PromptTemplateConfig template, string variable)
    {
        if (!Uses(template, variable))
            return new PromptFault(LineOf(OpenBraces()) ?? LineOf(TemplateKey()), $"the template has no {{{{${variable}}}}}.");
        return BrokenMarkup(template)
            ?? new PromptFault(LineOf(Use(variable)), $"{{{{${variable}}}}} does not reach a message with role=\"user\".");
    }

    public PromptFault HoldsBlocks() => new(
        LineOf(OwnBlock()), "its own words hold a passage or question element that would be taken for the real one.");

    private PromptFault? CheckFormat(PromptTemplateConfig template)
    {
        const string format = "semantic-kernel";
        if (template.TemplateFormat != format)
            return new PromptFault(LineOf(FormatKey()), $"template_format is '{template.TemplateFormat}'; it must be '{format}'.");
        if (template.AllowDangerouslySetContent || template.InputVariables.Any(variable => variable.AllowDangerouslySetContent))
            return new PromptFault(LineOf(DangerousKey()), "allow_dangerously_set_content would let an article or a question add messages of its own.");
        if (template.InputVariables.FirstOrDefault(variable => variable.Default is not (null or string)) is { } wrong)
            return new PromptFault(LineOf(DefaultKey()), $"the default value of '{wrong.Name}' must be a string.");
        return null;
    }

    /// <summary>Semantic Kernel takes markup that is not well-formed for one message of plain text, and says nothing.</summary>
    private PromptFault? BrokenMarkup(PromptTemplateConfig template)
    {
        try
        {
            XDocument.Parse($"<prompt>{template.Template}</prompt>");
            return null;
        }
        catch (XmlException e)
        {
            var (line, reason) = Unclosed().Match(e.Message) is { Success: true } unclosed
                ? (int.Parse(unclosed.Groups["line"].ValueSpan, CultureInfo.InvariantCulture), $"<{unclosed.Groups["tag"]}> is not closed.")
                : (e.LineNumber, WithoutPosition(e.Message));
            return new PromptFault(LineOfTemplate(line), $"the messages of the template are not well-formed: {reason}");
        }
    }

    /// <summary>In a block, which is how templates are written, the text begins below its key.</summary>
    /// <param name="line">Of the template, from 1.</param>
    private int? LineOfTemplate(int line) => LineOf(TemplateBlock()) is { } key && line > 0 ? Math.Min(key + line, LastLine) : LineOf(TemplateKey());

    private static string WithoutPosition(string message) =>
        message.IndexOf(" Line ", StringComparison.Ordinal) is >= 0 and var end ? message[..end] : message;

    private static PromptFault NotAPrompt(Exception e, int? line) => new(line, $"not a Semantic Kernel prompt: {e.Message.ReplaceLineEndings(" ")}");

    private static bool IsRefusal(Exception e) =>
        e is KernelException or ArgumentException or NullReferenceException or InvalidOperationException or NotSupportedException;

    private static bool Uses(PromptTemplateConfig template, string variable) => Use(variable).IsMatch(template.Template);

    private static Regex Use(string variable) => new($@"\{{\{{-?\s*\${variable}\s*-?\}}\}}", RegexOptions.CultureInvariant);

    private static YamlException Innermost(YamlException e) => e.InnerException is YamlException inner ? Innermost(inner) : e;

    private static string Describe(Exception e) => e switch
    {
        ArgumentNullException => "this key has no value.",
        _ when UnknownKey().Match(e.Message) is { Success: true } key => $"unknown key '{key.Groups[1].Value}'.",
        _ => e.Message.ReplaceLineEndings(" "),
    };

    private int LastLine => _text.TrimEnd().AsSpan().Count('\n') + 1;

    private int? LineOf(Regex what) => what.Match(_text) is { Success: true } found ? _text.AsSpan(0, found.Index).Count('\n') + 1 : null;

    [GeneratedRegex("^name\\s*:", RegexOptions.Multiline)]
    private static partial Regex NameKey();

    [GeneratedRegex("^template\\s*:", RegexOptions.Multiline)]
    private static partial Regex TemplateKey();

    [GeneratedRegex("^template\\s*:\\s*[|>][-+0-9]*[ \\t]*\\r?$", RegexOptions.Multiline)]
    private static partial Regex TemplateBlock();

    [GeneratedRegex("^template_format\\s*:", RegexOptions.Multiline)]
    private static partial Regex FormatKey();

    [GeneratedRegex("allow_dangerously_set_content\\s*:\\s*(?!false)")]
    private static partial Regex DangerousKey();

    [GeneratedRegex("(?<=^[ \\t-]+)default\\s*:", RegexOptions.Multiline)]
    private static partial Regex DefaultKey();

    [GeneratedRegex("\\{\\{(?![^\\n]*\\}\\})")]
    private static partial Regex OpenBraces();

    [GeneratedRegex("(?:<|&lt;)(?:passage|question)\\b")]
    private static partial Regex OwnBlock();

    [GeneratedRegex("^The '(?<tag>[^']+)' start tag on line (?<line>[0-9]+) ")]
    private static partial Regex Unclosed();

    [GeneratedRegex("^Property '([^']+)' not found on type")]
    private static partial Regex UnknownKey();
}
