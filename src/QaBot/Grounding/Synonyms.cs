using System.Collections.Frozen;

namespace QaBot.Grounding;

/// <summary>Groups of words, beyond those of the <see cref="Lexicon"/> and of WordNet's first senses, that one sentence puts for another.</summary>
internal static class Synonyms
{
    private const string Groups = """
        america american americans us usa u.s u.s.a washington; britain british uk u.k english england; germany german germans; france french; spain spanish spaniard; china chinese; japan japanese; italy italian;
        netherlands dutch holland; switzerland swiss; greece greek greeks; turkey turkish; wales welsh; ireland irish; denmark danish danes; finland finnish; sweden swedish swedes; norway norwegian; poland polish;
        portugal portuguese; scotland scottish scots; iceland icelandic; israel israeli; iraq iraqi; philippines filipino; thailand thai; peru peruvian; ukraine ukrainian; russia russian moscow kremlin; europe european eu;
        iran iranian tehran; india indian; mexico mexican mexicans; canada canadian; brazil brazilian; argentina argentine argentinian; cuba cuban; egypt egyptian; vietnam vietnamese; korea korean; pakistan pakistani;
        said say told tell state wrote write argue think believe opinion view declare announce claim remark comment according assert insist contend maintain note explain add; arrest detain custody capture apprehend;
        allege allegation allegedly accuse accusation charge indict indictment; convict guilty conviction; jail imprison prison incarcerate; charges accusations allegations;
        head lead chief director boss leader; headed led run; minister secretary ministry; president presidency; former ex then previous once; general gen; senator sen; doctor dr; percent % per cent percentage;
        public publish publicly published reveal disclose release; abroad overseas foreign; adopt pass approve enact passed; law legislation act statute bill; file document record dossier; reply respond answer response;
        end close finish conclude over; return back; help aid assist assistance support; suffice enough sufficient adequate; angry upset outraged furious anger; common widespread frequent prevalent; current serving present incumbent;
        drop dropped dismiss dismissed withdraw; perhaps maybe may might possibly; yearly annual annually year every; worldwide world global globe international; born birth; died death killed;
        begin began origin originate originated start started inception launched; situated located located based lies home; tv television; movie film picture; max maximum; min minimum; mom mother; dad father; kid child children; okay ok;
        usually typically generally commonly normally; around about approximately roughly nearly; populated populous population people inhabitants; several many numerous various multiple lot lots; rely depend dependent reliant;
        hold held give gave dinner party; receive received get obtain; demand require need; use used utilize employ usage; show demonstrate illustrate; rise increase grow growth climb soar; fall decrease decline drop plunge;
        recommend urge advise should ought must; limit restrict constrain curb; expel kick oust; pursue chase going; seek try attempt; consist comprise include contain; build construct erect; own possess; quit resign stepped leave;
        doctor physician; lawyer attorney; cop police officer; soldier troop troops military army; child infant baby; oversee supervise manage overseen regulate; kind type sort variety; amount quantity number; part portion section;
        """;

    private static readonly FrozenDictionary<string, int[]> s_groups = Read();

    public static bool AreSame(StatementWord a, StatementWord b) =>
        (a.Synonyms > 0 && a.Synonyms == b.Synonyms) || a.Groups.AsSpan().ContainsAny(b.Groups);

    /// <summary>Numbers of the groups that the word is in.</summary>
    public static int[] GroupsOf(StatementWord word) =>
        s_groups.TryGetValue(word.Alias ?? word.Form, out var groups) || s_groups.TryGetValue(word.Root, out groups) ? groups : [];

    private static FrozenDictionary<string, int[]> Read()
    {
        var members = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        foreach (var (group, index) in Groups.Split(';').Select((g, i) => (g, i)))
        {
            foreach (var word in group.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                Of(word).Add(index);
                Of(IrregularForms.BaseOf(word) ?? WordRelations.Stem(word)).Add(index);
            }
        }

        return members.ToFrozenDictionary(m => m.Key, m => m.Value.ToArray(), StringComparer.Ordinal);

        HashSet<int> Of(string word) => members.TryGetValue(word, out var set) ? set : members[word] = [];
    }
}
