using System.Collections.Frozen;

namespace QaBot.Grounding;

/// <summary>General English that decides whether two sentences say the same. All words are lower-case, as they are read.</summary>
internal static class Lexicon
{
    public static readonly FrozenSet<string> Negators = Words(
        "not no never none nobody nothing neither nor without cannot cant can't don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't won't wouldn't " +
        "couldn't shouldn't mustn't n't nt hardly barely unable failed fail fails refused refuse refuses refusing declined decline declines denied denies deny denying lacked lacks lack");

    /// <summary>Negators that are verbs: they can be denied themselves.</summary>
    public static readonly FrozenSet<string> Denials = Words("failed fail fails refused refuse refuses refusing declined decline declines denied denies deny denying lacked lacks lack");

    public static readonly FrozenSet<string> Reporting = Words(
        "said says say saying told tells alleged alleges allege allegedly allegation allegations claimed claims claim claiming accused accuses accusing accusation accusations " +
        "reported reports report reportedly reporting according argued argues argue asserted asserts suggested suggests suggest believe believes believed suspected suspect suspects " +
        "purportedly purported rumored rumoured contend contends contended charged estimates estimated estimate testified wrote writes stated states announced called described insisted maintains maintained " +
        "surmised surmises opined opines speculated speculates conjectured hypothesized hypothesised posited posits theorized reckoned reckons acknowledged admitted concluded found noted explained warned added predicted considers considered indictment supposedly apparently");

    public static readonly FrozenSet<string> Alleging = Words(
        "say said says saying told alleged alleges allege alleging allegedly claimed claims claiming arguing insisting contending asserting accused accuses accusing reportedly according argued argues contend contends contended " +
        "surmised surmises opined opines speculated speculates conjectured hypothesized hypothesised posited posits theorized reckoned reckons suspected purportedly purported rumored rumoured believed supposedly testified insisted insists maintains maintained charged announced");

    /// <summary>Words that deny without a "not".</summary>
    public static readonly FrozenSet<string> Denying = Words(
        "few little hardly barely rarely seldom scarcely lose loses lost losing escape escapes escaped avoid avoids avoided prevent prevents prevented except exempt spare spared lacking absent absence " +
        "independent regardless irrespective unaffected impossible incapable unwilling unaware uninterested unclear unlikely unlike insufficient discourage discourages discouraging deter forbid forbids forbade prohibit prohibits prohibited ban bans banned reject rejects rejected missing");

    /// <summary>Words that tell as possible or as hearsay all that they introduce.</summary>
    public static readonly FrozenSet<string> Hedges = Words("perhaps maybe possibly allegedly reportedly apparently supposedly purportedly seemingly presumably conceivably");

    /// <summary>They report only what a "that" or a quotation after them says ("wrote that", but "wrote a novel").</summary>
    public static readonly FrozenSet<string> Stating = Words("reported reports concluded concludes concluding wrote writes stated states suggested suggests suggesting estimated estimates found noted notes explained held holds evidence thought thinks predicted predicts asserted asserts proposed announced warned warns");

    /// <summary>Verbs of which the object is what somebody thinks ("attribute the fall to", "blames").</summary>
    public static readonly FrozenSet<string> Ascribing = Words("attribute attributes attributed attributing ascribe ascribes ascribed blame blames blamed");

    /// <summary>They say opposite things only after one verb: "turned down" is not the opposite of "gave up".</summary>
    public static readonly FrozenSet<string> Particles = Words("up down over under in out on off inside outside before after");

    /// <summary>Words that number what they are said of.</summary>
    public static readonly FrozenDictionary<string, double> Collectives =
        new Dictionary<string, double> { ["duo"] = 2, ["pair"] = 2, ["trio"] = 3, ["quartet"] = 4, ["quintet"] = 5, ["dozen"] = 12 }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenSet<string> Ordinals = Words("first second third fourth fifth sixth seventh eighth ninth tenth");

    /// <summary>Where a claim has one, it does not tell as fact what somebody says.</summary>
    public static readonly FrozenSet<string> Views = Words(
        "theory theories hypothesis opinion view views eyes judgment judgement thinks think thought regards regarded regard called seems seem seemed appears appear appeared blamed blames expected expects hoped hopes urged urges");

    /// <summary>Whoever is said to say it, the source does.</summary>
    public static readonly FrozenSet<string> AnySpeaker = Words("author authors article writer writers text passage source sources report reports it he she they who critics");

    /// <summary>A reply tells with them where it has something from ("one author says"): that is no part of what the source says.</summary>
    public static readonly FrozenSet<string> Framing = Words("author authors account accounts article articles writer writers text passage source sources according says said say argues wants thinks");

    /// <summary>Words so general that they say little of what a claim is about.</summary>
    public static readonly FrozenSet<string> Light = Words(
        "make makes made take takes took taken get gets got give gives gave given come comes came go goes went gone become becomes became thing things way ways kind kinds sort part parts case lot lots even ever already actually " +
        "really also well still yet now then back put set keep kept like act acts man person people place time times use used using different certain able know known called call want good great general whatever");

    public static readonly FrozenSet<string> Titles = Words(
        "mr mrs ms miss sir dame lord lady dr doctor prof professor gen general president senator sen rep representative governor gov prime minister secretary attorney chief director king queen prince princess judge justice captain colonel mayor " +
        "chairman ambassador congressman pope bishop department ministry state government administration");

    /// <summary>Months, which differ where others are.</summary>
    public static readonly FrozenSet<string> Months = Words("january february march april may june july august september october november december");

    public static readonly FrozenSet<string> Weekdays = Words("monday tuesday wednesday thursday friday saturday sunday");

    public static readonly FrozenSet<string> Universal = Words("all every always everyone everybody everything entire entirely whole completely fully wholly each throughout both any");

    public static readonly FrozenSet<string> Exclusive = Words("only solely sole exclusively alone just merely");

    public static readonly FrozenSet<string> Majority = Words("most mostly majority mainly largely primarily predominantly chiefly much");

    public static readonly FrozenSet<string> InPart = Words("partly partially somewhat");

    public static readonly FrozenSet<string> MoreThanHalf = Words("most mostly majority");

    /// <summary>Words that begin a sentence without being what it is about, and without being stop words.</summary>
    public static readonly FrozenSet<string> Openers = Words(
        "since despite during until unlike among amid amongst besides beyond throughout toward towards across along upon within without regarding concerning following including although though whereas while whenever wherever once whether " +
        "unless because instead therefore however moreover furthermore nevertheless nonetheless meanwhile otherwise hence thus perhaps maybe besides additionally");

    /// <summary>To be the most of all is more than to be it.</summary>
    public static readonly FrozenSet<string> Superlatives = Words(
        "oldest youngest newest largest biggest smallest greatest highest lowest longest shortest tallest richest wealthiest poorest strongest weakest fastest slowest " +
        "best worst earliest heaviest lightest cheapest deepest widest busiest deadliest safest hottest coldest warmest brightest loudest easiest hardest finest " +
        "happiest closest nearest foremost greatest broadest fewest leading unprecedented unparalleled unique");

    /// <summary>What a source may say instead of a superlative.</summary>
    public static readonly FrozenSet<string> Foremost = Words("most first top leading main primary number-one record chief principal largest highest ever");

    public static readonly FrozenSet<string> Nullity = Words("no none nobody nothing never zero neither without");

    public static readonly FrozenSet<string> Possible = Words("may might could possibly perhaps potentially likely probably expected expects plan plans planned planning proposed proposes seeks considering would intends hopes can if should sought seek hope hoped consider aims");

    /// <summary>Words that make what follows a possibility or a plan.</summary>
    public static readonly FrozenSet<string> Conditional = Words("may might could possibly perhaps potentially likely probably expected expects plan plans planned proposed proposes seeks considering would intends hopes");

    /// <summary>Quantifiers so loose that leaving them out or adding them changes nothing.</summary>
    public static readonly FrozenSet<string> Loose = Words("each throughout both any just merely alone much");

    public static readonly FrozenSet<string> Future = Words("will shall would going plans plan planned expected expects intends");

    public static readonly FrozenSet<string> Approximate = Words("about around nearly almost approximately roughly some over under than least most close circa estimated");

    public static readonly FrozenSet<string> FirstPerson = Words("i me my mine i'm i've i'd i'll we our ours im ive");

    /// <summary>Words that put one thing down to another, or against it: new ones say what the source does not.</summary>
    public static readonly FrozenSet<string> Connectives = Words("because since so therefore thus hence although though unless instead despite but however if");

    public static readonly FrozenSet<string> Pronouns = Words("he she it they his her its their this these that those it's he's she's");

    public static readonly FrozenSet<string> SecondPerson = Words("you your yours you're you've");

    public static readonly FrozenSet<string> Interjections = Words("yes yeah yep no nope well oh wow haha lol hmm okay ok sure absolutely definitely exactly right true thanks agree");

    /// <summary>They open a reply, and say nothing of what it is about.</summary>
    public static readonly FrozenSet<string> Greetings = Words("yes yeah yea yep well oh hmm okay ok sure absolutely definitely indeed");

    public static readonly FrozenSet<string> Opinion = Words(
        "love loved hate like think believe guess sure hope wish agree awesome amazing cool great nice fun funny interesting glad happy sad sorry wow yeah yes haha lol oh hmm well okay favorite favourite personally definitely absolutely maybe thanks know heard");

    private static readonly FrozenDictionary<string, string[]> Opposites = Pairs("""
        rose/fell/dropped/declined/decreased/shrank/plunged rise/fall/drop/decline/decrease rises/falls/drops/declines/decreases rising/falling/declining/decreasing increased/decreased/fell/dropped/declined/reduced
        increase/decrease/fall/drop/decline/reduce/reduction increases/decreases/falls/reduces increasing/decreasing/falling/reducing grew/shrank/fell/declined grow/shrink growing/shrinking growth/decline
        more/less/fewer higher/lower high/low highest/lowest larger/smaller large/small largest/smallest bigger/smaller biggest/smallest greater/lesser/smaller longer/shorter longest/shortest long/short
        better/worse best/worst good/bad stronger/weaker strong/weak strengthened/weakened strengthen/weaken strengthening/weakening faster/slower earlier/later early/late earliest/latest older/younger oldest/youngest/newest
        won/lost win/lose wins/loses winning/losing gained/lost gain/lose opened/closed open/closed/close opens/closes opening/closing accepted/rejected/refused/declined accept/reject/refuse/decline accepts/rejects/refuses
        approved/rejected/blocked/opposed approve/reject/oppose allowed/banned/prohibited/forbade/blocked allow/ban/prohibit/forbid/block allows/bans/prohibits/forbids permitted/banned/prohibited/barred legal/illegal lawful/unlawful
        began/ended/stopped/finished begin/end/stop begins/ends/stops beginning/ending start/stop/end started/stopped/ended starts/stops/ends before/after above/below first/last over/under up/down inside/outside
        guilty/innocent convicted/acquitted/cleared convict/acquit arrested/released/freed arrest/release detained/released/freed imprisoned/released/freed jailed/freed/released
        supported/opposed/rejected support/oppose/reject supports/opposes/rejects supporter/opponent supporters/opponents supportive/opposed praised/criticized/criticised/condemned praise/criticize/condemn
        succeeded/failed success/failure successful/unsuccessful successfully/unsuccessfully always/never often/rarely/seldom frequently/rarely common/rare
        imported/exported import/export imports/exports north/south northern/southern east/west eastern/western bought/sold buy/sell buys/sells public/private confirmed/denied confirm/deny confirms/denies admitted/denied admits/denies admit/deny limited/expanded limit/expand restricted/expanded/allowed constrained/enabled constrain/enable
        included/excluded include/exclude includes/excludes upper/lower left/right male/female man/woman men/women entered/left enter/leave joined/left join/leave arrived/departed/left major/minor majority/minority
        hot/cold warm/cold wet/dry rich/poor light/dark near/far positive/negative presence/absence present/absent safe/dangerous effective/ineffective possible/impossible likely/unlikely able/unable necessary/unnecessary
        important/unimportant formal/informal direct/indirect directly/indirectly legitimate/illegitimate domestic/foreign urban/rural ally/enemy allies/enemies friend/enemy created/destroyed destroyed/built/created
        remembered/forgot forgot/remembered kept/dropped/abandoned dropped/kept/pursued/maintained lifted/imposed imposed/lifted expanded/reduced/cut/shrank expand/reduce improve/worsen improved/worsened improving/worsening
        accelerated/slowed deployed/withdrew/withdrawn withdrew/deployed hired/fired appointed/dismissed/removed tightened/loosened/relaxed increased/cut raised/lowered/cut raise/lower/cut raises/lowers attacked/defended attack/defend
        """);

    /// <summary>Groups of words, separated by semicolons, that say much the same.</summary>
    private const string SynonymGroups = """
        big large huge; movie film; car automobile vehicle; us usa america american u.s; uk britain british; purchase buy bought; begin start commence launch began; end finish conclude stop; show demonstrate reveal; kill murder slay; help assist aid;
        child kid kids children; physician doctor; attorney lawyer; make create produce made; get obtain receive got; need require; use utilize; like such; job occupation work; company firm corporation business; country nation; city town;
        also too; however but; say state tell said told; publish release issue disclose; many numerous several; area region; important significant major key; famous popular well-known; song single track; show program programme series; author writer;
        wrote write written authored pen; located situated base based; contain include comprise consist; allow permit let enable; attempt try; choose select pick; rise increase grow climb rose grew grown; fall decrease drop decline fell fallen; reduce cut lower;
        arrest detain capture; accuse charge allege; drop dismiss abandon; probe investigation inquiry; evidence proof; cartel gang; gun firearm weapon; police officer; politician lawmaker; president leader; government administration authorities; home house; name call known title dub;
        found establish founded create; play perform; win won victory; die dead death died; marry wife husband spouse; old aged age; near close; fast quick rapid; annual yearly; largest biggest; main primary principal chief; entire whole; often frequently; main major; former ex;
        people person human; world global international worldwide; year annual; money fund cash; prison jail; school university college; photo picture image; illness disease; happen occur; keep retain maintain; give provide supply gave given; go travel; end expire; hide conceal;
        trade commerce; army military; leave depart left; return back; join enter; think believe; border frontier; opponent critic; agree accept agreed; refuse reject decline; help support; ban prohibit outlaw forbid; drug narcotic; seize confiscate; weaken undermine erode; percent percentage share proportion; recommend suggest propose advise urge; replace succeed; reason cause; spend cost pay
        """;

    private static readonly FrozenDictionary<string, int> Synonyms = Groups(SynonymGroups);

    /// <summary>The same groups, each as its words.</summary>
    public static IEnumerable<IReadOnlyList<string>> GroupsOfSynonyms => SynonymGroups.Split(';').Select(group => (IReadOnlyList<string>)Split(group));

    /// <summary>Words of one number say the same; 0 for words without synonyms here.</summary>
    public static int SynonymsOf(string word) => Synonyms.GetValueOrDefault(word);

    /// <summary>Words that say the contrary of one; empty for none.</summary>
    public static IReadOnlyList<string> OppositesOf(string word) => Opposites.TryGetValue(word, out var opposites) ? opposites : [];

    private static FrozenSet<string> Words(string words) => Split(words).ToFrozenSet(StringComparer.Ordinal);

    private static string[] Split(string words) => words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static FrozenDictionary<string, string[]> Pairs(string pairs)
    {
        var opposites = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var words in Split(pairs).Select(p => p.Split('/')))
        {
            foreach (var other in words[1..])
            {
                Of(words[0]).Add(other);
                Of(other).Add(words[0]);
            }
        }

        return opposites.ToFrozenDictionary(p => p.Key, p => p.Value.ToArray(), StringComparer.Ordinal);

        HashSet<string> Of(string word) => opposites.TryGetValue(word, out var set) ? set : opposites[word] = new HashSet<string>(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, int> Groups(string groups)
    {
        var members = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (group, index) in groups.Split(';').Select((g, i) => (g, i + 1)))
        {
            foreach (var word in Split(group))
                members.TryAdd(word, index);
        }

        return members.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
