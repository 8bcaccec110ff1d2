using System.Text.Encodings.Web;
using System.Text.Json;

namespace QaBot.Review;

/// <summary>All that is stored of a user, for the user to have: the answers, with all that is recorded of them, and what the user said of any answer.</summary>
public static class UserExport
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>{"user","answers":[…],"feedback":[…]}</c> in UTF-8 and notes it in the audit log.</summary>
    /// <param name="user">As the channel names the user.</param>
    /// <param name="reviewer">Who exports.</param>
    public static async Task WriteAsync(IReviewStore store, string user, string reviewer, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var ids = await store.AnswersOfUserAsync(user, cancellationToken);
        await store.NoteExportAsync(reviewer, ids.Count, cancellationToken);
        await using var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartObject();
        json.WriteString("user", user);
        json.WriteStartArray("answers");
        foreach (var id in ids)
        {
            if (await store.FindAsync(id, cancellationToken) is { } record)
                JsonSerializer.Serialize(json, record, AnswerRecordJsonContext.Readable.AnswerRecord);
            await json.FlushAsync(cancellationToken);
        }

        json.WriteEndArray();
        json.WriteStartArray("feedback");
        foreach (var feedback in await store.ReadFeedbackAsync(cancellationToken))
        {
            if (feedback.UserId == user)
                Write(json, feedback);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AnswerFeedback feedback)
    {
        json.WriteStartObject();
        json.WriteString("answerId", feedback.AnswerId);
        json.WriteString("channel", feedback.Channel);
        json.WriteString("reaction", feedback.Reaction.ToString());
        json.WriteString("reason", feedback.Reason?.ToString());
        json.WriteString("comment", feedback.Comment);
        json.WriteString("time", feedback.Time);
        json.WriteEndObject();
    }
}
