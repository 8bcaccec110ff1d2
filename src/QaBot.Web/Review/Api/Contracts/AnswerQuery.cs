using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using QaBot.Review.Queue;
using QaBot.Review.Verdicts;

namespace QaBot.Web.Review.Api.Contracts;

/// <summary>Which answers to list; the same filters as the queue's. What is not given restricts nothing.</summary>
public sealed record AnswerQuery
{
    /// <summary>Of one page.</summary>
    public const int MaxTake = 500;

    private const int DefaultTake = 50;

    private const int MaxText = 300;

    [FromQuery(Name = "state")]
    [Description("How far the review is.")]
    public ReviewState? State { get; init; }

    [FromQuery(Name = "flagged")]
    [Description("true: only answers with a claim that the checker does not find supported.")]
    public bool? Flagged { get; init; }

    [FromQuery(Name = "disliked")]
    [Description("true: only answers that a user disliked.")]
    public bool? Disliked { get; init; }

    [FromQuery(Name = "refused")]
    [Description("true: only refusals.")]
    public bool? Refused { get; init; }

    [FromQuery(Name = "prompt")]
    [Description("The prompt's name.")]
    public string? Prompt { get; init; }

    [FromQuery(Name = "model")]
    [Description("The model's name.")]
    public string? Model { get; init; }

    [FromQuery(Name = "channel")]
    [Description("The Bot Framework's name of the channel; \"cli\" for the command line.")]
    public string? Channel { get; init; }

    [FromQuery(Name = "article")]
    [Description("An article that the answer cites, by its name.")]
    public string? Article { get; init; }

    [FromQuery(Name = "from")]
    [Description("The first day, in UTC.")]
    public DateOnly? From { get; init; }

    [FromQuery(Name = "to")]
    [Description("The last day, inclusive, in UTC.")]
    public DateOnly? To { get; init; }

    [FromQuery(Name = "reviewer")]
    [Description("Only answers that this reviewer has reviewed or begun to.")]
    public string? Reviewer { get; init; }

    [FromQuery(Name = "verdict")]
    [Description("Only answers that somebody gave this verdict.")]
    public AnswerVerdict? Verdict { get; init; }

    [FromQuery(Name = "q")]
    [Description("Words of the question or the answer, all of them; the last may be the beginning of one. At most 300 characters.")]
    public string? Text { get; init; }

    [FromQuery(Name = "order")]
    [Description("Urgency (the default), Newest or Oldest.")]
    public ReviewOrder? Order { get; init; }

    [FromQuery(Name = "skip")]
    [Description("How many to leave out, from 0 (the default).")]
    public int? Skip { get; init; }

    [FromQuery(Name = "take")]
    [Description("How many to list, 1 to 500; 50 by default.")]
    public int? Take { get; init; }

    /// <summary>Why it cannot be answered, in a sentence; null when it can.</summary>
    internal string? Problem() =>
        Skip < 0 ? "skip is at least 0."
        : Take is < 1 or > MaxTake ? $"take is 1 to {MaxTake}."
        : Text?.Length > MaxText ? $"q has at most {MaxText} characters."
        : null;

    internal int Skipped() => Skip ?? 0;

    internal int Taken() => Take ?? DefaultTake;

    internal ReviewFilter Filter() => new()
    {
        State = State,
        IsFlagged = Flagged ?? false,
        IsDisliked = Disliked ?? false,
        IsRefused = Refused ?? false,
        Prompt = Value(Prompt),
        Model = Value(Model),
        Channel = Value(Channel),
        Article = Value(Article),
        From = DayRange.Since(From),
        To = DayRange.Until(To),
        Reviewer = Value(Reviewer),
        Verdict = Verdict,
        Text = Value(Text),
    };

    private static string? Value(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
