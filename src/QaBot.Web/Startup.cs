using System.Text;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using QaBot.Answering;
using QaBot.Configuration;
using QaBot.Models.Resilience;
using QaBot.Web.Bot;

namespace QaBot.Web;

/// <summary>What the host checks and says when it starts.</summary>
public static class Startup
{
    private const string DefaultUrl = "http://127.0.0.1:3978";

    /// <summary>Listens on this machine only, unless an address is configured.</summary>
    public static void UseDefaultUrl(this WebApplicationBuilder builder)
    {
        string[] keys = [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];
        if (keys.All(key => string.IsNullOrWhiteSpace(builder.Configuration[key])) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultUrl);
    }

    /// <summary>Leaves it to <see cref="Explain"/> to say why the host could not start; the host itself would show a stack trace.</summary>
    public static void ExplainFailures(this ILoggingBuilder logging) => logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

    /// <summary>Makes everything that settings and files can break, so that it breaks before the first request.</summary>
    /// <exception cref="ConfigurationException">A setting, a prompt or a state file is wrong.</exception>
    public static async Task CheckAsync(this WebApplication app)
    {
        var prompt = app.Services.GetRequiredService<IOptions<AnsweringOptions>>().Value.Prompt;
        await app.Services.GetRequiredService<PromptLibrary>().GetAsync(prompt);
        app.Services.GetRequiredService<TokenBudget>().Open();
        app.Services.GetRequiredService<QuestionTurn>();
        app.Services.GetRequiredService<QaAdapter>();
        app.Lifetime.ApplicationStarted.Register(() => Announce(app));
    }

    /// <returns>What stopped the start, in one line; null for a failure that is not the user's to repair.</returns>
    public static string? Explain(Exception failure) => failure switch
    {
        ConfigurationException => OneLine(failure.Message),
        // An appsettings.json that is no JSON, found by the host's own reader.
        InvalidDataException => OneLine($"{failure.Message} {failure.InnerException?.Message}"),
        IOException when failure.Source?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true => OneLine(failure.Message),
        _ => null,
    };

    private static void Announce(WebApplication app)
    {
        foreach (var warning in app.Services.GetRequiredService<AppRegistration>().Warnings)
            app.Logger.LogWarning("{Warning}", warning);
        var model = app.Services.GetService<IChatClient>()?.GetService<ChatClientMetadata>();
        var isStandIn = typeof(CloudAdapter).Assembly.GetName().Name!.StartsWith("QaBot.StandIns", StringComparison.Ordinal);
        app.Logger.LogInformation(
            "QaBot listens on {Addresses}, bot endpoint {Path}, model {Model}, packages {Packages}.",
            string.Join(" and ", app.Urls), MessagesEndpoint.Path, string.Join(' ', new[] { model?.ProviderName, model?.DefaultModelId }.OfType<string>()), isStandIn ? "standin" : "official");
    }

    private static string OneLine(string text) => new StringBuilder(text).Replace('\r', ' ').Replace('\n', ' ').ToString().Trim();
}
