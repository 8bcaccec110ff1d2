using QaBot.Models.Extractive;

namespace QaBot.Grounding;

/// <summary>How sure it is that two words say the same: 1 for one word in any form, less for a synonym or a more general word, 0 for different words.</summary>
internal static class Likeness
{
    public const double Family = 0.9;

    public const double Synonym = 0.85;

    public const double Sense = 0.75;

    /// <summary>The claim's word is more general than the source's.</summary>
    public const double Broader = 0.6;

    /// <summary>The claim's word is more special than the source's: it may say more than that.</summary>
    public const double Narrower = 0.5;

    /// <summary>From here on a word counts as found.</summary>
    public const double Found = Narrower;

    /// <summary>Words of one family share at least so many first letters.</summary>
    public const int FamilyPrefix = 4;

    public static double Of(StatementWord claimed, StatementWord stated)
    {
        if (claimed.Form == stated.Form || claimed.Root == stated.Root)
            return 1;
        if (claimed.IsNumber || stated.IsNumber)
            return 0;
        if (AreOfOneFamily(claimed.Root, stated.Root))
            return Family;
        if (Synonyms.AreSame(claimed, stated))
            return Synonym;
        if (claimed.IsName || stated.IsName)
            return 0;
        if (claimed.Senses.AsSpan().ContainsAny(stated.Senses))
            return Sense;
        return Array.IndexOf(stated.MoreGeneral, claimed.Root) >= 0 ? Broader : Array.IndexOf(claimed.MoreGeneral, stated.Root) >= 0 ? Narrower : 0;
    }

    public static bool AreOfOneFamily(string a, string b) => a.Length >= FamilyPrefix && b.Length >= FamilyPrefix && a[0] == b[0] && a[1] == b[1] && (WordFamily.AreRelated(a, b) || IsAdjectiveOf(a, b) || IsAdjectiveOf(b, a));

    /// <summary>"America" and "American", "Mexico" and "Mexican", "West" and "Western".</summary>
    private static bool IsAdjectiveOf(string name, string adjective) =>
        adjective.EndsWith("ern", StringComparison.Ordinal) && adjective.AsSpan(0, adjective.Length - 3).SequenceEqual(name) || adjective.EndsWith('n') && name.Length >= FamilyPrefix && (adjective.AsSpan(0, adjective.Length - 1).SequenceEqual(name) || (adjective.EndsWith("an", StringComparison.Ordinal) && name[^1] is 'o' or 'a' or 'i' && adjective.AsSpan(0, adjective.Length - 2).SequenceEqual(name.AsSpan(0, name.Length - 1))));
}
