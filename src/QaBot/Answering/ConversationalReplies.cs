using System.Text;
using System.Text.RegularExpressions;
using QaBot.Articles;

namespace QaBot.Answering;

/// <summary>Replies to what people type that is no question of the sources: greetings, thanks, questions about QaBot and its collection, nothing at all. Thread-safe and without state.</summary>
public static partial class ConversationalReplies
{
    private const int MostListed = 25;

    /// <returns>The reply, or null for a question that the sources are to answer.</returns>
    public static string? ReplyTo(string text, IReadOnlyList<Article> articles, Phrasebook phrases, AnsweringOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(articles);
        ArgumentNullException.ThrowIfNull(phrases);
        ArgumentNullException.ThrowIfNull(options);
        if (text.Length > options.MaxQuestionLength)
            return phrases.TooLong(text.Length, options.MaxQuestionLength);
        if (!text.Any(char.IsLetterOrDigit))
            return phrases.AskSomething;
        var plain = Plain().Replace(text, " ").Trim();
        return plain switch
        {
            _ when Greeting().IsMatch(plain) => phrases.Greeting(articles.Count),
            _ when Thanks().IsMatch(plain) => phrases.Thanks,
            _ when Goodbye().IsMatch(plain) => phrases.Goodbye,
            _ when Acknowledgement().IsMatch(plain) => phrases.Acknowledged,
            _ when Capabilities().IsMatch(plain) => phrases.Capabilities(articles.Count),
            _ when Collection().IsMatch(plain) => List(articles, phrases),
            _ => null,
        };
    }

    private static string List(IReadOnlyList<Article> articles, Phrasebook phrases)
    {
        if (articles.Count == 0)
            return phrases.NothingToAnswerFrom;
        var text = new StringBuilder(phrases.Collection(articles.Count));
        foreach (var article in articles.Take(MostListed))
            text.Append("\n- ").Append(Describe(article, phrases));
        if (articles.Count > MostListed)
            text.Append('\n').Append(phrases.AndMore(articles.Count - MostListed));
        return text.ToString();
    }

    private static string Describe(Article article, Phrasebook phrases)
    {
        var stated = new[] { article.Author, article.Publisher, article.Date }.Where(value => !string.IsNullOrWhiteSpace(value));
        var details = string.Join(", ", stated.Append(article.Name));
        return $"{article.Title ?? phrases.Untitled} ({details})";
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const string Address = @"(?:\s+(?:there|all|everyone|everybody|bot|qabot|friend|sir|madam|team|again|todos|amigo))*";

    [GeneratedRegex(@"[^\p{L}\p{N}']+")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?:hi|hey|hello|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|hola|buenos días|buenos dias|buenas(?: tardes| noches)?)" + Address + @"(?:\s+(?:how are you(?: doing)?(?: today)?|how s it going|what s up|qué tal|que tal|cómo estás|como estas))?$|^(?:how are you(?: doing)?(?: today)?|what's up)$", Options)]
    private static partial Regex Greeting();

    [GeneratedRegex(@"^(?:ok(?:ay)? |great |perfect |cool )*(?:(?:many )?thanks|thank you|thank u|thx|ty|cheers|much appreciated|gracias|muchas gracias)(?:\s+(?:so much|very much|a lot|a bunch|for (?:the|your) (?:help|answer|info|information)|por (?:la|tu|su) (?:ayuda|respuesta)))?" + Address + "$", Options)]
    private static partial Regex Thanks();

    [GeneratedRegex(@"^(?:bye(?: bye)?|goodbye|see you(?: later| soon)?|good night|farewell|adiós|adios|hasta luego|hasta pronto)" + Address + "$", Options)]
    private static partial Regex Goodbye();

    [GeneratedRegex(@"^(?:ok(?:ay)?|great|good(?: to know)?|nice|cool|perfect|i see|got it|understood|interesting|awesome|wow|vale|entiendo|perfecto|de acuerdo|that(?: i)?s (?:great|good|helpful|interesting))$", Options)]
    private static partial Regex Acknowledgement();

    [GeneratedRegex(@"^(?:(?:so|and|please|ok|hi|hello)\s+)*(?:help(?: me)?(?: please)?|\?+|(?:what|how) (?:can|could|do) (?:you|i) (?:do|help|ask|use)(?: (?:you|me|this|it|here|for me))*|what (?:can|could|should) i ask(?: you)?(?: about)?|who are you|what are you|what is this|are you (?:a |an )?(?:bot|robot|human|ai|real)(?: person)?|how (?:do|does) (?:you|this|it|qabot) work|what is qabot|what do you do|qué puedes hacer|que puedes hacer|quién eres|quien eres|cómo funcionas?|como funcionas?|ayuda|para qué sirves)$", Options)]
    private static partial Regex Capabilities();

    [GeneratedRegex(@"^(?:(?:please|can you|could you|so|and|hi|hello)\s+)*(?:(?:which|what|how many)(?: are)?(?: the| your| of the| all the)? (?:articles?|sources?|documents?|files?|texts?)(?: (?:do|can|could|are|is|have)(?: (?:you|i|there|we|your|in|the|collection|corpus|have|has|got|know|use|using|read|search|cover|available|loaded|indexed|here|about|ask|see))*| (?:there|available))?|(?:list|show|give)(?: me)?(?: (?:all|the|your|of))* (?:articles?|sources?|documents?|files?|texts?|titles)(?: (?:you|have|there|are|available|that|in|the|collection|corpus))*|what(?: all)? (?:is|s) in (?:the|your) (?:collection|corpus|library|sources|articles)|what do you (?:know|have)(?: about)?|(?:what|which) topics (?:do|can) you (?:cover|know|answer)(?: about)?|qué (?:artículos|fuentes|documentos) (?:tienes|hay|tiene|usas)|que (?:articulos|fuentes|documentos) (?:tienes|hay|tiene)|cuáles son (?:tus|las|sus) fuentes|cuántos (?:artículos|documentos) (?:tienes|hay))$", Options)]
    private static partial Regex Collection();
}
