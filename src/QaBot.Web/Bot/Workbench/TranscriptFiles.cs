using System.Text.RegularExpressions;
using QaBot.Configuration;

namespace QaBot.Web.Bot.Workbench;

/// <summary>The folder of exported transcripts.</summary>
public static partial class TranscriptFiles
{
    public const string Extension = ".transcript";

    private const string Folder = "transcripts";

    /// <returns>The file's absolute path; null when there is none, or when the name is none that <c>/export</c> gives.</returns>
    public static string? Find(IConfiguration configuration, string name)
    {
        if (!Name().IsMatch(name))
            return null;
        var path = Path.Combine(configuration.StateFolder(), Folder, name + Extension);
        return File.Exists(path) ? path : null;
    }

    /// <summary>Deletes what was exported before <paramref name="time"/>.</summary>
    public static void DeleteWrittenBefore(IConfiguration configuration, DateTimeOffset time)
    {
        var folder = new DirectoryInfo(Path.Combine(configuration.StateFolder(), Folder));
        foreach (var file in folder.Exists ? folder.GetFiles("*" + Extension) : [])
        {
            if (file.LastWriteTimeUtc < time.UtcDateTime)
                file.Delete();
        }
    }

    [GeneratedRegex(@"\A[0-9a-f]{32}\z")]
    private static partial Regex Name();
}
