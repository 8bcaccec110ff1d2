using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QaBot.Workbench;

/// <summary>A conversation as a file that the Bot Framework Emulator opens: a JSON array of activities, oldest first.</summary>
public static class Transcript
{
    private const int LongestName = 80;

    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>transcripts/NAME.transcript</c> below the state folder, in place of an earlier one of that name; never half of it.</summary>
    /// <param name="name">Characters other than letters, digits, <c>-</c> and <c>_</c> are replaced; what is too long is cut.</param>
    /// <returns>The file's absolute path.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static async Task<string> WriteAsync(string stateFolder, string name, IEnumerable<JsonObject> activities, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(stateFolder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(activities);
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(stateFolder), "transcripts"));
        var safe = string.Concat(name.Take(LongestName).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        var file = Path.Combine(folder.FullName, safe + ".transcript");
        var partial = $"{file}.{Guid.NewGuid():N}.partial";
        try
        {
            await using (var stream = File.Create(partial))
                await JsonSerializer.SerializeAsync(stream, new JsonArray([.. activities.Select(activity => activity.DeepClone())]), s_readable, cancellationToken);
            File.Move(partial, file, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }

        return file;
    }

    /// <summary>A message of a conversation that no channel carried, as the Emulator would have written it.</summary>
    /// <param name="conversation">The conversation's id.</param>
    /// <param name="isFromBot">Who says it: the bot or the user.</param>
    /// <param name="text">In Markdown.</param>
    /// <param name="replyTo">Id of the user's activity that the bot replies to; null for none.</param>
    public static JsonObject Message(string conversation, string id, bool isFromBot, string text, DateTimeOffset time, string? replyTo = null)
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = id,
            ["timestamp"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["channelId"] = "emulator",
            ["from"] = Account(isFromBot),
            ["recipient"] = Account(!isFromBot),
            ["conversation"] = new JsonObject { ["id"] = conversation },
            ["locale"] = "en-US",
            ["textFormat"] = "markdown",
            ["text"] = text,
        };
        if (replyTo is not null)
            activity["replyToId"] = replyTo;
        return activity;
    }

    private static JsonObject Account(bool isBot) => isBot
        ? new JsonObject { ["id"] = "bot", ["name"] = "QaBot", ["role"] = "bot" }
        : new JsonObject { ["id"] = "user", ["name"] = "User", ["role"] = "user" };
}
