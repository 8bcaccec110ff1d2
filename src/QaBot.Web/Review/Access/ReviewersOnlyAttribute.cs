using QaBot.Web.Security;

namespace QaBot.Web.Review.Access;

/// <summary>A page or endpoint that only reviewers get; <see cref="ReviewGate"/> sees to it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ReviewersOnlyAttribute : Attribute, ISelfGuarded
{
    /// <summary>For the page on which reviewers sign in: where there is a sign-in, everyone gets it.</summary>
    public bool IsSignIn { get; init; }

    /// <summary>For what programs ask: a reviewer's token in the header <c>Authorization</c> will do.</summary>
    public bool TakesTokens { get; init; }
}
