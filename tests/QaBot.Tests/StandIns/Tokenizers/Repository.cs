using QaBot.Tests.Fakes;

namespace QaBot.Tests.StandIns.Tokenizers;

internal static class Repository
{
    public static string Root => RepositoryFiles.Root;

    public static IReadOnlyList<string> ReadSeeds() =>
        [.. Directory.GetFiles(RepositoryFiles.Seeds, "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText)];
}
