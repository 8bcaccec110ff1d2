using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace QaBot.Web.Chat;

/// <summary>
/// Knows a browser again by a cookie with a random id and the conversations that were begun in it, sealed by ASP.NET's data protection.
/// It says nothing about who the person is.
/// </summary>
public static class Visitors
{
    public const string Scheme = "QaBot.Visitor";

    private const string UserClaim = "user";
    private const string ConversationClaim = "conversation";

    // More would not fit a cookie for long; who has this many tabs open begins anew in the oldest.
    private const int KeptConversations = 20;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public static void AddVisitors(this IServiceCollection services) =>
        services.AddAuthentication().AddCookie(Scheme, options =>
        {
            options.Cookie.Name = "qabot-visitor";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.IsEssential = true;
            options.ExpireTimeSpan = Lifetime;
            options.SlidingExpiration = true;
        });

    /// <summary>The browser that sent the request; a new one when it has no valid cookie.</summary>
    public static async Task<Visitor> VisitorAsync(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var known = await context.AuthenticateAsync(Scheme);
        return known.Principal?.FindFirstValue(UserClaim) is { } userId
            ? new Visitor(userId, [.. known.Principal.FindAll(ConversationClaim).Select(claim => claim.Value)])
            : new Visitor($"dl_{Guid.NewGuid():N}", []);
    }

    /// <summary>Sets the cookie, with the conversation as its newest.</summary>
    public static Task RememberAsync(this HttpContext context, Visitor visitor, string conversationId)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        var conversations = visitor.Conversations.Where(id => id != conversationId).Append(conversationId).TakeLast(KeptConversations);
        var identity = new ClaimsIdentity([new Claim(UserClaim, visitor.UserId), .. conversations.Select(id => new Claim(ConversationClaim, id))], Scheme);
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }
}
