using System.Globalization;
using QaBot.Grounding;
using QaBot.Models;
using QaBot.Review;

namespace QaBot.Answering;

/// <summary>What QaBot says itself, in each language: everything in a reply that is not from a source or a model.</summary>
public sealed class Phrasebook
{
    private readonly ReplyLanguage _language;

    private Phrasebook(ReplyLanguage language) => _language = language;

    private bool Spanish => _language == ReplyLanguage.Spanish;

    public bool IsEnglish => _language == ReplyLanguage.English;

    public static Phrasebook For(ReplyLanguage language) => new(language);

    public string Greeting(int articles) => Spanish
        ? $"¡Hola! Respondo preguntas a partir de {Count(articles, "artículo", "artículos")} y cito las palabras exactas de cada uno. ¿Qué quiere saber?"
        : $"Hello! I answer questions from {Count(articles, "article", "articles")} and cite the exact words for every claim. What would you like to know?";

    public string Thanks => Spanish ? "¡De nada! Pregunte lo que quiera sobre los artículos." : "You're welcome! Ask me anything else about the articles.";

    public string Goodbye => Spanish ? "¡Hasta pronto!" : "Goodbye!";

    public string Acknowledged => Spanish ? "Bien. ¿Qué más quiere saber de los artículos?" : "Good. What else would you like to know from the articles?";

    public string Capabilities(int articles) => Spanish
        ? $"Respondo preguntas a partir de {Count(articles, "artículo", "artículos")}, y de nada más. Cada afirmación lleva un número que señala el artículo y sus palabras exactas; si los artículos no lo dicen, lo digo. También puede preguntar qué artículos hay, pedir un resumen de uno, limitar la pregunta a una fuente («según …») o seguir preguntando sobre lo anterior."
        : $"I answer questions from {Count(articles, "article", "articles")}, and from nothing else. Every claim has a number that points at the article and its exact words; when the articles don't say, I say so. You can also ask which articles there are, ask for a summary of one, limit a question to one source (\"according to …\"), or ask follow-up questions.";

    public string Collection(int articles) => Spanish
        ? $"Respondo a partir de {Count(articles, "artículo", "artículos")}:"
        : articles == 1 ? "I answer from this article:" : $"I answer from these {Count(articles, "article", "articles")}:";

    public string Untitled => Spanish ? "(sin título)" : "(no title)";

    public string AndMore(int more) => Spanish ? $"… y {more} más." : $"… and {more} more.";

    public string AskSomething => Spanish ? "Escriba una pregunta, por favor." : "Please type a question, in words.";

    public string TooLong(int length, int most) => Spanish
        ? string.Create(CultureInfo.InvariantCulture, $"Su pregunta tiene {length:N0} caracteres; puedo leer {most:N0}. Hágala más corta, por favor.")
        : string.Create(CultureInfo.InvariantCulture, $"Your question has {length:N0} characters; I can read {most:N0}. Please make it shorter.");

    public string NothingToAnswerFrom => Spanish ? "Ahora no hay artículos de los que responder." : "There are no articles to answer from right now.";

    public string Refusal(string question) => Spanish ? $"Las fuentes no dicen: «{question}»" : $"The sources don't say: “{question}”";

    public string Nearest => Spanish ? "Los artículos más cercanos:" : "The nearest articles:";

    public string Failed => Spanish ? "No he podido responder ahora. Inténtelo de nuevo, por favor." : "I could not answer just now. Please try again.";

    /// <summary>Before the reason for a refusal.</summary>
    public string Why => Spanish ? "Por qué:" : "Why:";

    public string NotAnswered => Spanish ? "Los pasajes encontrados no responden a la pregunta." : "The passages found do not answer it.";

    /// <summary>To a message that only gives orders.</summary>
    public string NothingAsked => Spanish ? "No hay en eso ninguna pregunta para los artículos, y no sigo otras instrucciones." : "There is no question for the articles in that, and I follow no other instructions.";

    public string NoSuchSource(string name) => Spanish ? $"Ningún artículo es de «{name}» ni lo menciona." : $"No article is by “{name}”, or speaks of it.";

    public string TooFar => Spanish ? "Los pasajes encontrados se alejan demasiado de la pregunta." : "The passages found are too far from the question.";

    /// <param name="more">Words beside those.</param>
    public string Lacking(string words, int more) => Spanish
        ? $"Ningún pasaje encontrado tiene: {words}{(more > 0 ? $" y {more} palabras más" : "")}."
        : $"No passage found has: {words}{(more > 0 ? $" and {more} more words" : "")}.";

    /// <summary>Why extracts stand in an answer, in plain words: no names of settings or servers, which whoever runs QaBot finds in the log.</summary>
    /// <param name="kind">Null when nothing of the model's draft could be verified.</param>
    public string WhyDegraded(ModelProblemKind? kind) => (kind, Spanish) switch
    {
        (null, false) => "Nothing of the model's draft could be verified.",
        (null, true) => "No se ha podido comprobar nada de lo que escribió el modelo.",
        (ModelProblemKind.TimedOut, false) => "The model took too long.",
        (ModelProblemKind.TimedOut, true) => "El modelo tardó demasiado.",
        (ModelProblemKind.Unreachable or ModelProblemKind.InsecureConnection, false) => "The model could not be reached.",
        (ModelProblemKind.Unreachable or ModelProblemKind.InsecureConnection, true) => "No se ha podido llegar al modelo.",
        (ModelProblemKind.Misconfigured or ModelProblemKind.Unauthorized or ModelProblemKind.NotFound, false) => "The model is not set up correctly.",
        (ModelProblemKind.Misconfigured or ModelProblemKind.Unauthorized or ModelProblemKind.NotFound, true) => "El modelo no está bien configurado.",
        (ModelProblemKind.RateLimited or ModelProblemKind.Busy, false) => "The model has too much to do right now.",
        (ModelProblemKind.RateLimited or ModelProblemKind.Busy, true) => "El modelo tiene demasiado trabajo ahora mismo.",
        (ModelProblemKind.BrokenOff, false) => "The model broke off.",
        (ModelProblemKind.BrokenOff, true) => "El modelo se interrumpió.",
        (ModelProblemKind.Malformed, false) => "The model gave no usable answer.",
        (ModelProblemKind.Malformed, true) => "El modelo no dio una respuesta utilizable.",
        (ModelProblemKind.PromptTooLong, false) => "The question with its sources is too long for the model.",
        (ModelProblemKind.PromptTooLong, true) => "La pregunta con sus fuentes es demasiado larga para el modelo.",
        (ModelProblemKind.AnswerTooLong, false) => "The model's answer was too long.",
        (ModelProblemKind.AnswerTooLong, true) => "La respuesta del modelo era demasiado larga.",
        (ModelProblemKind.Rejected or ModelProblemKind.Filtered, false) => "The model's provider refused to answer this.",
        (ModelProblemKind.Rejected or ModelProblemKind.Filtered, true) => "El proveedor del modelo se negó a responder a esto.",
        (ModelProblemKind.Suspended, false) => "The model failed too often lately.",
        (ModelProblemKind.Suspended, true) => "El modelo ha fallado demasiadas veces últimamente.",
        (ModelProblemKind.OverBudget, false) => "Your use of the model for today is used up.",
        (ModelProblemKind.OverBudget, true) => "Ya ha usado el modelo todo lo que puede hoy.",
        (_, false) => "The model failed.",
        (_, true) => "El modelo falló.",
    };

    /// <summary>Begins an answer of extracts that a model was to write.</summary>
    /// <param name="why">As <see cref="WhyDegraded"/> has it.</param>
    public string ExtractsInstead(string why) => Spanish ? $"{why} Esto son extractos de las fuentes:" : $"{why} These are extracts from the sources:";

    /// <summary>Between what a model had written and extracts.</summary>
    /// <inheritdoc cref="ExtractsInstead"/>
    public string ExtractsAfter(string why) => Spanish ? $"{why} Lo que sigue son extractos de las fuentes:" : $"{why} What follows are extracts from the sources:";

    /// <summary>After what a model had written, with nothing to add.</summary>
    /// <inheritdoc cref="ExtractsInstead"/>
    public string MayBeIncomplete(string why) => Spanish ? $"{why} La respuesta puede estar incompleta." : $"{why} The answer may be incomplete.";

    public string Unsupported => Spanish ? "(las fuentes no lo respaldan)" : "(not supported by the sources)";

    public string PartlySupported => Spanish ? "(las fuentes lo respaldan solo en parte)" : "(only partly supported by the sources)";

    public string SourcesDiffer => Spanish ? "Las fuentes difieren." : "The sources differ.";

    public string AnotherSourceDiffers => Spanish ? "Las fuentes difieren; también dicen:" : "The sources differ; they also say:";

    /// <summary>Begins an answer whose quotes are in another language than the question.</summary>
    public string QuotedInTheirOwnLanguage => Spanish ? "Las fuentes se citan en su propio idioma:" : "The sources are quoted in their own language:";

    public string SourcesHeading => Spanish ? "Fuentes" : "Sources";

    public string DisagreementHeading => Spanish ? "Las fuentes difieren" : "The sources differ";

    public string AndMoreSources(int more) => Spanish ? $"y {more} más" : $"and {more} more";

    public string NoArticles => Spanish
        ? "Ahora mismo no tengo artículos de los que responder. Inténtelo de nuevo más tarde, por favor."
        : "I have no articles to answer from at the moment. Please try again later.";

    public string TextOnly => Spanish ? "Solo puedo leer texto. Escriba su pregunta, por favor." : "I can read text only. Please type your question.";

    public string NothingToStop => Spanish
        ? "Ahora mismo no estoy respondiendo nada que pueda detener. Pregunte lo que quiera."
        : "I am not answering anything right now that I could stop. Ask me anything.";

    public string Stopping => Spanish ? "Me detengo." : "Stopping.";

    public string TooBusy => Spanish
        ? "Hay más preguntas en espera de las que puedo responder ahora. Pregunte de nuevo en un minuto, por favor."
        : "I have more questions waiting than I can answer right now. Please ask again in a minute.";

    public string TurnFailed => Spanish
        ? "Lo siento, algo ha fallado por mi parte y no he podido responder. Inténtelo de nuevo, por favor."
        : "Sorry, something went wrong on my side and I could not answer. Please try again.";

    /// <summary>In Markdown.</summary>
    public string WelcomeWithoutArticles => Spanish
        ? "Hola, soy **QaBot**. Respondo preguntas a partir de una colección de artículos, pero ahora mismo no hay ninguno. Vuelva más tarde, por favor."
        : "Hello, I am **QaBot**. I answer questions from a collection of articles, but there is none to answer from at the moment. Please come back later.";

    /// <summary>In Markdown; examples are to follow.</summary>
    public string Welcome(int articles) => Spanish
        ? $"Hola, soy **QaBot**. Respondo preguntas a partir de {Count(articles, "artículo", "artículos")}, y de todo lo que digo cito las palabras exactas en que se apoya."
        : $"Hello, I am **QaBot**. I answer questions from {Count(articles, "article", "articles")}, and for everything I say I quote the exact words it rests on.";

    public string ExamplesInText => Spanish ? "Podría preguntar:" : "You could ask:";

    public string ExamplesOnButtons => Spanish ? "Pregúnteme lo que quiera sobre ellos, por ejemplo:" : "Ask me anything about them, for example:";

    /// <summary>Above buttons that are a message of their own: questions, or commands.</summary>
    public string GoOn => Spanish ? "Puede seguir con:" : "You could go on with:";

    /// <summary>While an answer is being made.</summary>
    public string Searching(int articles) => Spanish
        ? $"Buscando en {Count(articles, "artículo", "artículos")}…"
        : $"Searching {Count(articles, "article", "articles")}…";

    /// <summary>While an answer waits for the articles to be read.</summary>
    public string Reading => Spanish ? "Leyendo los artículos…" : "Reading the articles…";

    /// <summary>In place of an answer that was stopped before it began.</summary>
    public string Stopped => Spanish ? "Detenido." : "Stopped.";

    /// <summary>After what there is of an answer that was stopped.</summary>
    public string StoppedHere => Spanish ? "(Detenido aquí.)" : "(Stopped here.)";

    /// <summary>After an answer that had to be shortened.</summary>
    public string TooLongForChat => Spanish
        ? "La respuesta es demasiado larga para este chat; lo demás se ha omitido. Pregunte por una parte para leerla."
        : "The answer is too long for this chat; the rest was left out. Ask about one part of it to read that.";

    /// <summary>Title of the form in which a user rates an answer.</summary>
    public string FeedbackTitle => Spanish ? "Valorar la respuesta" : "Rate the answer";

    public string FeedbackQuestion => Spanish ? "¿Qué le parece la respuesta?" : "What do you think of the answer?";

    public string FeedbackChoice(FeedbackReason reason) => (reason, Spanish) switch
    {
        (FeedbackReason.Accurate, false) => "It is accurate",
        (FeedbackReason.Accurate, true) => "Es correcta",
        (FeedbackReason.Wrong, false) => "Something in it is wrong",
        (FeedbackReason.Wrong, true) => "Contiene algo falso",
        (FeedbackReason.CitationDoesNotSupport, false) => "A citation does not support what is said",
        (FeedbackReason.CitationDoesNotSupport, true) => "Una cita no respalda lo que se dice",
        (_, false) => "Something is missing",
        (_, true) => "Falta algo",
    };

    public string FeedbackComment => Spanish ? "Comentario (opcional)" : "Comment (optional)";

    public string FeedbackSend => Spanish ? "Enviar" : "Send";

    /// <summary>A question about one thing.</summary>
    public string AskAbout(string thing) => Spanish ? $"¿Qué se dice de {thing}?" : $"What is said about {thing}?";

    public string AskWhoIs(string person) => Spanish ? $"¿Quién es {person}?" : $"Who is {person}?";

    /// <summary>A question about one thing to one source.</summary>
    public string AskSource(string source, string thing) => Spanish ? $"¿Qué dice {source} sobre {thing}?" : $"What does {source} say about {thing}?";

    public string AskSummary(string title) => Spanish ? $"Resume “{title}”" : $"Summarise “{title}”";

    /// <summary>To someone who waits when the host stops.</summary>
    public string Restarting => Spanish
        ? "Me están reiniciando y no he podido terminar. Inténtelo de nuevo dentro de un momento, por favor."
        : "I am being restarted and could not finish. Please try again in a moment.";

    /// <summary>What answered: prompt and model; null for a model without a name.</summary>
    public string AnsweredBy(string prompt, string? model) => Spanish ? $"Instrucción {prompt} · {model ?? "modelo sin nombre"}" : $"Prompt {prompt} · {model ?? "unnamed model"}";

    public string NoModelAsked => Spanish ? "No se preguntó a ningún modelo" : "No model was asked";

    public string PromptTokens(int count) => Spanish ? $"{Count(count, "token", "tokens")} en la instrucción" : Count(count, "prompt token", "prompt tokens");

    /// <summary>Above the steps of an answer.</summary>
    public string Steps => Spanish ? "Cómo se llegó a la respuesta" : "How the answer came about";

    /// <summary>With two prompts side by side.</summary>
    public string WordingHasNoEffect => Spanish
        ? "Ningún modelo lee estas instrucciones: el incorporado copia frases, así que su redacción no cambia nada."
        : "No model reads these prompts: the embedded one copies sentences, so that their wording has no effect.";

    /// <summary>Above the passages that both of two prompts would send to a model.</summary>
    public string EvidenceOfBoth(int pieces) => Spanish ? $"Las dos enviarían las mismas pruebas ({pieces}):" : $"Both would send the same evidence ({pieces}):";

    /// <summary>How many of an answer's claims their sources support.</summary>
    public string Verdicts(IReadOnlyList<Claim> claims)
    {
        int Count(GroundingVerdict verdict) => claims.Count(claim => claim.Grounding.Verdict == verdict);
        var (supported, partial, unsupported) = (Count(GroundingVerdict.Supported), Count(GroundingVerdict.Partial), Count(GroundingVerdict.Unsupported));
        return Spanish
            ? $"Afirmaciones: {supported} respaldadas, {partial} en parte, {unsupported} sin respaldo"
            : $"Claims: {supported} supported, {partial} partly, {unsupported} unsupported";
    }

    public string NothingToExport => Spanish ? "Todavía no hay nada que exportar." : "There is nothing to export yet.";

    public string Exported(int activities) => Spanish
        ? $"Conversación exportada: {Count(activities, "actividad", "actividades")}. Ábrala en el Bot Framework Emulator con File → Open Transcript."
        : $"Conversation exported: {Count(activities, "activity", "activities")}. Open it in the Bot Framework Emulator by File → Open Transcript.";

    public string ExportedWithout(int dropped) => Spanish
        ? $"Faltan las más antiguas ({dropped}): solo se guardan las últimas."
        : $"The oldest are missing ({dropped}): only the last ones are kept.";

    /// <summary>After a restart, say.</summary>
    public string ExportedWithoutBeginning => Spanish
        ? "Falta lo que se dijo antes: las grabaciones solo duran hasta que QaBot se reinicia."
        : "What was said earlier is missing: recordings last only until QaBot restarts.";

    public string DownloadTranscript => Spanish ? "Descargar" : "Download";

    /// <param name="path">In Markdown.</param>
    public string TranscriptFile(string path) => Spanish ? $"Archivo: {path}" : $"File: {path}";

    public string ExportFailed => Spanish ? "No he podido escribir el archivo." : "I could not write the file.";

    private static string Count(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
