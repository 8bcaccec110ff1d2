using System.Security.Cryptography;
using System.Text;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using QaBot.Answering;
using QaBot.Configuration;
using QaBot.Web.Chat;
using Transcript = QaBot.Workbench.Transcript;

namespace QaBot.Web.Bot.Workbench;

/// <summary>Writes a conversation to a file that the Emulator opens, and says where it is.</summary>
public sealed class TranscriptExport(
    ConversationRecordings recordings,
    LocalAddress address,
    PublicUrl publicUrl,
    IConfiguration configuration,
    IOptions<WebOptions> web,
    IOptions<BotOptions> bot,
    TimeProvider time,
    ILogger<TranscriptExport> logger)
{
    private const int NameLength = 32;

    /// <returns>What to tell the user, as Markdown.</returns>
    public async Task<string> WriteAsync(Activity activity, ConversationMemory memory, Phrasebook phrases, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(phrases);
        var recorded = recordings.Read(activity);
        if (recorded.Activities.Count == 0)
            return phrases.NothingToExport;
        // The same name each time, so that a link that was opened once leads to the latest.
        var name = memory.Workbench?.TranscriptName ?? RandomNumberGenerator.GetHexString(NameLength, lowercase: true);
        try
        {
            TranscriptFiles.DeleteWrittenBefore(configuration, time.GetUtcNow() - bot.Value.ForgetAfter);
            var path = await Transcript.WriteAsync(configuration.StateFolder(), name, recorded.Activities, cancellationToken);
            memory.Workbench = (memory.Workbench ?? new WorkbenchMemory()) with { TranscriptName = name };
            return Text(activity, memory, recorded, name, path, phrases);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("A transcript could not be written: {Exception}.", e.GetType().Name);
            return phrases.ExportFailed;
        }
    }

    private string Text(Activity activity, ConversationMemory memory, RecordedConversation recorded, string name, string path, Phrasebook phrases)
    {
        var text = new StringBuilder(phrases.Exported(recorded.Activities.Count));
        if (recorded.Dropped > 0)
            text.Append(' ').Append(phrases.ExportedWithout(recorded.Dropped));
        else if (recorded.Lacks(memory.Answered))
            text.Append(' ').Append(phrases.ExportedWithoutBeginning);
        if (UrlOf(activity, name) is { } url)
            text.Append("\n\n[").Append(phrases.DownloadTranscript).Append("](").Append(url).Append(')');
        // To others the folders of this machine are of no use, and none of their business.
        if (activity.IsServedFromThisMachine())
            text.Append("\n\n").Append(phrases.TranscriptFile(MarkdownText.WithoutAddresses(MarkdownText.Plain(path))));
        return text.ToString();
    }

    /// <returns>Null where nobody could follow the link.</returns>
    private string? UrlOf(Activity activity, string name)
    {
        var start = activity.IsServedFromThisMachine() ? address.Value : web.Value.Public ? publicUrl.Value : null;
        return start is null ? null : $"{start.AbsoluteUri.TrimEnd('/')}{TranscriptEndpoint.Path}/{name}{TranscriptFiles.Extension}";
    }
}
