using System.Diagnostics;

namespace QaBot.Web.Tests.Http;

/// <summary>The program as a process of its own: what someone sees who starts it with a mistake.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("""{ "Bott": {} }""", "Bott")]
    [InlineData("""{ "Bot": { "Greting": "Hi" } }""", "Bot:Greting")]
    [InlineData("""{ "Bot": { "SendAttempts": 0 } }""", "Bot:SendAttempts")]
    [InlineData("""{ "Bot": { "SendAttempts": "many" } }""", "Bot")]
    [InlineData("""{ "Bot": { "Workbench": "Sometimes" } }""", "Bot:Workbench")]
    [InlineData("""{ "Bot": { "Workbench": "7" } }""", "Bot:Workbench")]
    [InlineData("""{ "Answering": { "Promt": "x" } }""", "Answering:Promt")]
    [InlineData("""{ "PublicUrl": "qabot.example" }""", "PublicUrl")]
    [InlineData("""{ "Web": { "Pubic": true } }""", "Web:Pubic")]
    [InlineData("""{ "Web": { "DirectLineSecret": "s", "DirectLineEndpoint": "http://directline.example" } }""", "Web:DirectLineEndpoint")]
    [InlineData("""{ "DirectLine": { "BotNam": "x" } }""", "DirectLine:BotNam")]
    [InlineData("""{ "DirectLine": { "TokenLifetime": "00:00:01" } }""", "DirectLine:TokenLifetime")]
    [InlineData("""{ "Bot": """, "appsettings.json")]
    [InlineData("""{ "MicrosoftAppPassword": "secret" }""", "MicrosoftAppId")]
    [InlineData("""{ "MicrosoftAppType": "SingleTenant", "MicrosoftAppId": "01234567-89ab-cdef-0123-456789abcdef", "MicrosoftAppPassword": "s" }""", "MicrosoftAppTenantId")]
    [InlineData("""{ "Web": { "Contact": "javascript:alert(1)" } }""", "Web:Contact")]
    [InlineData("""{ "MicrosoftAppType": "Single", "MicrosoftAppId": "01234567-89ab-cdef-0123-456789abcdef" }""", "MicrosoftAppType")]
    [InlineData("""{ "Telemetry": { "Otlp": { "Endpoint": "here" } } }""", "Telemetry:Otlp:Endpoint")]
    [InlineData("""{ "Models": { "Resilience": { "StallTimeout": "00:05:00" } } }""", "Models:Resilience:StallTimeout")]
    [InlineData("""{ "Review": { "Tokns": { "anna": "0123456789abcdef" } } }""", "Review:Tokns")]
    [InlineData("""{ "Review": { "Tokens": { "anna": "too short" } } }""", "Review:Tokens:anna")]
    [InlineData("""{ "Review": { "Tokens": { "qabot": "0123456789abcdef" } } }""", "Review:Tokens")]
    [InlineData("""{ "Review": { "Tokens": { "anna": "0123456789abcdef", "bert": "0123456789abcdef" } } }""", "Review:Tokens")]
    [InlineData("""{ "Review": { "OpenIdConnect": { "Authority": "http://login.example", "ClientId": "x" } } }""", "Review:OpenIdConnect:Authority")]
    [InlineData("""{ "Review": { "OpenIdConnect": { "Authority": "https://login.example" } } }""", "Review:OpenIdConnect:ClientId")]
    [InlineData("""{ "Review": { "SessionLifetime": "00:00:01" } }""", "Review:SessionLifetime")]
    [InlineData("""{ "Bot": { "KeepReplies": "2.00:00:00" } }""", "Bot:KeepReplies")]
    public async Task A_mistake_in_the_settings_stops_the_start_in_one_line_that_names_it(string settings, string name)
    {
        using var folder = new TestFolder();
        CopyPrompts(folder);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "appsettings.json"), settings);

        await AssertStopsAsync(folder, name);
    }

    [Theory]
    [InlineData("template: [", "AnswerQuestion.yaml")]
    [InlineData("", "AnswerQuestion.yaml")]
    [InlineData("name: x\ntemplate_format: semantic-kernel\ntemplate: hello", "AnswerQuestion.yaml")]
    public async Task A_bad_prompt_stops_the_start_in_one_line_that_names_it(string prompt, string name)
    {
        using var folder = new TestFolder();
        CopyPrompts(folder);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "prompts", "AnswerQuestion.yaml"), prompt);

        await AssertStopsAsync(folder, name);
    }

    [Fact]
    public async Task A_port_in_use_stops_the_start_in_one_line()
    {
        await using var occupant = await FakeConnector.StartAsync();
        using var folder = new TestFolder();
        CopyPrompts(folder);

        await AssertStopsAsync(folder, new Uri(occupant.Url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), occupant.Url);
    }

    private static void CopyPrompts(TestFolder folder)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "prompts"));
        foreach (var prompt in Directory.GetFiles(Path.Combine(TestFolder.Repository, "prompts")))
            File.Copy(prompt, Path.Combine(folder.Path, "prompts", Path.GetFileName(prompt)));
    }

    private static async Task AssertStopsAsync(TestFolder folder, string name, string url = "http://127.0.0.1:0")
    {
        var (exitCode, output, errors) = await RunAsync(folder.Path, url);

        Assert.Equal(1, exitCode);
        Assert.Contains(name, Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string folder, string url)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = url;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Wait.Limit);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
