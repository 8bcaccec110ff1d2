using QaBot.Web.Review.Figures;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Review.Figures;

public sealed class ChartScriptTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_the_file_there_are_no_charts() => Assert.Null(new ChartScript(_folder.Path).Src);

    [Fact]
    public void With_the_file_they_come_from_here()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "lib"));
        File.WriteAllText(Path.Combine(_folder.Path, "lib", $"chart-{ChartScript.Version}.js"), "");

        Assert.Equal($"/lib/chart-{ChartScript.Version}.js", new ChartScript(_folder.Path).Src);
    }

    [SkippableFact]
    public async Task The_build_takes_the_version_that_the_pages_ask_for()
    {
        var local = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        var script = new ChartScript(local);
        Skip.If(script.Src is null && !Directory.EnumerateFiles(Path.Combine(local, "lib")).Any(file => Path.GetFileName(file).StartsWith("chart-", StringComparison.Ordinal)), "The build could not take Chart.js from npm.");

        Assert.Contains($"Chart.js v{ChartScript.Version}", (await File.ReadAllTextAsync(Path.Combine(local, script.Src![1..])))[..100], StringComparison.Ordinal);
    }
}
