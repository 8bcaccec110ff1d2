namespace QaBot.Cli.TeamsPackage;

/// <summary>The two pictures of the app as PNG; the drawings they are made from lie beside them as SVG.</summary>
internal static class TeamsAppIcons
{
    /// <summary>192 by 192 pixels, full colour.</summary>
    public const string ColorName = "color.png";

    /// <summary>32 by 32 pixels, white on transparency.</summary>
    public const string OutlineName = "outline.png";

    public static byte[] Read(string name)
    {
        using var icon = typeof(TeamsAppIcons).Assembly.GetManifestResourceStream($"TeamsPackage/{name}")!;
        using var bytes = new MemoryStream();
        icon.CopyTo(bytes);
        return bytes.ToArray();
    }
}
