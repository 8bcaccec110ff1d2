namespace QaBot.Web.Tests.Http.Authentication;

/// <summary>One host for all tests of a class that send nothing to its connector.</summary>
public sealed class SignedHostFixture : IAsyncLifetime
{
    private SignedHost? _host;

    /// <exception cref="SkipException">The host needs a certificate that cannot be trusted here.</exception>
    internal SignedHost Host
    {
        get
        {
            Skip.If(_host is null, "Only Linux trusts the certificates of a file that a variable names.");
            return _host!;
        }
    }

    public async Task InitializeAsync()
    {
        if (OperatingSystem.IsLinux())
            _host = await SignedHost.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }
}
