using System.Text;
using System.Text.RegularExpressions;
using QaBot.Articles;

namespace QaBot.Answering;

/// <summary>Replies to what people type that is no question of the sources: greetings, thanks, questions about QaBot and its collection, nothing at all. Thread-safe and without state.</summary>
public static partial class ConversationalReplies
{
    private const int MostListed = 25;

    /// <summary>Small talk is short.</summary>
    private const int LongestSmallTalk = 120;

    /// <param name="history">The conversation before; once it is about something, "how does it work?" asks about that.</param>
    /// <returns>The reply, or null for a question that the sources are to answer.</returns>
    public static string? ReplyTo(string text, IReadOnlyList<ConversationTurn> history, IReadOnlyList<Article> articles, Phrasebook phrases, AnsweringOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(articles);
        ArgumentNullException.ThrowIfNull(phrases);
        ArgumentNullException.ThrowIfNull(options);
        if (text.Length > options.MaxQuestionLength)
            return phrases.TooLong(text.Length, options.MaxQuestionLength);
        if (!text.Any(char.IsLetterOrDigit))
            return phrases.AskSomething;
        var plain = Words(text);
        if (plain.Length > LongestSmallTalk || SmallTalk().Match(plain) is not { Success: true } said)
            return null;
        return said switch
        {
            _ when said.Groups["capabilities"].Success && PointsBack().IsMatch(plain) && IsAboutSomething(history) => null,
            _ when said.Groups["collection"].Success => List(articles, phrases),
            _ when said.Groups["capabilities"].Success => phrases.Capabilities(articles.Count),
            _ when said.Groups["goodbye"].Success => phrases.Goodbye,
            _ when said.Groups["thanks"].Success => phrases.Thanks,
            _ when said.Groups["greeting"].Success => phrases.Greeting(articles.Count),
            _ => phrases.Acknowledged,
        };
    }

    private static bool IsAboutSomething(IReadOnlyList<ConversationTurn> history) =>
        history.Any(turn => turn.Role == ConversationRole.User && !IsSmallTalk(turn.Text));

    /// <summary>Whether words say nothing of any topic: "thanks!".</summary>
    internal static bool IsSmallTalk(string text) =>
        !text.Any(char.IsLetterOrDigit) || (Words(text) is { Length: <= LongestSmallTalk } plain && SmallTalk().IsMatch(plain));

    /// <summary>The words with single spaces between.</summary>
    private static string Words(string text) => Plain().Replace(text.Replace('’', '\''), " ").Trim();

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

    private const string Whom = @"(?: (?:there|all|everyone|everybody|bot|qabot|friend|mate|sir|madam|team|again|todos|amigo))*";

    private const string Greeting = @"(?:hi+|hey+|hello|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|hola|buenos d[ií]as|buenas(?: tardes| noches)?)" + Whom +
        @"|how are you(?: doing)?(?: today)?|how(?: i)?'?s it going|what(?: i)?'?s up|how do you do|(?:nice|pleased|good) to (?:meet|see) you|qu[eé] tal|c[oó]mo est[aá]s";

    private const string Thanks = @"(?:(?:many |no )?thanks|thank (?:you|u)|thx|ty|cheers|much appreciated|i appreciate it|(?:muchas )?gracias)(?: (?:so much|very much|a lot|a bunch|a million|for (?:the|your|all(?: the| your)?) (?:help|answers?|info|information|time)|for (?:helping|that)|por (?:la|tu|su) (?:ayuda|respuesta)))?" + Whom;

    private const string Goodbye = @"(?:bye(?: bye)?|goodbye|good bye|cya|ciao|farewell|good night|so long|take care|have a (?:nice|good|great) (?:day|evening|night|one|weekend)|see (?:you|ya|u)(?: (?:later|soon|around|then|tomorrow|next (?:time|week)|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day))?|(?:talk|speak) to you (?:later|soon|tomorrow)|until (?:next time|tomorrow)|i(?: have|'ve)? (?:got to|gotta|must|have to) go(?: now)?|that(?: i)?'?s (?:all|it)(?: for (?:now|today))?|adi[oó]s|hasta (?:luego|pronto|mañana|la vista)|nos vemos)" + Whom;

    private const string Acknowledged = @"ok(?:ay)?|k|great|good(?: to know| job| work| bot)?|nice(?: one)?|cool|perfect|fine|alright|all right|right|sure|well|yes|yeah|yep|no|nope|i see|i understand|got it|understood|noted|makes sense|(?:very )?(?:interesting|helpful|useful|impressive)|awesome|amazing|excellent|wow|haha|lol|never ?mind|sorry|no problem|no worries|please|so|and|vale|s[ií]|entiendo|entendido|perfecto|genial|de acuerdo|(?:that|this|it)(?:(?: i)?'?s| was) (?:very |really |so )?(?:great|good|helpful|interesting|useful|enough|fine|perfect)";

    private const string Capabilities = @"help(?: me)?|(?:can|could) you (?:please )?help(?: me)?(?: out)?|i need (?:some |your )?help|(?:can|may|could) i ask(?: you)?(?: (?:something|a question|questions))?|i have (?:a|some|another) questions?|(?:what|how) (?:can|could|do|does) (?:you|i) (?:do|help|ask|use)(?: (?:you|me|this|it|here|for me))*|what (?:can|could|should) i ask(?: you)?(?: about)?" +
        @"|(?:who|what)(?: exactly)? are you|what(?: i)?'?s your name|do you have a name|what is (?:this|qabot|this bot)(?: for)?|are you (?:an? )?(?:(?:real|actual|live|human|artificial|chat|language|ai|computer) ?)*(?:bot|chatbot|robot|human(?: being)?|ai|real|person|machine|program|computer|model|chatgpt|gpt|intelligence|alive)(?: or (?:an? |just an? )?(?:(?:real|human) )?(?:bot|chatbot|robot|human(?: being)?|ai|person|machine|program))?|am i (?:talking|speaking|chatting) (?:to|with) (?:an? )?(?:real )?(?:bot|robot|human(?: being)?|person|machine|ai)" +
        @"|who (?:made|built|created|wrote|developed) you|how (?:do|does) (?:you|this|it|qabot) work|what do you do|how do i use (?:this|you|it)|what languages do you (?:speak|know|understand)|do you speak (?:english|spanish)|hablas (?:español|inglés)|qu[eé] puedes hacer|qui[eé]n eres|qu[eé] eres|eres (?:un |una )?(?:bot|robot|persona(?: real)?|humano|m[aá]quina)|c[oó]mo funcionas?|ayuda|para qu[eé] sirves|c[oó]mo te llamas|necesito ayuda";

    private const string Things = "(?:articles?|sources?|documents?|files?|texts?)";

    private const string Collection = @"(?:(?:can|could) you )?(?:which|what|how many)(?: are)?(?: the| your| of the| all the)? " + Things + @"(?: (?:do|can|could|are|is|have)(?: (?:you|i|there|we|your|in|the|collection|corpus|have|has|got|know|use|using|read|search|cover|available|loaded|indexed|here|about|ask|see))*| (?:there|available))?" +
        @"|(?:(?:can|could) you )?(?:list|show|give)(?: me)?(?: (?:all|the|your|of|a list))* (?:" + Things + @"|titles)(?: (?:you|have|there|are|available|that|in|the|collection|corpus))*|what(?: all)? (?:is|s|'s) in (?:the|your) (?:collection|corpus|library|sources|articles)|what do you (?:know|have)(?: about)?|(?:what|which) topics (?:do|can) you (?:cover|know|answer)(?: about)?|what are (?:the|these|your) articles about" +
        @"|qu[eé] (?:art[ií]culos|fuentes|documentos) (?:tienes|hay|tiene|usas)|cu[aá]les son (?:tus|las|sus) (?:fuentes|art[ií]culos)|cu[aá]ntos (?:art[ií]culos|documentos) (?:tienes|hay)|de qu[eé] (?:tratan|hablan) los art[ií]culos";

    [GeneratedRegex(@"[^\p{L}\p{N}']+")]
    private static partial Regex Plain();

    /// <summary>Phrases of it one after another and nothing else; what they are tells the reply.</summary>
    [GeneratedRegex("^(?:(?:(?<collection>" + Collection + ")|(?<capabilities>" + Capabilities + ")|(?<goodbye>" + Goodbye + ")|(?<thanks>" + Thanks + ")|(?<greeting>" + Greeting + ")|" + Acknowledged + ")(?: |$))+$", Options)]
    private static partial Regex SmallTalk();

    [GeneratedRegex(@"\b(?:it|this|funciona)\b", Options)]
    private static partial Regex PointsBack();
}
