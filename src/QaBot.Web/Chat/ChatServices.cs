using Microsoft.Extensions.Options;
using QaBot.Configuration;
using QaBot.DirectLine;
using QaBot.Web.Security;

namespace QaBot.Web.Chat;

public static class ChatServices
{
    private const string BotName = $"{DirectLineOptions.Section}:{nameof(DirectLineOptions.BotName)}";

    /// <summary>Adds what the chat page talks through: the Direct Line in this process, or Azure's when its secret is configured.</summary>
    /// <exception cref="ConfigurationException">A setting is unknown or out of its range.</exception>
    public static IServiceCollection AddChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddVisitors();
        services.AddSingleton<LocalAddress>();
        services.AddSingleton<IBotAddress, BotAddress>();
        services.AddSection<DirectLineOptions>(configuration, DirectLineOptions.Section).BotName = configuration[BotName] ?? "QaBot";
        services.AddDirectLine();
        services.AddOwnCertificates();
        services.AddHttpClient(DirectLine.ServiceCollectionExtensions.BotClient).ConnectToOwnServer();
        var options = services.AddSection<WebOptions>(configuration, WebOptions.Section);
        if (options.UsesAzure)
            services.AddSingleton<IChatTokens, AzureChatTokens>();
        else
            services.AddSingleton<IChatTokens, LocalChatTokens>();
        return services;
    }

    /// <summary>The page's token, and unless it chats through Azure the Direct Line and the connector that the bot replies to.</summary>
    public static void MapChat(this WebApplication app)
    {
        app.MapChatToken().LocalOnly();
        if (app.Services.GetRequiredService<IOptions<WebOptions>>().Value.UsesAzure)
            return;
        app.MapDirectLine().LocalOnly();
        app.MapConnector();
    }
}
