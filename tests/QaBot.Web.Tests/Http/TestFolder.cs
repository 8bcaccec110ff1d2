using System.Text.Json;

namespace QaBot.Web.Tests.Http;

/// <summary>A folder with an appsettings.json and a corpus of its own, deleted at the end.</summary>
internal sealed class TestFolder : IDisposable
{
    public TestFolder()
    {
        Path = Directory.CreateTempSubdirectory("qabot-web-").FullName;
        Corpus = System.IO.Path.Combine(Path, "corpus");
        WriteSettings(new { });
    }

    public string Path { get; }

    public string Corpus { get; }

    public static string Repository { get; } = FindRepository();

    public TestFolder WithArticle(string name, string text)
    {
        Directory.CreateDirectory(Corpus);
        File.WriteAllText(System.IO.Path.Combine(Corpus, name), text);
        return this;
    }

    public TestFolder WithSeeds()
    {
        Directory.CreateDirectory(Corpus);
        foreach (var seed in Directory.GetFiles(System.IO.Path.Combine(Repository, "seeds")))
            File.Copy(seed, System.IO.Path.Combine(Corpus, System.IO.Path.GetFileName(seed)));
        return this;
    }

    public void WriteSettings(object settings) =>
        File.WriteAllText(System.IO.Path.Combine(Path, "appsettings.json"), JsonSerializer.Serialize(settings));

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "QaBot.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run within the repository.");
        return folder.FullName;
    }
}
