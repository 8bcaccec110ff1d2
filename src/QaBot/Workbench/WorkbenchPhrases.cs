using QaBot.Answering;
using QaBot.Grounding;

namespace QaBot.Workbench;

/// <summary>What the workbench says itself, in each language. Names and other words of users are escaped where they are put in.</summary>
internal sealed class WorkbenchPhrases(ReplyLanguage language)
{
    private readonly Phrasebook _common = Phrasebook.For(language);

    public bool IsSpanish { get; } = language == ReplyLanguage.Spanish;

    public string Default => IsSpanish ? "configurada" : "configured";

    public string InUse => IsSpanish ? "en uso aquí" : "in use here";

    public string NoPrompts => IsSpanish ? "La carpeta no tiene ninguna instrucción para respuestas." : "The prompts folder holds no prompt for answers.";

    public string PromptsHint => IsSpanish
        ? "`/prompt NOMBRE` usa una en esta conversación; `/compare NOMBRE NOMBRE` compara dos."
        : "`/prompt NAME` uses one in this conversation; `/compare NAME NAME` compares two.";

    public string LastGoodStays => IsSpanish ? "Sigue en uso la última versión buena." : "The last good version stays in use.";

    /// <param name="asked">The prompt that was asked for; null for the configured one.</param>
    public string Answered(string? asked, PromptIdentity used)
    {
        var name = $"**{WorkbenchText.Plain(used.Name)}** ({WorkbenchText.Hash(used.Hash)})";
        return (IsSpanish, PromptLibrary.AreSame(asked ?? used.Name, used.Name)) switch
        {
            (true, true) => $"Ha respondido la última versión buena, {name}.",
            (true, false) => $"En su lugar ha respondido la instrucción configurada, {name}.",
            (false, true) => $"The last good version answered, {name}.",
            (false, false) => $"The configured prompt answered instead, {name}.",
        };
    }

    public string CannotBeUsed => IsSpanish ? "No se puede usar." : "It cannot be used.";

    public string WordingHasNoEffect => IsSpanish
        ? "Responde el modelo incorporado, que copia frases y no lee la redacción de las instrucciones: no tiene efecto en sus respuestas."
        : "The embedded model answers. It copies sentences and does not read a prompt's wording, which has no effect on its answers.";

    public string AskFirst => IsSpanish ? "Haga primero una pregunta; la orden se refiere a la última." : "Ask a question first; this command is about the last one.";

    public string Forgotten => IsSpanish ? "He olvidado esta conversación: responde de nuevo la instrucción configurada y los pasos no se muestran. `/export` todavía tiene lo que se dijo." : "I have forgotten this conversation: the configured prompt answers again, and steps are not shown. `/export` still has what was said.";

    public string NotSearched => IsSpanish ? "El último mensaje se respondió sin buscar nada." : "The last message was answered without a search.";

    public string FoundAgain => IsSpanish ? "La respuesta ya no está en memoria; estos son los pasajes que se encuentran ahora." : "The answer is no longer in memory; these are the passages as they are found now.";

    public string NothingFound => IsSpanish ? "No se encontró ningún pasaje." : "No passage was found.";

    public string TakenWhole => IsSpanish
        ? "Se pidió un resumen: los artículos se toman enteros, o a trechos regulares si son largos; no se busca."
        : "A summary was asked for: articles are taken whole, or at even distances where they are long; nothing is searched.";

    public string NoCitations => IsSpanish ? "La última respuesta no cita nada." : "The last answer cites nothing.";

    public string HelpHint => IsSpanish ? "`/help` muestra las órdenes." : "`/help` lists the commands.";

    public string CommandsHeading => IsSpanish ? "Órdenes:" : "Commands:";

    public string NotACommand(string name, string? meant) => IsSpanish
        ? $"No conozco la orden {name}.{(meant is null ? "" : $" ¿Quiso decir `{meant}`?")} {HelpHint} Para preguntar, escriba sin la barra."
        : $"There is no command {name}.{(meant is null ? "" : $" Did you mean `{meant}`?")} {HelpHint} To ask a question, leave the slash away.";

    public string Using(string prompt) => IsSpanish ? $"Esta conversación usa ahora {prompt}." : $"This conversation uses {prompt} from now on.";

    public string UsesAlready(string prompt) => IsSpanish ? $"Esta conversación usa {prompt}." : $"This conversation uses {prompt}.";

    public string BackTo(string prompt) => IsSpanish ? $"Esta conversación vuelve a usar la instrucción configurada, {prompt}." : $"This conversation uses the configured prompt again, {prompt}.";

    public string Trace(bool on, bool isNew) => (IsSpanish, on, isNew) switch
    {
        (true, true, true) => "A partir de ahora muestro los pasos de cada respuesta. `/trace off` los oculta.",
        (true, false, true) => "Ya no muestro los pasos de las respuestas.",
        (true, true, false) => "Los pasos de cada respuesta se muestran. `/trace off` los oculta.",
        (true, false, false) => "Los pasos de las respuestas no se muestran. `/trace on` los muestra.",
        (false, true, true) => "The steps of each answer are shown from now on. `/trace off` hides them.",
        (false, false, true) => "The steps of the answers are not shown any more.",
        (false, true, false) => "The steps of each answer are shown. `/trace off` hides them.",
        (false, false, false) => "The steps of the answers are not shown. `/trace on` shows them.",
    };

    public string TraceUsage(string word) => IsSpanish ? $"`/trace on` o `/trace off`, no «{word}»." : $"`/trace on` or `/trace off`, not “{word}”.";

    public string CompareUsage(string names) => IsSpanish ? $"Escriba `/compare NOMBRE NOMBRE`. Hay: {names}." : $"Type `/compare NAME NAME`. There are: {names}.";

    public string SamePrompt(string name) => IsSpanish ? $"Las dos son {name}: no hay nada que comparar." : $"Both are {name}: there is nothing to compare.";

    public string Comparing(string first, string second, string question) => IsSpanish ? $"{first} y {second} sobre «{question}»" : $"{first} and {second} on “{question}”";

    public string BothWouldSend(int passages) => _common.EvidenceOfBoth(passages);

    public string Send(int tokens) => IsSpanish ? $"instrucción de {WorkbenchText.Count(tokens)} tokens" : $"a prompt of {WorkbenchText.Count(tokens)} tokens";

    public string ModelTokens(string @in, string @out) => IsSpanish ? $"el modelo contó {@in} de entrada y {@out} de salida" : $"the model counted {@in} in, {@out} out";

    public string NoModelAsked => IsSpanish ? "no se preguntó a ningún modelo" : "no model was asked";

    public string RefusedBecause(string reason) => IsSpanish ? $"Rechazada: {reason}" : $"Refused: {reason}";

    public string Verdicts(IReadOnlyList<Claim> claims) => _common.Verdicts(claims);

    public string Verdict(GroundingVerdict verdict) => !IsSpanish ? AnswerJson.VerdictName(verdict) : verdict switch
    {
        GroundingVerdict.Supported => "respaldada",
        GroundingVerdict.Partial => "respaldada en parte",
        _ => "sin respaldo",
    };

    public string CitedByBoth(int both, string first, int onlyFirst, string second, int onlySecond) => IsSpanish
        ? $"Citas: {both} en ambas, {onlyFirst} solo en {first}, {onlySecond} solo en {second}."
        : $"Quotes: {both} in both, {onlyFirst} only in {first}, {onlySecond} only in {second}.";

    public string SameAnswer => IsSpanish ? "Respuesta de ambas:" : "The answer of both:";

    public string Searched(string query) => IsSpanish ? $"Se buscó: “{query}”" : $"Searched: “{query}”";

    public string FromConversation(string topic) => IsSpanish ? $"de la conversación: {topic}" : $"from the conversation: {topic}";

    public string InTheirWords(string translation) => IsSpanish ? $"en las palabras de los artículos: {translation}" : $"in the articles' words: {translation}";

    public string LimitedTo(string articles) => IsSpanish ? $"limitado a: {articles}" : $"limited to: {articles}";

    public string Article(string score) => IsSpanish ? $"su artículo en conjunto {score}" : $"its article as a whole {score}";

    public string Near(string first, string second, string score) => IsSpanish ? $"«{first} … {second}» juntas {score}" : $"“{first} … {second}” near each other {score}";

    public string Lacks(string words) => IsSpanish ? $"no tiene: {words}" : $"lacks: {words}";

    public string InTitle => IsSpanish ? "en el título" : "in the title";

    public string InHeading => IsSpanish ? "en el encabezado" : "in a heading";

    public string Changed => IsSpanish ? "El artículo ha cambiado desde entonces." : "The article has changed since.";

    public string MorePassages(int count) => IsSpanish ? $"… y {count} más, por debajo." : $"… and {count} more below.";

    public string InPassages(string word, int passages) => IsSpanish ? $"{word} (en {passages})" : $"{word} (in {passages})";

    /// <param name="telling">Words that few passages have, each with how many.</param>
    /// <param name="common">Words that most passages have.</param>
    public string InWords(IReadOnlyList<string> telling, IReadOnlyList<string> common, int passages)
    {
        var parts = new List<string>
        {
            IsSpanish
                ? $"Se busca en {passages} pasajes con las palabras de la pregunta; la instrucción no interviene."
                : $"The question's words are looked for in {passages} passages; the prompt has no part in it.",
        };
        if (telling.Count > 0)
            parts.Add(IsSpanish ? $"Deciden las que pocos pasajes tienen: {string.Join(", ", telling)}." : $"Those that few passages have decide: {string.Join(", ", telling)}.");
        if (common.Count > 0)
            parts.Add(IsSpanish ? $"Apenas cuentan, porque casi todos las tienen: {string.Join(", ", common)}." : $"Most passages have these, which hardly count: {string.Join(", ", common)}.");
        return string.Join(' ', parts);
    }

    public string HowToRead => IsSpanish
        ? "Cómo leerlo: el número de un pasaje es la suma de los puntos de sus palabras (BM25). ×2: la palabra está dos veces; idf: cuanto más rara en los artículos, más cuenta. El modelo recibe lo que lleva «evidencia», con ese número."
        : "How to read it: a passage's number is the sum of its words' points (BM25). ×2: the word is there twice; idf: the rarer in the articles, the more it counts. The model gets what is marked “evidence”, under that number.";

    public string ByMeaning(int rank) => IsSpanish ? $"por significado, n.º {rank}" : $"by meaning no. {rank}";

    public string HowToReadMeaning => IsSpanish
        ? "El orden resulta de dos listas: la de esos puntos y la de los pasajes más cercanos en significado."
        : "The order comes from two lists: the one by these points, and the passages nearest in meaning.";

    public string Collection(int articles) => IsSpanish ? $"Respondo a partir de {articles} artículos:" : articles == 1 ? "I answer from 1 article:" : $"I answer from {articles} articles:";

    public string CharactersMore(int count) => IsSpanish ? $"… {WorkbenchText.Count(count)} caracteres más." : $"… {WorkbenchText.Count(count)} more characters.";

    public string AndMore(int count) => IsSpanish ? $"… y {count} más." : $"… and {count} more.";

    public string Arguments(WorkbenchCommand command) => IsSpanish ? command.Arguments.Replace("NAME", "NOMBRE", StringComparison.Ordinal) : command.Arguments;

    public string Describe(WorkbenchCommand command) => !IsSpanish ? command.Description : command.Name switch
    {
        "/prompts" => "Muestra las instrucciones que hay.",
        "/prompt" => "Responde con esta instrucción en esta conversación; sin nombre, dice cuál está en uso; «default» vuelve a la configurada.",
        "/compare" => "Responde la última pregunta con las dos instrucciones, una junto a otra.",
        "/why" => "Explica por qué se encontraron estos pasajes para la última pregunta.",
        "/sources" => "Muestra las citas completas de la última respuesta; antes de la primera pregunta, los artículos.",
        "/trace" => "Muestra cada paso de las respuestas; sin palabra, dice si se muestran.",
        "/reset" => "Olvida esta conversación, su instrucción y si se muestran los pasos; lo dicho sigue en su transcripción.",
        "/export" => "Guarda esta conversación como transcripción para el Bot Framework Emulator.",
        _ => "Muestra las órdenes.",
    };
}
