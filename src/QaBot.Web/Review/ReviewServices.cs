using QaBot.Configuration;
using QaBot.Review;
using QaBot.Review.Sqlite;
using QaBot.Web.Review.Access;

namespace QaBot.Web.Review;

public static class ReviewServices
{
    /// <summary>Adds what the pages for reviewers need: the store, and who may use it.</summary>
    /// <exception cref="ConfigurationException">A setting is unknown or out of its range.</exception>
    public static IServiceCollection AddReview(this IServiceCollection services, IConfiguration configuration)
    {
        var options = services.AddSection<ReviewOptions>(configuration, ReviewOptions.Section);
        services.AddSingleton<ReviewerTokens>();
        services.AddSingleton<ReviewAccess>();
        services.AddSingleton<SignInAttempts>();
        var authentication = services.AddAuthentication().AddReviewerSessions(options.SessionLifetime);
        if (options.OpenIdConnect is { } provider)
            authentication.AddOpenIdConnectSignIn(provider);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "qabot-antiforgery";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The policy of every page says it.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton(provider => new ReviewStoreFile(async () =>
            await SqliteReviewStore.OpenAsync(AnswerLog.PathFor(configuration), provider.GetRequiredService<TimeProvider>())));
        return services;
    }

    /// <summary>Signs reviewers in and keeps all others out; their pages are mapped with the other pages.</summary>
    public static void MapReview(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseMiddleware<ReviewGate>();
    }
}
