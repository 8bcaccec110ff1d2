using System.Text.RegularExpressions;
using QaBot.Articles;

namespace QaBot.Models.Extractive;

/// <summary>Finds what an amount counts: "$1.6 billion on equipment and training". Thread-safe and without state.</summary>
internal static partial class CountedThing
{
    /// <summary>The amount with up to so many of the words that say what it counts.</summary>
    /// <param name="amount">Where the amount stands in the sentence.</param>
    public static TextSpan With(string sentence, TextSpan amount, int mostWords)
    {
        var end = amount.End + Percent().Match(sentence, amount.End).Length;
        var counted = CountedWord().Match(sentence, end);
        for (var words = 0; counted.Success && counted.Index == end && words < mostWords; words++)
        {
            end += counted.Length;
            counted = CountedWord().Match(sentence, end);
        }

        // A phrase that goes on is cut before the word that leads on.
        while (TrailingFunctionWord().Match(sentence[amount.End..end]) is { Success: true } trailing)
            end = amount.End + trailing.Index;
        return new TextSpan(amount.Start, end);
    }

    [GeneratedRegex(@"\G(?:\s?(?:%|percent\b|per cent\b))(?:\s(?:to|and)\s\d+(?:\.\d+)?\s?(?:%|percent\b|per cent\b))?", RegexOptions.CultureInvariant)]
    private static partial Regex Percent();

    /// <summary>A further word of a phrase; not one that begins a clause.</summary>
    [GeneratedRegex(@"\G[ \u00A0-](?!(?:since|that|which|who|when|while|where|after|before|as|because|but|or|if|than|so|is|are|was|were|has|have|had|will|would|according|living|of whom|of which|and (?:it|they|he|she|its|the|an?|is|are|was|were|has|had|lies|contain(?:s|ed)|covers?|covered))\b)(?:(?:\p{Lu}\.){2,}|(?>[\p{L}\d][\p{L}\d'’-]*)(?!\.\p{L}))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CountedWord();

    [GeneratedRegex(@"[ \u00A0](?:in|on|of|for|to|from|by|at|with|and|the|an?|its|their|his|her|per|into|over|under)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TrailingFunctionWord();
}
