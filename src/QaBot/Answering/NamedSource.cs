using System.Globalization;
using System.Text.RegularExpressions;
using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>Tells when a question is about what somebody says whom no article is by, and whom none speaks of. Thread-safe.</summary>
/// <remarks>"What does the Herald write about …" must not be answered with what others write.</remarks>
public sealed partial class NamedSource(LiveCorpus corpus)
{
    private const int MostLookedAt = 20;

    /// <returns>The name as typed; null when the question names no source, or one that the articles have.</returns>
    public async ValueTask<string?> FindUnknownAsync(StandaloneQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Articles is not null || Named().Match(query.Question) is not { Success: true } match)
            return null;
        var name = match.Groups["name"].Value.TrimEnd('.', '\'', '’');
        var last = name[(name.LastIndexOf(' ') + 1)..];
        // People are called by their last names too; newspapers are not.
        return await StandsInArticlesAsync(name, CompareOptions.IgnoreCase, cancellationToken)
            || (!Press().IsMatch(last) && last.Length < name.Length && await StandsInArticlesAsync(last, CompareOptions.None, cancellationToken))
                ? null
                : name;
    }

    private async ValueTask<bool> StandsInArticlesAsync(string name, CompareOptions options, CancellationToken cancellationToken)
    {
        var found = await corpus.RetrieveAsync(new RetrievalQuery($"\"{name}\"", MostLookedAt), cancellationToken);
        return found.Any(item => Has(item.Passage.Text) || Has(item.Passage.Article.Title) || Has(item.Passage.Article.Author) || Has(item.Passage.Article.Publisher));

        bool Has(string? text) => text is not null && CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, name, options | CompareOptions.IgnoreNonSpace) >= 0;
    }

    private const string Name = @"(?:(?:the|el|la|President|Gen\.|General|Senator|Sen\.|Secretary|Minister|Professor|Prof\.|Dr\.?|Mr\.?|Mrs\.?|Ms\.?)\s+)*(?<name>\p{Lu}[\p{L}\d&.-]*(?:['’]\p{Lu}?\p{L}{2,})?(?:\s+(?:(?:of|and|the|de|del|la|los)\s+)?\p{Lu}[\p{L}\d&.-]*){0,5})";

    private const string Says = @"(?:say|says|said|write|writes|report|reports|reported|think|argue|claim|recommend|suggest|propose|conclude|believe|mention|describe|state|make\s+of)\b";

    [GeneratedRegex(
        @"\b(?:[Aa]ccording\s+to|[Aa]s\s+per|[Ii]n\s+the\s+(?:view|opinion|words)\s+of|[Ss]egún)\s+" + Name + @"|\b(?:does|do|did|has|have)\s+" + Name + @"\s+" + Says + @"|\b(?:[Dd]ice|[Oo]pina|[Ee]scribe|[Rr]ecomienda|[Pp]ropone)\s+" + Name + @"|\bthe\s+" + Name + @"\s+(?:article|editorial|op-ed|column|story)\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex("^(?:Times|Post|Journal|News|Tribune|Guardian|Herald|Magazine|Review|Chronicle|Gazette|Observer|Economist|Telegraph|Independent|Press|Today|Daily|Mail|Sun|Star|Mirror|Standard|Globe|Courier|Examiner|Register|Inquirer|Sentinel|Dispatch|Bulletin|Weekly|Monthly|Digest|Institute|Institution|University|Foundation|Agency)$", RegexOptions.CultureInvariant)]
    private static partial Regex Press();
}
