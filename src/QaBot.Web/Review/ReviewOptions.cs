using System.ComponentModel.DataAnnotations;
using QaBot.Web.Review.Access;

namespace QaBot.Web.Review;

/// <summary>
/// The section <c>Review</c>: who may review. With neither tokens nor OpenID Connect only this machine may, without signing in; with either, everyone
/// has to sign in, on this machine too.
/// </summary>
public sealed class ReviewOptions : IValidatableObject
{
    public const string Section = "Review";

    /// <summary>The shortest token that is accepted; nobody guesses one of so many letters.</summary>
    public const int MinToken = 16;

    /// <summary>A secret for each reviewer, by the reviewer's name; at least <see cref="MinToken"/> characters, each another. Default: none.</summary>
    public Dictionary<string, string> Tokens { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Sign-in through a provider such as Microsoft Entra. Default: none.</summary>
    public OpenIdConnectSettings? OpenIdConnect { get; set; }

    /// <summary>How long a sign-in lasts, 5 minutes to 30 days; someone whom the provider knows no longer reviews on for so long. Default: 10 hours, a working day.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(10);

    /// <summary>Answers older than so many days are deleted with their reviews, once a day; test cases stay. 0 to 36500; 0, the default: they are kept for good.</summary>
    [Range(0, 36500)]
    public int KeepDays { get; set; }

    /// <summary>Whether reviewers sign in.</summary>
    public bool HasSignIn => Tokens.Count > 0 || OpenIdConnect is not null;

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        foreach (var (name, token) in Tokens)
        {
            if (Reviewer.NameProblem(name) is { } problem)
                yield return new ValidationResult($"'{name}' cannot be a reviewer's name: {problem}", [nameof(Tokens)]);
            if (string.IsNullOrWhiteSpace(token) || token.Trim().Length < MinToken)
                yield return new ValidationResult($"A token has at least {MinToken} characters; \"openssl rand -hex 24\" makes one.", [$"{nameof(Tokens)}:{name}"]);
        }

        var shared = Tokens.GroupBy(token => token.Value?.Trim(), token => token.Key).FirstOrDefault(names => names.Count() > 1);
        if (shared is not null)
            yield return new ValidationResult($"{string.Join(" and ", shared)} have the same token, so that nobody could tell who reviews.", [nameof(Tokens)]);
    }
}
