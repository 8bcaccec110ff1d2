using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Microsoft.SemanticKernel;

/// <summary>
/// The template language as far as variables go: <c>{{$name}}</c> is replaced by an argument, everything else is text.
/// Function calls and quoted values between the braces are refused.
/// </summary>
internal sealed class KernelPromptTemplate : IPromptTemplate
{
    private readonly IReadOnlyList<Block> blocks;
    private readonly HashSet<string> trusted;
    private readonly ILogger logger;

    internal KernelPromptTemplate(PromptTemplateConfig config, bool trustAll, ILogger logger)
    {
        this.logger = logger;
        blocks = [.. Parse(config.Template)];
        foreach (var name in blocks.Where(block => block.IsVariable).Select(block => block.Text))
        {
            if (!config.InputVariables.Exists(variable => variable.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                config.InputVariables.Add(new InputVariable { Name = name });
        }

        trusted = [.. config.InputVariables.Where(variable => trustAll || variable.AllowDangerouslySetContent).Select(v => v.Name)];
    }

    public Task<string> RenderAsync(Kernel kernel, KernelArguments? arguments = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var prompt = new StringBuilder();
        foreach (var block in blocks)
            prompt.Append(block.IsVariable ? Value(block.Text, arguments) : block.Text);

        return Task.FromResult(prompt.ToString());
    }

    private string? Value(string name, KernelArguments? arguments)
    {
        if (arguments is null || !arguments.TryGetValue(name, out var value))
        {
            logger.LogWarning("Variable `${Name}` not found", name);
            return null;
        }

        var text = Convert.ToString(value, CultureInfo.InvariantCulture);
        return trusted.Contains(name) ? text : WebUtility.HtmlEncode(text);
    }

    private static IEnumerable<Block> Parse(string template)
    {
        var text = 0;
        var end = 0;
        while ((end = template.IndexOf("}}", end, StringComparison.Ordinal)) >= 0)
        {
            // Of several openings before a closing the last one counts.
            var start = template.AsSpan(text, end - text).LastIndexOf("{{");
            end += 2;
            if (start < 0)
                continue;

            start += text;
            if (start > text)
                yield return new Block(template[text..start], IsVariable: false);

            yield return ParseBraces(template[start..end]);
            text = end;
        }

        if (text < template.Length)
            yield return new Block(template[text..], IsVariable: false);
    }

    private static Block ParseBraces(string raw)
    {
        var code = raw[2..^2].Trim();
        if (code.Length == 0)
            return new Block(raw, IsVariable: false);
        if (code[0] != '$')
            throw new KernelException($"Only variables are supported between braces, not: {code}");

        var name = code[1..];
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw new KernelException(
                $"The variable name '{name}' is empty or contains invalid characters. Only alphanumeric chars and underscore are allowed.");

        return new Block(name, IsVariable: true);
    }

    /// <param name="Text">Literal text, or a variable's name.</param>
    /// <param name="IsVariable">Which of the two.</param>
    private readonly record struct Block(string Text, bool IsVariable);
}
