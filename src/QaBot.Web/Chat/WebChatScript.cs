namespace QaBot.Web.Chat;

/// <summary>Where the page takes Web Chat from: the file that the build took out of the npm package, else the same file on a CDN.</summary>
public sealed class WebChatScript
{
    public const string Version = "4.18.1";

    /// <summary>Serves the files of npm packages as they are.</summary>
    public const string Cdn = "https://cdn.jsdelivr.net";

    /// <summary>Of the one file, for the attribute <c>integrity</c>.</summary>
    public const string Hash = "sha384-AHFvk4Hi30kPlGug5u1RCA9gNO18GRKqhYcFtulI9sUUUp3HBpyjyTUf2/GVUHHb";

    private const string LocalPath = $"lib/webchat-{Version}.js";

    /// <param name="staticFiles">The folder of the static files.</param>
    public WebChatScript(string staticFiles)
    {
        IsLocal = File.Exists(Path.Combine(staticFiles, LocalPath));
        Src = IsLocal ? $"/{LocalPath}" : $"{Cdn}/npm/botframework-webchat@{Version}/dist/webchat.js";
        Integrity = IsLocal ? null : Hash;
    }

    /// <summary>For the attribute <c>src</c>; root-relative when the file is local.</summary>
    public string Src { get; }

    /// <summary>For the attribute <c>integrity</c>, which goes with <c>crossorigin="anonymous"</c>; null when the file is local.</summary>
    public string? Integrity { get; }

    public bool IsLocal { get; }
}
