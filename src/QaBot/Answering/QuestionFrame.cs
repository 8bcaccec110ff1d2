using System.Text.RegularExpressions;

namespace QaBot.Answering;

/// <summary>Words of a question that speak of the sources as such, or of the asking: "what do the articles say about …", "do you know …".</summary>
/// <param name="Wording">The question without them; what was given when nothing would be left.</param>
/// <param name="SpeaksOfSources">True when it asks what several sources say.</param>
/// <remarks>
/// No article has these words, so that left in they make it look as if none answered.
/// </remarks>
public sealed partial record QuestionFrame(string Wording, bool SpeaksOfSources)
{
    /// <summary>Whether it asks which of two things something is ("is it large or small?"), on which sources may differ.</summary>
    public bool IsChoice { get; init; }

    public static QuestionFrame Of(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var wording = WhatYouKnow().Replace(Asking().Replace(Shorthand().Replace(question, ""), ""), "what about ");
        var speaks = false;
        wording = Replace(Say(), wording, "what about ", ref speaks);
        wording = Replace(Judge(), wording, "what about ", ref speaks);
        wording = Replace(Mention(), wording, "what about ", ref speaks);
        wording = Replace(Agree(), wording, " ", ref speaks);
        wording = Replace(According(), wording, " ", ref speaks);
        wording = Replace(Reported(), wording, "", ref speaks);
        wording = Unnamed().Replace(wording, "what about ");
        wording = Place().Replace(wording, "where ");
        wording = Spaces().Replace(wording, " ").Trim(' ', ',', ';', ':').Replace(" ?", "?", StringComparison.Ordinal);
        return new QuestionFrame(Content().IsMatch(wording) ? wording : question, speaks) { IsChoice = Choice().IsMatch(wording) };
    }

    private static string Replace(Regex frame, string text, string by, ref bool speaks)
    {
        var match = frame.Match(text);
        if (!match.Success)
            return text;
        speaks = true;
        return string.Concat(text.AsSpan(0, match.Index), by, text.AsSpan(match.Index + match.Length));
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string Which = @"(?:(?:the|these|those|your|our|all|both|different|various|several|other|each|every|of)\s+){0,4}";

    private const string Sources = @"(?:articles|sources|authors|documents|texts|papers|writers|journalists|commentators|columnists|files|reports\s+here)";

    /// <summary>"Do you know who …", "I'd like to know …", "Can you tell me …".</summary>
    [GeneratedRegex(@"^\W*(?:(?:can|could|would|will)\s+(?:you|anyone|somebody|someone)\s+(?:please\s+)?(?:tell\s+me|explain(?:\s+to\s+me)?|say|find\s+out|help\s+me\s+(?:understand|find\s+out)|let\s+me\s+know)|do\s+you\s+(?:happen\s+to\s+)?know|i(?:['’]d|\s+would)\s+like\s+to\s+(?:know|understand|learn)|i\s+(?:want|need)\s+to\s+(?:know|understand)|i(?:['’]m|\s+am)\s+(?:wondering|curious)|i\s+wonder|(?:please\s+)?(?:tell\s+me|let\s+me\s+know)|any\s+idea)\s+(?:about\s+)?(?=(?:who|whom|whose|what|when|where|why|how|which|whether|if)\b)|^\W*is\s+it\s+(?:true|correct|right|a\s+fact)\s+that\s+", Options)]
    private static partial Regex Asking();

    [GeneratedRegex(@"^\W*(?:what|anything|everything|all)\s+(?:(?:do|can|could)\s+)?(?:you\s+)?(?:know|tell\s+me|say)\s+(?:about|on|of)\s+", Options)]
    private static partial Regex WhatYouKnow();

    /// <summary>As typed on a telephone; "U.S." is something else.</summary>
    [GeneratedRegex(@"\b(?:pls|plz|u|ur)\b(?!\.)\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Shorthand();

    [GeneratedRegex(@"\bwhat\s+(?:else\s+)?(?:do|does|did|can|have)\s+" + Which + Sources + @"\s+(?:have\s+to\s+)?(?:say|said|write|written|report|reported|think|state|mention|claim|tell\s+(?:us|me)|make|know|teach)\s+(?:about|of|on|regarding|concerning)\s+|\bwhat\s+is\s+(?:said|written|reported)\s+(?:in\s+" + Which + Sources + @"\s+)?(?:about|of|on)\s+|\bqué\s+dicen\s+(?:todos\s+|todas\s+)?(?:los|las)\s+(?:distint[oa]s\s+)?(?:artículos|fuentes|autores|textos|documentos)\s+(?:sobre|de|acerca\s+de|del)\s+", Options)]
    private static partial Regex Say();

    /// <summary>"How do the authors judge …", "Compare what the articles say about …".</summary>
    [GeneratedRegex(@"^\W*(?:(?:please\s+)?(?:compare|contrast)\s+(?:and\s+contrast\s+)?)?(?:(?:how|what)\s+(?:do\s+|does\s+|did\s+)?" + Which + Sources + @"\s+(?:judge|see|view|regard|assess|evaluate|describe|treat|portray|present|rate|think\s+of|feel\s+about|(?:say|write|report|think)\s+(?:about|of|on))|(?:the\s+)?(?:\w+\s+)?(?:views?|opinions?|positions?|judge?ments?|accounts?|attitudes?)\s+of\s+" + Which + Sources + @"\s+(?:on|about|of|towards?))\s+", Options)]
    private static partial Regex Judge();

    [GeneratedRegex(@"\b(?:which|what)\s+(?:of\s+)?" + Which + Sources + @"\s+(?:mention|mentions|discuss|talk\s+about|speak\s+of|write\s+about|report\s+on|report|cover|say\s+(?:something|anything)\s+about|are\s+about|deal\s+with)\s+", Options)]
    private static partial Regex Mention();

    [GeneratedRegex(@"^\W*(?:do|does|did|where\s+do|how\s+do|in\s+what\s+(?:way\s+)?do|on\s+what\s+do)\s+" + Which + Sources + @"\s+(?:dis)?(?:agree|differ|concur|contradict\s+(?:each\s+other|one\s+another))\b\s*(?:with\s+each\s+other\s+)?(?:(?:on|about|over|as\s+to)\s+)?(?:whether\s+|that\s+)?", Options)]
    private static partial Regex Agree();

    [GeneratedRegex(@"\s*,?\s*\b(?:(?:according\s+to|in\s+the\s+(?:view|opinion|eyes)\s+of)\s+" + Which + Sources + @"|(?:in|across)\s+(?:all\s+)?(?:of\s+)?(?:the|these|your|our|all|both|different)\s+(?:different\s+)?articles)\b(?:\s+(?:who|that|which)\s+(?:mention|discuss|speak\s+of|talk\s+about|write\s+about|consider|address)(?=\s))?\s*,?", Options)]
    private static partial Regex According();

    [GeneratedRegex(@"\s+(?:do|does|did)\s+" + Which + Sources + @"\s+(?:report|mention|give|name|cite|list|note|describe|raise|offer|voice|make|see|quote|suggest|propose|recommend)\b", Options)]
    private static partial Regex Reported();

    /// <summary>What is left of "what does the Herald say about" without its source.</summary>
    [GeneratedRegex(@"\b(?:how|what)\s+(?:does|do|did)\s+(?:(?:judge|assess|evaluate|regard|view|see|make\s+of)|(?:say|think|write|report|believe|feel)\s+(?:about|of|on))\s+", Options)]
    private static partial Regex Unnamed();

    [GeneratedRegex(@"\b(?:in|at)\s+(?:which|what)\s+(?:\w+\s+)?(?:city|town|place|location|country)\s+", Options)]
    private static partial Regex Place();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\W*(?:is|are|was|were)\b[^?]*\bor\b(?!\s+(?:not|more|less)\b)|[:,—–-]\s+[^?:]{3,60}\bor\b[^?:]{3,60}\?\s*$", Options)]
    private static partial Regex Choice();

    /// <summary>A word that is not of the frame.</summary>
    [GeneratedRegex(@"\b(?!(?:what|about|which|who|how|why|when|where|the|is|are|do|does)\b)[\p{L}\p{N}]{2,}", Options)]
    private static partial Regex Content();
}
