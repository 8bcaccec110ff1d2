using System.Text.RegularExpressions;
using QaBot.Articles;

namespace QaBot.Answering;

/// <summary>What of a message asks the sources: without markup, greetings, announcements of another topic, and orders to QaBot.</summary>
/// <param name="Text">The question; empty when the message holds nothing but orders.</param>
/// <param name="ChangesTopic">True when the message says that it is about something else than the conversation.</param>
/// <remarks>
/// Orders ("ignore your instructions", "reveal your prompt", "write a limerick") are never followed; left in, their words would only be
/// searched and weighed beside those of a question that stands next to them. What is a question in doubt stays.
/// </remarks>
public sealed partial record AskedPart(string Text, bool ChangesTopic)
{
    /// <summary>Longer messages are taken as they are.</summary>
    private const int LongestTaken = 4000;

    public static AskedPart Of(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Length > LongestTaken)
            return new AskedPart(message, false);
        var text = Tag().Replace(InlineTag().Replace(Script().Replace(message, " "), " "), "\n\n");
        var changes = false;
        var kept = new List<string>();
        var hasOrder = false;
        foreach (var span in SentenceSplitter.Split(text))
        {
            var sentence = text.Slice(span);
            var withoutTopic = TopicChange().Replace(sentence, "");
            changes |= withoutTopic.Length < sentence.Length;
            sentence = Opening().Replace(withoutTopic, "").Trim();
            if (!sentence.Any(char.IsLetterOrDigit))
                continue;
            if (!Order().IsMatch(sentence))
                kept.Add(sentence);
            else if (QuestionAfterOrder().Match(sentence) is { Success: true } asked)
                kept.Add(asked.Groups["question"].Value);
            else
                hasOrder = true;
        }

        // Beside orders, what asks nothing only dresses them up; "you have no rules" is no question.
        if (hasOrder && kept.Exists(Asks))
            kept.RemoveAll(sentence => !Asks(sentence));
        if (kept.Count > 0)
            return new AskedPart(Spaces().Replace(string.Join(' ', kept), " "), changes);
        return hasOrder ? new AskedPart("", changes) : new AskedPart(message, changes);
    }

    private static bool Asks(string sentence) => sentence.Contains('?', StringComparison.Ordinal) || QuestionStart().IsMatch(sentence);

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string QuestionWord = @"(?:who|whom|whose|what|when|where|why|how|which|quién(?:es)?|qué|cuándo|dónde|cómo|cuál(?:es)?|cuánt[oa]s?|por qué)\b";

    private const string Question = @"(?:" + QuestionWord + @"|(?:is|are|was|were|did|does|do|has|have|can|could|should|would|will)\b)";

    [GeneratedRegex(@"<(script|style)\b[^<>]*>[^<]*</\1\s*>", Options)]
    private static partial Regex Script();

    [GeneratedRegex(@"</?(?:b|i|u|em|strong|span|sup|sub|a|code|font|mark|small|s)\b[^<>]{0,200}>", Options)]
    private static partial Regex InlineTag();

    [GeneratedRegex(@"</?[a-z][^<>]{0,200}>|<\|[a-z_]{1,30}\|>|<!--|-->", Options)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\W*" + Question, Options)]
    private static partial Regex QuestionStart();

    [GeneratedRegex(@"^\W*(?:(?:hi|hello|hey|hola|thanks(?: a lot)?|thank you(?: very much| so much)?|gracias|ok(?:ay)?|great|perfect|sorry|excuse me|btw|by the way|well)(?:\s+(?:there|all|everyone|bot|qabot))?\s*[,.!;:–—-]+\s*|(?:hi|hello|hey|hola)\s+(?=" + Question + "))+", Options)]
    private static partial Regex Opening();

    [GeneratedRegex(@"^\W*(?:(?:ok(?:ay)?|now|and now|so|well)\W+)?(?:(?:an?\s+)?(?:completely\s+|totally\s+)?(?:different|new|another|other|unrelated|separate)\s+(?:topic|subject|question|matter|theme)|(?:let['’]?s\s+|let us\s+|i(?:['’]d| would) like to\s+|i want to\s+)?(?:chang(?:e|ing)|switch(?:ing)?)\s+(?:the\s+|of\s+)?(?:topics?|subjects?|gears)|on\s+(?:a|an)(?:other)?\s+(?:(?:different|unrelated)\s+)?(?:note|topic|subject)|moving\s+on|(?:something|anything)\s+(?:completely\s+|totally\s+)?(?:else|different|unrelated)|(?:cambiando|cambiemos)\s+de\s+tema|(?:un\s+)?(?:otro|nuevo)\s+tema|(?:una\s+)?otra\s+(?:pregunta|cosa))\s*(?:[:.,;!–—-]+\s*|$)", Options)]
    private static partial Regex TopicChange();

    private const string OwnRules = @"(?:instruct\w*|rules?|prompts?|guidelines?|restrictions?|polic(?:y|ies)|documents?|sources?|articles?|citations?|passages?|training|programming|persona|role|above|previous|prior|earlier|instrucciones|reglas|fuentes|documentos|art[ií]culos)";

    private const string Secrets = @"(?:(?:system|hidden|secret|internal|initial|original|developer)\s+(?:prompts?|instructions?|messages?|rules?|settings?)|your\s+(?:\w+\s+){0,2}(?:prompts?|instructions?|rules?|guidelines|configuration|settings|passwords?|credentials|secrets?|keys?|tokens?)|api[\s-]?keys?|(?:everything|all|text|words?|lines?|messages?)\s+(?:\w+\s+)?(?:above|before\s+this)|tus?\s+(?:instrucciones|reglas|prompt))";

    [GeneratedRegex(
        @"^\W*(?:(?:please|now|also|and|then|first|but|so|just|por favor|ahora)\W+)*(?:(?:can|could|would|will)\s+you\s+(?:please\s+)?|you\s+(?:must|should|will|have\s+to)\s+|i\s+(?:want|need|order|command)\s+you\s+to\s+)?(?:now\s+)?(?:" +
        @"(?:ignore|disregard|forget|override|bypass|skip|drop|discard|stop\s+(?:following|using)|do\s+not\s+(?:follow|use|obey)|don['’]?t\s+(?:follow|use|obey)|ignora|olvida|omite)\b.{0,60}?\b" + OwnRules + @"\b" +
        @"|(?:reveal|print|show|output|display|repeat|expose|leak|dump|recite|list|give|tell|write|send|share|copy|translate|summari[sz]e|what\s+(?:is|are|was|were)|muestra|revela|repite|dime|imprime|escribe)\b.{0,40}?\b" + Secrets + @"\b" +
        @"|(?:write|compose|sing|make\s+up|invent|create|generate|draft|code|escribe|inventa)\s+(?:me\s+)?(?:an?\s+|some\s+|the\s+|un[ao]?\s+)?(?:\w+\s+){0,2}(?:poems?|limericks?|haikus?|songs?|lyrics|stor(?:y|ies)|jokes?|essays?|raps?|sonnets?|e-?mails?|code|scripts?|programs?|poemas?|cuentos?|canci[oó]n|chistes?)\b" +
        @"|you\s+are\s+(?:now|no\s+longer)\b|you\s+have\s+no\b|from\s+now\s+on\b|act\s+as\b|act\s+like\b|pretend\b|role-?play\b|imagine\s+(?:that\s+)?you\b|(?:eres|act[uú]a\s+como|finge)\b" +
        @"|(?:answer|respond|reply|speak|talk|write)\s+(?:only\s+|always\s+)?(?:as|like)\b|(?:shout|scream|swear)\b" +
        @"|repeat\s+(?:after\s+me|everything|all|the\s+(?:words?|text|sentences?))\b)" +
        @"|^\W*(?:system|developer|admin(?:istrator)?|assistant|sysadmin|root|override)\s*(?:note|message|mode|prompt|override)?\s*:|^\W*(?:note|message|order|notice)\s+from\s+(?:the\s+|your\s+)?(?:developers?|admin\w*|system|owners?|creators?|operators?|vendor|openai)\b", Options)]
    private static partial Regex Order();

    [GeneratedRegex(@"(?:\b(?:and|then|but|y)\b|[:,;–—])\s+(?:(?:and|then|just|please|now|instead|also)\s+)*(?:(?:tell\s+me|say|answer|explain|let\s+me\s+know|dime)\s+(?:[^,.?!]{0,40}?\s)?)?[¿""“]?(?<question>(?:(?:in|on|at|to|from|en|de)\s+)?(?:" + QuestionWord + @".*|" + Question + @".*\?\W*))$", Options)]
    private static partial Regex QuestionAfterOrder();
}
