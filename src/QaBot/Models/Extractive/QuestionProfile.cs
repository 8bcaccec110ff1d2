using System.Globalization;
using System.Text.RegularExpressions;
using QaBot.Articles;
using QaBot.Retrieval;

namespace QaBot.Models.Extractive;

/// <summary>A question taken apart: its weighted terms and the type of its answer. Immutable.</summary>
public sealed partial class QuestionProfile
{
    /// <summary>How much a term of the conversation counts beside one of the question itself.</summary>
    private const double TopicWeight = 0.4;

    /// <summary>How much a general word counts beside one that has a topic.</summary>
    private const double LightWeight = 0.4;

    /// <summary>What a population is given in.</summary>
    private const string Inhabitants = "people inhabitants residents";

    private QuestionProfile(AnswerType type, IReadOnlyList<QuestionTerm> terms, IReadOnlySet<string> focus)
    {
        Type = type;
        Focus = focus;
        Terms = terms;
        TotalWeight = terms.Sum(term => term.Weight);
        ByTerm = terms.ToDictionary(term => term.Term, StringComparer.Ordinal);
        TotalStanding = terms.Sum(term => term.Standing);
        Weightiest = terms.MaxBy(term => term.Weight);
    }

    public AnswerType Type { get; }

    /// <summary>Distinct content terms in the order of the question.</summary>
    public IReadOnlyList<QuestionTerm> Terms { get; }

    public double TotalWeight { get; }

    /// <summary>Terms of what is asked for by its kind: "cartel" in "which cartel …", "page" in "how many pages …"; empty when it is not named.</summary>
    public IReadOnlySet<string> Focus { get; }

    internal IReadOnlyDictionary<string, QuestionTerm> ByTerm { get; }

    internal double TotalStanding { get; }

    /// <summary>Null for a question without terms.</summary>
    internal QuestionTerm? Weightiest { get; }

    /// <param name="topic">Words of the conversation that the question leans on; they weigh less. Null for none.</param>
    public static QuestionProfile Of(string question, string? topic, Analyzer analyzer, ICorpusStatistics statistics, Thesaurus thesaurus)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(thesaurus);
        ArgumentNullException.ThrowIfNull(analyzer);
        ArgumentNullException.ThrowIfNull(statistics);
        var terms = new Dictionary<string, QuestionTerm>(StringComparer.Ordinal);
        Add(question, 1);
        if (topic is not null)
            Add(topic, TopicWeight);
        return new QuestionProfile(TypeOf(question), [.. terms.Values], FocusOf(question, analyzer));

        void Add(string text, double standing)
        {
            var first = true;
            foreach (var token in analyzer.Analyze(text))
            {
                var word = text.Slice(token.Span);
                if (!token.IsStopWord && !terms.ContainsKey(token.Term) && !IsFrame(word))
                    terms.Add(token.Term, Term(token.Term, word, standing, isName: !first && char.IsUpper(word[0])));
                first = false;
            }
        }

        QuestionTerm Term(string term, string word, double standing, bool isName)
        {
            var light = thesaurus.IsLight(term) && !isName ? LightWeight : 1;
            return new QuestionTerm(term, word, standing * light * Idf(term, statistics), isName, standing, thesaurus.GroupOf(term));
        }
    }

    public static bool AsksForSummary(string question) => SummaryPattern().IsMatch(question);

    /// <summary>Whether what somebody wants done is asked for.</summary>
    public static bool AsksForAdvice(string question) => AdvicePattern().IsMatch(question);

    /// <returns>How many sentences the answer is to have, at least 1; null when the question does not say.</returns>
    public static int? SentencesAsked(string question)
    {
        if (LengthPattern().Match(question) is not { Success: true } length)
            return null;
        var written = length.Groups["number"].Value.ToLowerInvariant();
        return int.TryParse(written, CultureInfo.InvariantCulture, out var number) ? Math.Max(1, number) : written switch
        {
            "two" or "dos" => 2,
            "three" or "tres" => 3,
            "four" or "cuatro" => 4,
            "five" or "cinco" => 5,
            "six" or "seis" => 6,
            _ => 1,
        };
    }

    /// <summary>True for "everything", "all the articles" and the like.</summary>
    public static bool SpeaksOfEverything(string question) => EverythingPattern().IsMatch(question);

    /// <summary>Inverse document frequency as BM25 has it (Robertson and Zaragoza, 2009); unknown terms weigh most.</summary>
    internal static double Idf(string term, ICorpusStatistics statistics)
    {
        double n = Math.Max(1, statistics.PassageCount), df = statistics.DocumentFrequency(term);
        return Math.Log(1 + ((n - df + 0.5) / (df + 0.5)));
    }

    /// <summary>Words that ask for a kind of answer and say nothing about its topic.</summary>
    private static bool IsFrame(string word) => Frame().IsMatch(word);

    private static HashSet<string> FocusOf(string question, Analyzer analyzer)
    {
        var kind = KindPattern().Match(question);
        if (!kind.Success)
            kind = AttributePattern().Match(question);
        if (!kind.Success)
            return [];
        var words = kind.Groups["kind"].Value;
        return analyzer.Analyze(Population().IsMatch(words) ? $"{words} {Inhabitants}" : words)
            .Where(token => !token.IsStopWord).Select(token => token.Term).ToHashSet(StringComparer.Ordinal);
    }

    private static AnswerType TypeOf(string question)
    {
        var asking = Circumstance().Replace(question, "");
        foreach (var (type, pattern) in s_types)
        {
            if (pattern.IsMatch(asking))
                return type;
        }

        return AnswerType.Any;
    }

    private static readonly (AnswerType Type, Regex Pattern)[] s_types =
    [
        (AnswerType.Summary, SummaryPattern()),
        (AnswerType.Money, MoneyPattern()),
        (AnswerType.Share, SharePattern()),
        (AnswerType.Time, TimePattern()),
        (AnswerType.Number, NumberPattern()),
        (AnswerType.Person, PersonPattern()),
        (AnswerType.Place, PlacePattern()),
        (AnswerType.Reason, ReasonPattern()),
        (AnswerType.Opinion, OpinionPattern()),
        (AnswerType.Attribute, AttributePattern()),
        (AnswerType.List, ListPattern()),
        (AnswerType.Definition, DefinitionPattern()),
    ];

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\b(?:[Ww]hich|[Ww]hat|[Ww]hose|[Hh]ow many|[Hh]ow much)\s+(?!is\b|are\b|was\b|were\b|do\b|does\b|did\b|has\b|have\b|had\b|can\b|could\b|would\b|will\b|should\b|of\b|the\b)(?<kind>\p{L}[\p{L}'’-]*(?:\s+(?!is\b|are\b|was\b|were\b|do\b|does\b|did\b|has\b|have\b|had\b|can\b|could\b|would\b|will\b|should\b|of\b|in\b|to\b|the\b)\p{Ll}[\p{L}'’-]*)?)", RegexOptions.CultureInvariant)]
    private static partial Regex KindPattern();

    /// <summary>A clause that says when or where what is asked is so; its "when" asks nothing.</summary>
    [GeneratedRegex(@"^\s*(?:when|where|if|while|after|before|since|once)\b[^,?]*,\s*(?=(?:(?:at|by|for|from|in|of|on|to|with) )?(?:what|which|who|whom|whose|how|why|where|when)\b)|(?<=\b(?:what|which|who|whom|whose|how|why|where)\b.*)(?<!\b(?:and|or),? )\b(?:when|where)\b", Options)]
    private static partial Regex Circumstance();

    [GeneratedRegex(@"\bpopulation\b", Options)]
    private static partial Regex Population();

    [GeneratedRegex(@"^(?:name|type|kind|kinds|types|amount|number|percentage|percent|year|date|summari[sz]e|summary|overview|list|tell|explain|describe)$", Options)]
    private static partial Regex Frame();

    [GeneratedRegex(@"\beverything\b|\ball (?:of )?(?:the |your )?(?:articles|sources|documents|files|texts)\b|\b(?:the|your) (?:articles|documents|files|collection|corpus)\b|\btodo\b|\btodos los (?:artículos|documentos)\b|\blos artículos\b", Options)]
    private static partial Regex EverythingPattern();

    /// <summary>Also what is left of "what does Brookings recommend?" without its source.</summary>
    [GeneratedRegex(@"\b(?:summari[sz]e|summary|overview|tl;?dr|main points?|key points?|gist|resum(?:e|en|ir))\b|^\W*what\s+(?:do|does|did|has|have|is|are)\s+(?:say|said|write|written|report|reported|conclude|claim|state|tell\s+us|saying|" + Advises + ")" + End + @"|^\W*what\s+(?:is|are|was|were)\s+(?:the|its|his|her|their)\s+(?:\w+\s+)?(?:recommendations?|proposals?|conclusions?|arguments?|findings|advice|demands|message|thesis)" + End, Options)]
    private static partial Regex SummaryPattern();

    private const string End = @"(?:\s+(?:of|by|in))?(?:\s+(?:in|en)\s+(?:\w+\s+){1,2}\w+)?\W*$";

    private const string Advises = "recommend(?:ed|ing|s)?|suggest(?:ed|ing|s)?|propos(?:e[ds]?|ing)|advis(?:e[ds]?|ing)|advocat(?:e[ds]?|ing)|urg(?:e[ds]?|ing)|want|demand|call(?:ing)? for|argu(?:e[ds]?|ing)|think";

    [GeneratedRegex(@"\b(?:" + Advises + @"|recommendations?|proposals?|advice|demands)\b", Options)]
    private static partial Regex AdvicePattern();

    [GeneratedRegex(@"\b(?:in|into|to|en)\s+(?:just\s+|only\s+|about\s+|at\s+most\s+)?(?<number>\d{1,2}|an?|one|two|three|four|five|six|un|una|dos|tres|cuatro|cinco|seis)\s+(?:short\s+|brief\s+|bullet\s+|key\s+)?(?:sentences?|points?|bullets?|lines?|frases?|oraci(?:ón|ones)|puntos?)\b", Options)]
    private static partial Regex LengthPattern();

    [GeneratedRegex(@"\bhow much (?:money|funding|cash|aid|assistance|did .* (?:cost|spend|pay|earn)|does .* cost|has .* (?:cost|spent|paid)|was .* (?:paid|spent|worth)|is .* worth)|\bhow much\b.*\b(?:spen[dt]|paid|pay|cost|costs|worth|provided|given|gave|invest(?:ed)?|dollars?|euros?)\b|\bwhat (?:was|is|were|are) the (?:cost|price|budget|value|salary|fee)|\bcuánto (?:dinero|cuesta|costó|gastó)", Options)]
    private static partial Regex MoneyPattern();

    [GeneratedRegex(@"\b(?:what|which) (?:percentage|percent|share|proportion|fraction)|\bhow much of\b|\bwhat %|\bqué porcentaje", Options)]
    private static partial Regex SharePattern();

    [GeneratedRegex(@"\bwhen\b(?! (?:it|they|he|she) )|\b(?:what|which|in what|in which|on what) (?:\w+ )?(?:year|date|day|month|century|decade|time|era|period)\b|\bsince when\b|\bhow (?:recently|early|late)\b|\bcuándo\b|\ben qué (?:año|fecha|mes)\b", Options)]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"\bhow (?:many|much|long|old|far|tall|high|deep|large|big|wide|fast|often|heavy|hot|cold)\b|\bwhat(?:'s| (?:is|are|was|were))? (?:the |an? )?(?:\w+ ){0,2}(?:number|amount|population|length|height|width|depth|weight|distance|age|size|area|temperature|rate|speed|duration|density|elevation|capacity)\b|\bcuánt[oa]s?\b", Options)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"\b(?:who|whom|whose)\b|\b(?:what|which) (?:\w+ )?(?:person|man|woman|president|king|queen|general|scientist|author|writer|actor|director|player|official|minister|leader)\b|\bquién(?:es)?\b", Options)]
    private static partial Regex PersonPattern();

    [GeneratedRegex(@"\bwhere\b|\b(?:what|which|in what|in which) (?:\w+ )?(?:place|city|country|state|town|region|continent|location|province|county|river|street)\b|\b(?:a)?dónde\b", Options)]
    private static partial Regex PlacePattern();

    [GeneratedRegex(@"\bwhy\b|\b(?:what|which) (?:\w+ )?(?:reasons?|causes?|caused|purpose|motive)\b|\bhow come\b|\bpor qué\b", Options)]
    private static partial Regex ReasonPattern();

    [GeneratedRegex(@"\b(?:think|thinks|opinion|view|views|argue|argues|believe|believes|recommend|recommends|criticis[em]|critici[sz]e[sd]?|should|stance|position)\b|\bopina|\bdebería", Options)]
    private static partial Regex OpinionPattern();

    [GeneratedRegex(@"\b(?:what|which)(?:'s| (?:is|are|was|were)) (?:the )?(?<kind>(?:[\p{L}'’-]+ ){1,4}?)(?:of|for)\b", Options)]
    private static partial Regex AttributePattern();

    [GeneratedRegex(@"^\s*(?:list|name|enumerate)\b|\b(?:what|which) (?:are|were) (?:the|some|all)\b|\bwhich \w+s\b.*\b(?:are|were|have)\b", Options)]
    private static partial Regex ListPattern();

    [GeneratedRegex(@"^\s*(?:what|who) (?:is|are|was|were) (?:an? |the )?[\w\s'’-]{1,40}\??\s*$|\b(?:define|definition|meaning of|what does .* mean|stand for)\b|^\s*qué es\b", Options)]
    private static partial Regex DefinitionPattern();
}
