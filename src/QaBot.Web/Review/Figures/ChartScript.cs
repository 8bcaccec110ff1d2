namespace QaBot.Web.Review.Figures;

/// <summary>Where pages take the chart library from: the file that the build took out of the npm package, or nowhere. Without it figures are tables only.</summary>
public sealed class ChartScript
{
    public const string Version = "4.6.1";

    private const string LocalPath = $"lib/chart-{Version}.js";

    /// <param name="staticFiles">The folder of the static files.</param>
    public ChartScript(string staticFiles) => Src = File.Exists(Path.Combine(staticFiles, LocalPath)) ? $"/{LocalPath}" : null;

    /// <summary>For the attribute <c>src</c>, root-relative; null when the build could not take it.</summary>
    public string? Src { get; }
}
