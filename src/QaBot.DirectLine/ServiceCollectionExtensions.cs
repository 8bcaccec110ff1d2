using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace QaBot.DirectLine;

public static class ServiceCollectionExtensions
{
    /// <summary>Names the HTTP client that posts to the bot, for hosts that have more to say about its connections.</summary>
    public const string BotClient = "QaBot.DirectLine";

    /// <summary>
    /// Adds a Direct Line that lives in this process. The host registers an <see cref="IBotAddress"/>, and maps
    /// <see cref="ClientEndpoints.MapDirectLine"/> for clients and <see cref="ConnectorEndpoints.MapConnector"/> for the bot.
    /// </summary>
    /// <remarks>Conversations end when the host begins to stop, after the <c>StoppingAsync</c> of what is registered later: a bot that finishes its answers there is heard.</remarks>
    /// <param name="configure">Sets options in code; a host may as well register <see cref="IOptions{DirectLineOptions}"/> itself.</param>
    public static IServiceCollection AddDirectLine(this IServiceCollection services, Action<DirectLineOptions>? configure = null)
    {
        var options = services.AddOptions<DirectLineOptions>().ValidateDataAnnotations().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LocalTokens>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<BotDelivery>();
        services.AddSingleton(provider => new DirectLineConversations(
            provider.GetRequiredService<IOptions<DirectLineOptions>>(),
            provider.GetRequiredService<IBotAddress>(),
            provider.GetRequiredService<BotDelivery>(),
            provider.GetRequiredService<LocalTokens>(),
            provider.GetRequiredService<RateLimits>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<IdleConversations>();
        // The bot is this machine's own: no proxy stands between, and a redirection would take the token elsewhere.
        services.AddHttpClient(BotClient).UseSocketsHttpHandler((handler, _) => (handler.UseProxy, handler.UseCookies, handler.AllowAutoRedirect) = (false, false, false));
        return services;
    }
}
