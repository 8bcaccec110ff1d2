using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace QaBot.Web.Chat;

/// <summary>How this process reaches itself, known once the server listens. Thread-safe.</summary>
public sealed class LocalAddress(IServer server)
{
    private Uri? _value;

    /// <summary>An address of this server, over loopback where it listens on every interface, plain http where it has both.</summary>
    /// <exception cref="InvalidOperationException">The server does not listen yet.</exception>
    public Uri Value => Known ?? throw new InvalidOperationException("The server does not listen on any address yet.");

    /// <summary>The same; null when the server does not listen yet, or not on anything that can be reached.</summary>
    public Uri? Known => _value ??= Find();

    /// <summary>True for addresses of this very server, whatever their path.</summary>
    public bool IsOwn(Uri? url) =>
        url is { IsAbsoluteUri: true } && Known is { } own
        && url.Scheme == own.Scheme && url.Port == own.Port && url.Host.Equals(own.Host, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc cref="IsOwn(Uri?)"/>
    public bool IsOwn(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && IsOwn(address);

    private Uri? Find() => (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        .Select(Reachable)
        .OfType<Uri>()
        .OrderBy(url => url.Scheme == Uri.UriSchemeHttp ? 0 : 1)
        .FirstOrDefault();

    /// <summary>"http://+:80" and its like listen on every interface, as does every name but "localhost", and are no addresses to connect to.</summary>
    private static Uri? Reachable(string address)
    {
        var binding = BindingAddress.Parse(address);
        if (binding.IsUnixPipe || binding.IsNamedPipe || binding.Port == 0)
            return null;
        var isAny = IPAddress.TryParse(binding.Host.Trim('[', ']'), out var ip)
            ? ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)
            : !binding.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        return new UriBuilder(binding.Scheme, isAny ? IPAddress.Loopback.ToString() : binding.Host, binding.Port).Uri;
    }
}
