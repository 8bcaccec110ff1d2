namespace QaBot.Tests.StandIns.Tokenizers;

internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static IReadOnlyList<string> ReadSeeds() =>
        [.. Directory.GetFiles(Path.Combine(Root, "seeds"), "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "QaBot.sln"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository."));
}
