namespace QaBot.Cli.Eval;

/// <summary>Where the golden set is, and the articles that its questions are asked of.</summary>
internal sealed record GoldenSet(string Set, string Corpus)
{
    /// <summary>The <c>tests/golden</c> of the folder, or of the nearest one above it that has it, with the <c>seeds</c> beside <c>tests</c>; null for none.</summary>
    public static GoldenSet? Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var set = Path.Combine(at.FullName, "tests", "golden");
            if (Directory.Exists(set))
                return new GoldenSet(set, Path.Combine(at.FullName, "seeds"));
        }

        return null;
    }
}
