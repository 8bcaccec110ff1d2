using System.Collections.Frozen;

namespace QaBot.Grounding;

/// <summary>English forms that no stemmer brings to their base: "took" is a form of "take".</summary>
internal static class IrregularForms
{
    private const string Forms = """
        arise/arose/arisen awake/awoke be/been bear/bore/borne beat/beaten become/became begin/began/begun bend/bent bet bind/bound bite/bit/bitten bleed/bled blow/blew/blown break/broke/broken
        bring/brought build/built burn/burnt buy/bought catch/caught choose/chose/chosen cling/clung come/came cost creep/crept deal/dealt dig/dug draw/drew/drawn dream/dreamt drink/drank/drunk
        drive/drove/driven eat/ate/eaten fall/fell/fallen feed/fed feel/felt fight/fought find flee/fled fly/flew/flown forbid/forbade/forbidden forget/forgot/forgotten forgive/forgave/forgiven
        freeze/froze/frozen get/got/gotten give/gave/given go/went/gone grow/grew/grown hang/hung have/had hear/heard hide/hid/hidden hold/held keep/kept know/knew/known lay/laid lead/led leap/leapt
        learn/learnt leave/left lend/lent lie/lay/lain light/lit lose/lost make/made mean/meant meet/met mistake/mistook/mistaken pay/paid prove/proven ride/rode/ridden ring/rang/rung rise/rose/risen
        run/ran say/said see/saw/seen seek/sought sell/sold send/sent shake/shook/shaken shine/shone shoot/shot show/shown shrink/shrank/shrunk sing/sang/sung sink/sank/sunk sit/sat sleep/slept
        slide/slid speak/spoke/spoken speed/sped spend/spent spin/spun spring/sprang/sprung stand/stood steal/stole/stolen stick/stuck sting/stung strike/struck/stricken strive/strove/striven swear/swore/sworn
        sweep/swept swim/swam/swum swing/swung take/took/taken teach/taught tear/tore/torn tell/told think/thought throw/threw/thrown undergo/underwent/undergone understand/understood undertake/undertook/undertaken
        wake/woke/woken wear/wore/worn weave/wove/woven weep/wept win/won wind/wound withdraw/withdrew/withdrawn withhold/withheld write/wrote/written overthrow/overthrew/overthrown oversee/oversaw/overseen
        man/men woman/women child/children foot/feet tooth/teeth mouse/mice person/people life/lives wife/wives knife/knives leaf/leaves half/halves shelf/shelves wolf/wolves thief/thieves
        good/better/best bad/worse/worst far/further/farther die/died/death/dead/dying lengthy/length long/length strong/strength high/height wide/width deep/depth
        """;

    private static readonly FrozenDictionary<string, string> s_bases = Read();

    /// <summary>The stem of the base; null for a form that is regular.</summary>
    public static string? BaseOf(string form) => s_bases.GetValueOrDefault(form);

    private static FrozenDictionary<string, string> Read()
    {
        var bases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var forms in Forms.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('/')))
        {
            foreach (var form in forms.Skip(1))
                bases.TryAdd(form, WordRelations.Stem(forms[0]));
        }

        return bases.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
