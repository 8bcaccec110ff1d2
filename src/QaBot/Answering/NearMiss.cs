namespace QaBot.Answering;

/// <summary>Finds what somebody may have meant to type.</summary>
internal static class NearMiss
{
    /// <summary>The known name that is nearest: one that begins alike, else one that a third of the letters away; null for none.</summary>
    public static string? Among(IEnumerable<string> names, string typed)
    {
        var wanted = typed.ToLowerInvariant();
        var all = names.Select(name => (name, lower: name.ToLowerInvariant())).OrderBy(item => item.lower, StringComparer.Ordinal).ToList();
        var begun = wanted.Length >= 2 ? all.Find(item => item.lower.StartsWith(wanted, StringComparison.Ordinal) || wanted.StartsWith(item.lower, StringComparison.Ordinal)) : default;
        if (begun.name is not null)
            return begun.name;
        var (name, distance) = all.Select(item => (item.name, distance: Distance(item.lower, wanted))).OrderBy(item => item.distance).FirstOrDefault();
        return name is not null && distance <= Math.Max(1, Math.Min(wanted.Length, name.Length) / 3) ? name : null;
    }

    /// <summary>Letters to add, leave out, replace, or swap with their neighbour: optimal string alignment.</summary>
    private static int Distance(string a, string b)
    {
        // What is so long is no name; a product of two lengths that users choose must have a bound.
        if (b.Length > 100)
            return int.MaxValue;
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var least = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    least = Math.Min(least, rows[i - 2, j - 2] + 1);
                rows[i, j] = least;
            }
        }

        return rows[a.Length, b.Length];
    }
}
