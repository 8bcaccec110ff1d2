using System.ComponentModel.DataAnnotations;

namespace QaBot.Web.Review.Access;

/// <summary>The section <c>Review:OpenIdConnect</c>: the provider that reviewers sign in with, by the authorization code flow with PKCE.</summary>
public sealed class OpenIdConnectSettings : IValidatableObject
{
    /// <summary>Where the provider sends people back to; to be registered with it, after this server's address.</summary>
    public const string CallbackPath = "/review/signed-in";

    /// <summary>
    /// The provider's address, under which its <c>/.well-known/openid-configuration</c> is: https, or http on this machine. Of Entra
    /// <c>https://login.microsoftonline.com/TENANT/v2.0</c>. No default.
    /// </summary>
    public string Authority { get; set; } = "";

    /// <summary>This application's id at the provider. No default.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Its secret. Default: none, for providers that ask for none.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The claim of the ID token that holds a person's roles, one or several. Default: <c>roles</c>, as Entra has it.</summary>
    [Required]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The role that a reviewer has; who has it not is refused. Default: <c>Reviewer</c>.</summary>
    [Required]
    public string Role { get; set; } = "Reviewer";

    /// <summary>Whether the provider is reached without TLS, which is only allowed on this machine.</summary>
    public bool IsPlain => Uri.TryCreate(Authority, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp;

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        var isAddress = Uri.TryCreate(Authority, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
        if (!isAddress)
            yield return new ValidationResult($"'{Authority}' is not an absolute https address.", [nameof(Authority)]);
        if (string.IsNullOrWhiteSpace(ClientId))
            yield return new ValidationResult("It is missing: the id of this application at the provider.", [nameof(ClientId)]);
    }
}
