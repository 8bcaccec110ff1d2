namespace QaBot.Tests.Fakes;

/// <summary>A folder of articles that is removed with the test.</summary>
internal sealed class TestCorpus : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("qabot-corpus").FullName;

    public TestCorpus(params (string Name, string Text)[] articles)
    {
        foreach (var (name, text) in articles)
            Write(name, text);
    }

    public void Write(string name, string text)
    {
        var file = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
