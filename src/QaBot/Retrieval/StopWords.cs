using System.Collections.Frozen;

namespace QaBot.Retrieval;

/// <summary>English words that carry no topic, as they are after folding and before stemming.</summary>
internal static class StopWords
{
    private const string Words = """
        a an the this that these those such
        i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
        it its itself they them their theirs themselves one ones someone anyone everyone something anything
        who whom whose which what when where why how whether
        am is are was were be been being do does did doing done have has had having
        can could may might must shall should will would ought
        dont doesnt didnt isnt arent wasnt werent havent hasnt hadnt cant couldnt wont wouldnt shouldnt mustnt aint
        and or but nor if then else than so because as while until though although however
        of at by for with about into onto through during before after to from in out on off over under again upon within without
        via per between against toward towards
        there here not no yes also just only very too both each any all some more most other another same own much many few
        please tell give explain describe eg ie etc
        """;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> foldedWord) => Lookup.Contains(foldedWord);
}
