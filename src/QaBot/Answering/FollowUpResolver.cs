using System.Text.RegularExpressions;

namespace QaBot.Answering;

/// <summary>Puts into a follow-up question what it leaves out, where the words of the conversation make plain what that is.</summary>
/// <remarks>
/// "And when?" asks about what was asked before; "what about Lisbon?" asks the same of another place; "he" is whom the reply to "who" named, or
/// the person last spoken of; "that year" and "there" are the year and the place last named. "It" and "they" may be anything: such questions take over the
/// words of the conversation instead, see <see cref="QueryRewriter"/>.
/// </remarks>
internal static partial class FollowUpResolver
{
    private const int MostTurns = 12;

    /// <returns>The whole question; null when nothing can be put in.</returns>
    public static string? Resolve(string question, IReadOnlyList<ConversationTurn> history) => Resolve(question, history, MostTurns);

    private static string? Resolve(string question, IReadOnlyList<ConversationTurn> history, int turns)
    {
        var last = history.Count - 1;
        while (last >= 0 && (history[last].Role != ConversationRole.User || ConversationalReplies.IsSmallTalk(history[last].Text)))
            last--;
        if (last < 0 || turns == 0)
            return null;
        var asked = AskedPart.Of(history[last].Text).Text;
        var before = Resolve(asked, [.. history.Take(last)], turns - 1) ?? asked;
        var reply = string.Join(' ', history.Skip(last + 1).Where(turn => turn.Role == ConversationRole.Bot).Select(turn => Marker().Replace(turn.Text, "")));
        if (Ellipsis().Match(question) is { Success: true } ellipsis)
            return AskAgain(ellipsis.Groups["word"].Value, before, reply);
        if (Another().Match(question) is { Success: true } another)
            return Exchange(another.Groups["preposition"].Value, another.Groups["thing"].Value.Trim(), before);
        return PutIn(question, before, reply);
    }

    /// <summary>The same with another question word: "and when?".</summary>
    private static string AskAgain(string word, string before, string reply)
    {
        var begun = QuestionStart().Match(before);
        // What was asked for is known by now.
        var found = begun.Success && AsksWho().IsMatch(before) ? FirstName(reply) : null;
        return $"{word} {before[begun.Length..].Trim(' ', '?', '.', '!')} {found}".Trim() + "?";
    }

    /// <summary>The same of something else: "and in 2010?", "what about Lisbon?".</summary>
    private static string? Exchange(string preposition, string thing, string before)
    {
        if (before.Contains(thing, StringComparison.OrdinalIgnoreCase))
            return null;
        var isYear = Year().IsMatch(thing);
        if (!isYear && !char.IsUpper(thing[0]))
            return null;
        // Places and people are seldom named with as many words.
        var old = (isYear ? Year() : Name()).Matches(before).Where(match => isYear || match.Index > 0)
            .OrderBy(match => match.Value.Count(' ') == thing.Count(' ')).ThenBy(match => match.Index).LastOrDefault();
        if (old is not null)
            return string.Concat(before.AsSpan(0, old.Index), thing, before.AsSpan(old.Index + old.Length));
        return $"{before.Trim(' ', '?', '.', '!')} {(isYear && preposition.Length == 0 ? "in" : preposition)} {thing}?".Replace("  ", " ", StringComparison.Ordinal);
    }

    private static string? PutIn(string question, string before, string reply)
    {
        var whole = question;
        if (Person().Match(whole) is { Success: true } pronoun && !NamesItself(whole, pronoun) && PersonIn(before, reply) is { } person)
            whole = Person().Replace(whole, match => match.Groups["of"].Success ? $"{person}'s" : person);
        if (ThatYear().IsMatch(whole) && (Year().Matches(reply).LastOrDefault() ?? Year().Matches(before).LastOrDefault()) is { } year)
            whole = ThatYear().Replace(whole, $"in {year.Value}");
        if (There().IsMatch(whole) && (Place().Matches(reply).FirstOrDefault() ?? Place().Matches(before).LastOrDefault()) is { } place)
            whole = There().Replace(whole, place.Value);
        return whole == question ? null : whole;
    }

    /// <summary>"Did Ada Quill sell her house?", "my friend said that he …".</summary>
    private static bool NamesItself(string question, Match pronoun) =>
        !pronoun.Value.Equals("him", StringComparison.OrdinalIgnoreCase) && (Name().IsMatch(question[..pronoun.Index]) || SomeoneElse().IsMatch(question[..pronoun.Index]));

    /// <summary>Whom "he" or "she" means.</summary>
    private static string? PersonIn(string before, string reply) =>
        (AsksWho().IsMatch(before) ? FirstName(reply) : null)
        ?? Known().Matches(before).Concat(Known().Matches(reply)).FirstOrDefault()?.Groups["name"].Value
        ?? People(before).Concat(People(reply)).FirstOrDefault();

    private static string? FirstName(string reply) => Known().Matches(reply).FirstOrDefault()?.Groups["name"].Value ?? People(reply).FirstOrDefault();

    /// <summary>Names that may be people's: not of places, nor of what has an article.</summary>
    private static IEnumerable<string> People(string text) =>
        Name().Matches(text)
            .Where(match => !NoPerson().IsMatch(text[..match.Index]) && (match.Index > 0 || match.Value.Contains(' ', StringComparison.Ordinal)))
            .Select(match => WithoutTitle(match.Value))
            .Where(name => name.Length > 2 && name.Any(char.IsLower))
            .OrderByDescending(name => name.Contains(' ', StringComparison.Ordinal));

    private static string WithoutTitle(string name) => Title().Replace(name, "");

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string NameWord = @"\p{Lu}[\p{L}\d]*(?:[-’']\p{Lu}[\p{L}]*)*";

    private const string Named = NameWord + @"(?:(?:(?<=\b(?:\p{Lu}|Gen|Sen|Prof|Dr|Mr|Mrs|Ms))\.)?\s+(?:(?:de|del|la|von|van|der|of)\s+){0,2}" + NameWord + "){0,5}";

    [GeneratedRegex(@"\s?\[\d+\]")]
    private static partial Regex Marker();

    [GeneratedRegex(@"^\W*(?:(?:and|but|so|ok(?:ay)?|also|y)\W+)?(?<word>when|where|why(?:\s+not)?|how(?:\s+(?:many|much|long|old|often|so))?|who|whom|by\s+whom|(?:in|on)\s+(?:what|which)\s+(?:year|month|day|date|city|country|place)|since\s+when|how\s+come|cuándo|dónde|por\s+qué|cómo|quién)(?:\s+(?:exactly|precisely|then|though|(?:is|was|did|does)\s+(?:that|it|this)(?:\s+(?:happen|be))?|fue|pasó))?\W*$", Options)]
    private static partial Regex Ellipsis();

    [GeneratedRegex(@"^\W*(?:(?:and|but|so|ok(?:ay)?|y)\W+)?(?:(?:what|how)\s+about|and|or|(?:what|how)\s+is\s+it|y)\s+(?<preposition>(?:in|on|at|for|by|with|from|to|en|of)\b)?\s*(?:the\s+|el\s+|la\s+)?(?<thing>(?!(?:who|what|when|where|why|how|which|is|are|was|were|did|do|does|has|have|can|should|will)\b)[^?.!,]{2,50}?)\W*$", Options)]
    private static partial Regex Another();

    [GeneratedRegex(@"^\W*(?:(?:and|but|so|y)\W+)?(?:(?:in|on|at|for|by|from|to|of|with|since|until|en|de|a)\s+)?(?:who|whom|whose|what|when|where|why|how(?:\s+(?:many|much|long|old|often|far))?|which|quién|qué|cuándo|dónde|cómo|cuál|cuánt[oa]s?)\b\s*", Options)]
    private static partial Regex QuestionStart();

    [GeneratedRegex(@"^\W*(?:(?:and|but|so)\W+)?(?:by\s+)?(?:who|whom|which|quién)\b|\bwhat(?:\s+is|'s)\s+the\s+name\s+of\b", Options)]
    private static partial Regex AsksWho();

    [GeneratedRegex(@"\b(?:he|she|him)(?:self)?\b|\b(?<of>his|her(?=\s+\p{L})(?!\s+(?:in|on|at|to|by|for|from|with|and|or|when|after|before|as|there|that)\b))\b|\bher\b", Options)]
    private static partial Regex Person();

    [GeneratedRegex(@"\b(?:(?:my|your|our|the|an?|any|every|which|what)\s+(?:\w+\s+)?(?:friend|wife|husband|son|daughter|child|boss|man|woman|person|boy|girl|someone|somebody|president|king|queen|author|player|officer|official|minister|mother|father)|someone|somebody|anyone)\b", Options)]
    private static partial Regex SomeoneElse();

    [GeneratedRegex(@"\b(?:in\s+)?(?:that|the\s+same)\s+year\b", Options)]
    private static partial Regex ThatYear();

    [GeneratedRegex(@"(?<!\b(?:is|are|was|were|be|been|has|have|will|can|do|did|if|and|that|say)\s+)\bthere\b(?=\W*$|\s+(?:after|before|when|since|until|today)\b)", Options)]
    private static partial Regex There();

    [GeneratedRegex(@"(?<![\d,.$€£-])(?:1\d{3}|20\d{2})(?![\d%]|[,.]\d)")]
    private static partial Regex Year();

    [GeneratedRegex(@"\b(?:in|at|near|to|from)\s+(?:the\s+)?" + Named, RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex(@"(?<![\p{L}\d])(?!(?:The|A|An|In|On|At|By|He|She|It|They|We|You|I|His|Her|Its|Their|This|That|These|Those|According|As|And|But|So|Who|Whom|Whose|What|When|Where|Why|How|Which|Did|Does|Do|Is|Are|Was|Were|Has|Have|Had|Can|Could|Should|Would|Will|Yes|No|January|February|March|April|May|June|July|August|September|October|November|December)\b)" + Named, RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    /// <summary>After a title, or before what only people do.</summary>
    [GeneratedRegex(@"\b(?:President|Minister|Secretary|General|Gen\.|Colonel|Senator|Governor|Mayor|Judge|Ambassador|King|Queen|Pope|Professor|Prof\.|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Sir)\s+(?<name>" + Named + @")|(?<name>" + Named + @")(?:'s|’s)?(?=\s+(?:(?:is|was)\s+born|died|says?|said|thinks?|thought|believes?|argues?|argued|told|writes?|wrote|married|(?:(?:was|were|been|get|got)\s+)?(?:arrested|elected|appointed|convicted|sentenced|killed))\b|,\s+(?:an?|the|who|former|then)\s)", RegexOptions.CultureInvariant)]
    private static partial Regex Known();

    [GeneratedRegex(@"^(?:(?:President|Prime|Minister|Secretary|General|Gen|Colonel|Senator|Governor|Mayor|Judge|Ambassador|King|Queen|Pope|Professor|Prof|Dr|Mr|Mrs|Ms|Sir)\.?\s+)+")]
    private static partial Regex Title();

    [GeneratedRegex(@"\b(?:in|at|near|from|to|the|of)\s+$", Options)]
    private static partial Regex NoPerson();
}
