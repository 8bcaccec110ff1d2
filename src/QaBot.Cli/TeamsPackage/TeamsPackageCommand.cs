using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using QaBot.Cli.Commands;
using QaBot.Configuration;

namespace QaBot.Cli.TeamsPackage;

/// <summary>Writes the zip that a Teams administrator uploads.</summary>
internal sealed partial class TeamsPackageCommand : CommandWithExamples
{
    private const string Necessary = "--app-id 00001111-2222-3333-4444-555566667777 --domain qabot.example.org";

    private readonly Option<string> _appId = new("--app-id") { HelpName = "GUID", Description = "The Azure Bot's Microsoft App ID.", Required = true };
    private readonly Option<string> _domain = new("--domain") { HelpName = "HOST", Description = "The host of PublicUrl, as in qabot.example.org.", Required = true };
    private readonly Option<string> _out = new("--out") { HelpName = "FILE", Description = "Where the package is written.", DefaultValueFactory = _ => "qabot-teams.zip" };
    private readonly Option<string> _name = new("--name") { HelpName = "NAME", Description = "The app's name in Teams, up to 30 characters.", DefaultValueFactory = _ => "QaBot" };
    private readonly Option<string> _version = new("--version") { HelpName = "X.Y.Z", Description = "Raise it with every upload.", DefaultValueFactory = _ => "1.0.0" };
    private readonly Option<string> _developer = new("--developer") { HelpName = "NAME", Description = "Who offers it, up to 32 characters.", DefaultValueFactory = _ => "QaBot" };
    private readonly Option<string?> _privacy = new("--privacy-url") { HelpName = "URL", Description = "Your privacy statement, https. Default: QaBot's own, https://HOST/privacy." };
    private readonly Option<string?> _terms = new("--terms-url") { HelpName = "URL", Description = "Your terms of use, https. Default: QaBot's own, https://HOST/terms." };
    private readonly Option<bool> _force = new("--force") { Description = "Replace the file even if it is no package of this app." };

    public TeamsPackageCommand(Terminal terminal, Option<bool> debug)
        : base("teams-package", "Writes the app package for Microsoft Teams: a manifest with the example questions as commands, and two icons.", terminal, debug)
    {
        foreach (var option in new Option[] { _appId, _domain, _out, _name, _version, _developer, _privacy, _terms, _force })
            Options.Add(option);
        foreach (var option in new Option[] { _appId, _domain, _out, _name, _version, _developer, _privacy, _terms })
            option.Validators.Add(RejectEmpty);
        _appId.Validators.Add(result => Check(result, IsAppId, "is not a GUID as in 00001111-2222-3333-4444-555566667777"));
        _domain.Validators.Add(result => Check(result, text => HostName(text) is not null, "is not the name of a public host as in qabot.example.org, without scheme, port or path"));
        _version.Validators.Add(result => Check(result, text => text.Length <= 256 && SemanticVersion().IsMatch(text), "is not a version as in 1.0.0"));
        _privacy.Validators.Add(result => Check(result, IsWebAddress, "is not an https address"));
        _terms.Validators.Add(result => Check(result, IsWebAddress, "is not an https address"));
        _name.Validators.Add(result => CheckLength(result, TeamsApp.LongestName));
        _developer.Validators.Add(result => CheckLength(result, TeamsApp.LongestDeveloper));
        SetAction(RunAsync);
    }

    protected override IReadOnlyList<string> Examples =>
    [
        $"teams-package {Necessary}",
        $"teams-package {Necessary} --version 1.0.1 --force",
        $"teams-package {Necessary} --name \"Case files\" --developer Example --privacy-url https://example.org/privacy --terms-url https://example.org/terms",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var app = new TeamsApp(Guid.Parse(parsed.GetValue(_appId)!), HostName(parsed.GetValue(_domain)!)!)
        {
            Name = parsed.GetValue(_name)!,
            Version = parsed.GetValue(_version)!,
            Developer = parsed.GetValue(_developer)!,
            ExampleQuestions = ExampleQuestions(),
        };
        app = app with { PrivacyUrl = parsed.GetValue(_privacy) ?? app.PrivacyUrl, TermsUrl = parsed.GetValue(_terms) ?? app.TermsUrl };
        var file = parsed.GetValue(_out)!;
        await WriteAsync(app, file, parsed.GetValue(_force), cancellationToken);
        Terminal.Note($"Wrote {file}: upload it in Teams under Apps, Manage your apps, Upload an app.");
        return ExitCode.Done;
    }

    private List<string> ExampleQuestions() =>
        [.. new ConfigurationBuilder().AddQaBot(Terminal.Folder).Build().GetSection("Bot:ExampleQuestions").GetChildren().Select(question => question.Value).OfType<string>()];

    private async Task WriteAsync(TeamsApp app, string file, bool force, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(file, Terminal.Folder);
        try
        {
            if (!force && File.Exists(path) && !IsPackageOf(app, path))
                throw new WrongUseException($"'{file}' exists and is no package of this app; --force replaces it.");
            await File.WriteAllBytesAsync(path, app.Zip(), cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{file}' could not be written: {failure.Message}", failure);
        }
    }

    private static bool IsPackageOf(TeamsApp app, string path)
    {
        using var file = File.OpenRead(path);
        return app.IsIn(file);
    }

    private static void Check(OptionResult result, Func<string, bool> isRight, string otherwise)
    {
        foreach (var token in result.Tokens.Where(token => !string.IsNullOrWhiteSpace(token.Value) && !isRight(token.Value)))
            result.AddError($"'{token.Value}' of {result.Option.Name} {otherwise}.");
    }

    private static void CheckLength(OptionResult result, int longest) =>
        Check(result, text => text.Length <= longest && !text.Any(char.IsControl), string.Create(CultureInfo.InvariantCulture, $"is longer than {longest} characters or has more than one line"));

    private static bool IsAppId(string text) => Guid.TryParseExact(text, "D", out var id) && id != Guid.Empty;

    private static bool IsWebAddress(string text) =>
        text.Length <= 2048 && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps;

    /// <returns>In ASCII and lower case; null when it cannot be the name of a host that Teams reaches.</returns>
    private static string? HostName(string text)
    {
        const int longest = 253;
        try
        {
            var name = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(text).ToLowerInvariant();
            return name.Length <= longest && PublicName().IsMatch(name) && !name.EndsWith(".localhost", StringComparison.Ordinal) ? name : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // The last label has a letter, which an IPv4 address has not.
    [GeneratedRegex(@"\A(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PublicName();

    [GeneratedRegex(@"\A(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)(?:-[0-9A-Za-z.-]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex SemanticVersion();
}
