using System.Globalization;

namespace QaBot.Retrieval;

/// <summary>
/// Lower case without accents, ligatures, full-width forms and other digits: what NFKD followed by dropping combining marks
/// gives for the alphabets that have case.
/// </summary>
/// <remarks>
/// A table, because <see cref="string.Normalize()"/> leaves text as it is where globalization is invariant, and because it would
/// take voicing marks from kana and take Hangul apart. Letters such as ø, ł and ß, which Unicode does not decompose, are folded as well.
/// </remarks>
internal static class UnicodeFolding
{
    /// <summary>The longest that one character becomes (ﬃ).</summary>
    public const int MaxExpansion = 3;

    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const int FullWidthDistance = 0xFEE0;

    /// <summary>What several characters become: "base:variants".</summary>
    private static readonly string[] Table =
    [
        "0:₀",
        "1:₁",
        "2:₂",
        "3:₃",
        "4:₄",
        "5:₅",
        "6:₆",
        "7:₇",
        "8:₈",
        "9:₉",
        "a:ªàáâãäåāăąǎǟǡǻȁȃȧᴬᵃḁạảấầẩẫậắằẳẵặₐ",
        "ae:æǣǽᴭ",
        "b:ɓᴮᵇḃḅḇℬ",
        "c:çćĉċčᶜḉℂℭ",
        "d:ðďđɗᴰᵈᶞḋḍḏḑḓⅅⅆ",
        "dz:ǆǳ",
        "e:èéêëēĕėęěǝȅȇȩəɛᴱᴲᵉᵊᵋḕḗḙḛḝẹẻẽếềểễệₑₔℇℯℰⅇ",
        "f:ƒᶠḟℱ",
        "ff:ﬀ",
        "ffi:ﬃ",
        "ffl:ﬄ",
        "fi:ﬁ",
        "fl:ﬂ",
        "g:ĝğġģǥǧǵɣˠᴳᵍḡℊ",
        "h:ĥħȟʰᴴḣḥḧḩḫẖₕℋℌℍℎℏ",
        "i:ìíîïĩīĭįİıǐȉȋɨɪᴵᵢᶤᶦḭḯỉịⁱℐℑℹⅈ",
        "ij:ĳ",
        "j:ĵǰʲᴶⅉ",
        "k:ķĸƙǩᴷᵏḱḳḵₖ",
        "l:ĺļľłˡᴸḷḹḻḽₗℒℓ",
        "lj:ǉ",
        "m:ᴹᵐḿṁṃₘℳ",
        "n:ñńņňŋǹᴺᵑṅṇṉṋⁿₙℕ",
        "nj:ǌ",
        "o:ºòóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱɔᴼᵒᵓṍṏṑṓọỏốồổỗộớờởỡợₒℴ",
        "oe:œ",
        "p:ᴾᵖṕṗₚℙ",
        "q:ℚ",
        "r:ŕŗřȑȓʳᴿᵣṙṛṝṟℛℜℝ",
        "s:śŝşšſșˢṡṣṥṧṩẛₛ",
        "ss:ß",
        "st:ﬅﬆ",
        "t:ţťŧțᵀᵗṫṭṯṱẗₜ",
        "th:þ",
        "u:ùúûüũūŭůűųưǔǖǘǚǜȕȗʉᵁᵘᵤᶶṳṵṷṹṻụủứừửữự",
        "v:ᵛᵥṽṿ",
        "w:ŵʷᵂẁẃẅẇẉẘ",
        "x:ˣẋẍₓ",
        "y:ýÿŷƴȳʏʸẏẙỳỵỷỹ",
        "z:źżžƶᶻẑẓẕℤℨ",
        "α:άἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ",
        "β:ϐᵝᵦ",
        "γ:ᵞᵧℽℾ",
        "δ:ᵟ",
        "ε:έϵἐἑἒἓἔἕὲέ",
        "η:ήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ",
        "θ:ϑᶿ",
        "ι:ΐίϊἰἱἲἳἴἵἶἷὶίιῐῑῒΐῖῗ",
        "κ:ϰ",
        "μ:µ",
        "ο:όὀὁὂὃὄὅὸό",
        "π:ϖℼℿ",
        "ρ:ϱᵨῤῥ",
        "σ:ςϲ",
        "υ:ΰϋύϒϓϔὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ",
        "φ:ϕᵠᵩ",
        "χ:ᵡᵪ",
        "ω:ώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ",
        "а:ӑӓ",
        "г:ѓ",
        "е:ѐёӗ",
        "ж:ӂӝ",
        "з:ӟ",
        "и:йѝӣӥ",
        "к:ќ",
        "н:ᵸ",
        "о:ӧ",
        "у:ўӯӱӳ",
        "ч:ӵ",
        "ы:ӹ",
        "э:ӭ",
        "і:ї",
        "ә:ӛ",
        "ө:ӫ",
        "657:143",
    ];

    private static readonly char[] Single = SingleFoldings();
    private static readonly Dictionary<char, string> Expansions = Rows().Where(row => row.Base.Length > 1)
        .SelectMany(row => row.Variants.Select(variant => (variant, row.Base))).ToDictionary(pair => pair.variant, pair => pair.Base);

    /// <summary>Writes what the character is folded to and returns its length, at most <see cref="MaxExpansion"/>; 0 for a combining mark.</summary>
    public static int Fold(char character, Span<char> destination)
    {
        if (character < 0x80)
        {
            destination[0] = char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character;
            return 1;
        }
        if (character is >= FirstFullWidth and <= LastFullWidth)
            return Fold((char)(character - FullWidthDistance), destination);
        if (IsIgnorable(character))
            return 0;
        var lower = char.ToLowerInvariant(character);
        if (lower < Single.Length && Single[lower] != 0)
        {
            destination[0] = Single[lower];
            return 1;
        }
        if (Expansions.TryGetValue(lower, out var expansion))
        {
            expansion.CopyTo(destination);
            return expansion.Length;
        }
        var digit = CharUnicodeInfo.GetDecimalDigitValue(lower);
        destination[0] = digit >= 0 ? (char)('0' + digit) : lower;
        return 1;
    }

    /// <summary>Marks and invisible characters that do not change which word it is: accents, Hebrew and Arabic points, soft hyphens, joiners.</summary>
    public static bool IsIgnorable(char character) => character is
        '\u00AD' or (>= '\u0300' and <= '\u036F') or (>= '\u0591' and <= '\u05C7') or (>= '\u064B' and <= '\u065F') or '\u0670'
        or '\u200C' or '\u200D' or '\u2060' or (>= '\uFE00' and <= '\uFE0F') or '\uFEFF';

    private static char[] SingleFoldings()
    {
        var rows = Rows().Where(row => row.Base.Length == 1).ToList();
        var foldings = new char[rows.Max(row => row.Variants.Max()) + 1];
        foreach (var (fold, variants) in rows)
        {
            foreach (var variant in variants)
                foldings[variant] = fold[0];
        }
        return foldings;
    }

    private static IEnumerable<(string Base, string Variants)> Rows() =>
        Table.Select(row => row.Split(':')).Select(parts => (parts[0], parts[1]));
}
