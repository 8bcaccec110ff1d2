using QaBot.Configuration;
using QaBot.Review;
using QaBot.Review.Sqlite;
using QaBot.Web.Review.Access;
using QaBot.Web.Review.Api;

namespace QaBot.Web.Review;

public static class ReviewServices
{
    /// <summary>Adds what reviewing needs: the store, its upkeep, who may use it, and the API.</summary>
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
        services.AddHostedService<ReviewMaintenance>();
        return services.AddReviewApi();
    }

    /// <summary>Signs reviewers in, keeps all others out, and maps the API; the pages are mapped with the other pages.</summary>
    public static void MapReview(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseMiddleware<ReviewGate>();
        app.MapReviewApi();
    }
}
