using System.Globalization;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using QaBot.Answering;
using QaBot.Web.Bot.Channels;
using QaBot.Workbench;

namespace QaBot.Web.Bot.Workbench;

/// <summary>Two answers to one question: side by side in a card where the client shows cards, else one after the other.</summary>
internal static class ComparisonMessage
{
    // Together within what Teams takes as a card, which is 28 KB, even if every letter takes three bytes.
    private const int AnswerLength = 1500;
    private const int MostQuotes = 6;
    private const int MostPieces = 8;
    private const int NameLength = 60;
    private const int QuoteLength = 120;
    private const int QuestionLength = 300;

    /// <param name="markdown">The comparison as text.</param>
    public static Activity Of(PromptComparison comparison, string markdown, string? channelId)
    {
        var message = new Activity { Type = ActivityTypes.Message, TextFormat = TextFormatTypes.Markdown, InputHint = InputHints.AcceptingInput };
        if (!Card.IsShownOn(channelId))
        {
            message.Text = markdown;
            return message;
        }

        var phrases = Phrasebook.For(LanguageDetector.Detect(comparison.Question.Text));
        // For notifications and for clients that show no cards.
        message.Summary = $"{Signature.Name(comparison.First.Prompt)} / {Signature.Name(comparison.Second.Prompt)}";
        message.Attachments = [Card.Of([.. Heading(comparison, phrases), Columns(comparison, phrases), .. comparison.WordingMatters ? [] : WhatBothSend(comparison.First, phrases)])];
        return message;
    }

    private static IEnumerable<JObject> Heading(PromptComparison comparison, Phrasebook phrases)
    {
        yield return Card.Text(MarkdownText.Shorten(comparison.Question.Text, QuestionLength), isBold: true);
        if (!comparison.WordingMatters)
            yield return Card.Text(phrases.WordingHasNoEffect, isSubtle: true);
    }

    private static JObject Columns(PromptComparison comparison, Phrasebook phrases) => new()
    {
        ["type"] = "ColumnSet",
        ["columns"] = new JArray(Column(comparison.First, phrases, hasLine: false), Column(comparison.Second, phrases, hasLine: true)),
    };

    private static JObject Column(ComparedAnswer side, Phrasebook phrases, bool hasLine) => new()
    {
        ["type"] = "Column",
        ["width"] = "stretch",
        ["separator"] = hasLine,
        ["items"] = new JArray(Items(side, phrases)),
    };

    private static IEnumerable<JObject> Items(ComparedAnswer side, Phrasebook phrases)
    {
        yield return Card.Text(side.Prompt.Name, isBold: true);
        yield return Card.Text(Facts(side, phrases), isSubtle: true);
        foreach (var line in Card.Lines(Cut(side.Answer.Text)))
            yield return line;
        foreach (var quote in Quotes(side, phrases))
            yield return quote;
    }

    /// <summary>Where wording has no effect: what each prompt would have sent to a model.</summary>
    private static IEnumerable<JObject> WhatBothSend(ComparedAnswer side, Phrasebook phrases)
    {
        yield return Card.Text(phrases.EvidenceOfBoth(side.Answer.Evidence.Count), isBold: true);
        foreach (var piece in side.Answer.Evidence.Take(MostPieces))
            yield return Card.Text(Sent(piece), isSubtle: true);
        if (side.Answer.Evidence.Count > MostPieces)
            yield return Card.Text(phrases.AndMore(side.Answer.Evidence.Count - MostPieces), isSubtle: true);
    }

    private static IEnumerable<JObject> Quotes(ComparedAnswer side, Phrasebook phrases)
    {
        if (side.Answer.Claims.Count > 0)
            yield return Card.Text(phrases.Verdicts(side.Answer.Claims), isSubtle: true);
        foreach (var citation in side.Answer.Citations.Take(MostQuotes))
            yield return Card.Text(Quoted(citation), isSubtle: true);
        if (side.Answer.Citations.Count > MostQuotes)
            yield return Card.Text(phrases.AndMoreSources(side.Answer.Citations.Count - MostQuotes), isSubtle: true);
    }

    private static string Facts(ComparedAnswer side, Phrasebook phrases)
    {
        var tokens = side.PromptTokens is { } count ? string.Create(CultureInfo.InvariantCulture, $" · {phrases.PromptTokens(count)}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Signature.Hash(side.Prompt)} · {side.Answer.Model ?? phrases.NoModelAsked}{tokens} · {Signature.Time(side.Answer)}");
    }

    private static string Quoted(Citation citation) => string.Create(
        CultureInfo.InvariantCulture,
        $"[{citation.Number}] {MarkdownText.Shorten(citation.Article.DisplayName, NameLength)}: “{MarkdownText.Shorten(citation.Quote, QuoteLength)}”");

    private static string Sent(EvidencePassage piece) => string.Create(
        CultureInfo.InvariantCulture,
        $"{piece.Number}. {MarkdownText.Shorten(piece.Article.DisplayName, NameLength)} {piece.Span.Start}–{piece.Span.End}: “{MarkdownText.Shorten(piece.Text, QuoteLength)}”");

    /// <summary>At the end of a line where there is one, else of a word.</summary>
    private static string Cut(string text)
    {
        if (text.Length <= AnswerLength)
            return text;
        var cut = text.LastIndexOfAny(['\n', ' '], AnswerLength);
        return $"{text[..(cut > AnswerLength / 2 ? cut : AnswerLength - 1)]} …";
    }
}
