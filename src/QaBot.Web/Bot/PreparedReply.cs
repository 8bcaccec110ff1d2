using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using QaBot.Web.Bot.Channels;
using QaBot.Web.Bot.Delivery;

namespace QaBot.Web.Bot;

/// <summary>A reply that is ready to be sent, with what it takes to send it otherwise when the channel does not take it as it is.</summary>
public sealed class PreparedReply
{
    private readonly Activity _message;
    private readonly IReplyShaper? _shaper;
    private readonly AnswerReply? _answer;
    private readonly Func<Activity, Activity> _finish = message => message;
    private bool _isSmaller;
    private bool _isPlain;

    /// <summary>A reply that is no answer.</summary>
    public PreparedReply(Activity message) => _message = message;

    private PreparedReply(IReplyShaper shaper, AnswerReply answer, Func<Activity, Activity> finish)
        : this(finish(shaper.Shape(answer))) => (_shaper, _answer, _finish) = (shaper, answer, finish);

    /// <param name="finish">Adds to a shaped message what is no part of the answer.</param>
    public static PreparedReply Of(IReplyShaper shaper, AnswerReply answer, Func<Activity, Activity> finish)
    {
        ArgumentNullException.ThrowIfNull(shaper);
        ArgumentNullException.ThrowIfNull(finish);
        return new PreparedReply(shaper, answer, finish);
    }

    /// <summary>
    /// Sends it in the place of what was shown, or as a message of its own where the channel has ended that; once more and half as large where it is
    /// too large for the channel; once more as mere Markdown where the channel refuses the form that was made for it.
    /// </summary>
    public async Task DeliverAsync(ITurnContext turn, IAnswerProgress progress, AnswerRecords records, ILogger logger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(records);
        if (await progress.EndAsync(_message) is not { } message)
            return;
        var current = message;
        turn.TurnState.Set(new SentAnswer(_answer?.RecordId, () => Smaller(progress), () => Plain(progress)));
        var id = await turn.SendOrLogAsync(
            message, logger, cancellationToken, refusal => (PlainAfter(progress, refusal) ?? progress.Instead(current, refusal) ?? SmallerAfter(progress, refusal)) is { } others ? Next(others) : null);
        turn.TurnState.Remove(typeof(SentAnswer).FullName!);
        if (_answer?.RecordId is not { } record || turn.ExpectsReplies())
            return;
        // The end of a stream may get no id, or one of its own.
        foreach (var known in new[] { id, progress.MessageId }.Where(known => !string.IsNullOrEmpty(known)).Distinct())
            await records.KeepDeliveryAsync(record, turn.Activity, known!);

        Activity[] Next(Activity[] others)
        {
            current = others.Length > 0 ? others[0] : current;
            return others;
        }
    }

    private Activity[]? SmallerAfter(IAnswerProgress progress, ErrorResponseException refusal)
    {
        if (_isSmaller || refusal.Response?.StatusCode != HttpStatusCode.RequestEntityTooLarge || Smaller(progress) is not { } smaller)
            return null;
        _isSmaller = true;
        return [smaller];
    }

    private Activity? Smaller(IAnswerProgress progress) => _answer is null || _shaper is null
        ? null
        : progress.AsEnd(_finish(_shaper.Shape(_answer with { MaxSize = _shaper.SizeOf(_message) / 2 })));

    /// <summary>At the end of a stream too, so that nothing unfinished stays in its place; if that is refused as well, it was not the form.</summary>
    private Activity[]? PlainAfter(IAnswerProgress progress, ErrorResponseException refusal)
    {
        if (_isPlain || refusal.Response?.StatusCode != HttpStatusCode.BadRequest || Plain(progress) is not { } plain)
            return null;
        _isPlain = true;
        return [plain];
    }

    private Activity? Plain(IAnswerProgress progress)
    {
        if (_answer is null || _shaper is null || !HasForm(_message))
            return null;
        var plain = _finish(new MarkdownReply(Math.Min(MarkdownReply.DefaultLength, _shaper.MaxSize)).Shape(_answer with { Suggestions = [], MaxSize = null }));
        plain.Entities = [];
        return progress.AsEnd(plain);
    }

    private static bool HasForm(Activity message) => message.Entities is { Count: > 0 } || message.Attachments is { Count: > 0 } || message.ChannelData is not null;
}
