using System.Text.Json.Nodes;

namespace QaBot.Workbench;

/// <summary>A conversation as a file that the Bot Framework Emulator opens: a JSON array of activities, oldest first.</summary>
public static class Transcript
{
    /// <summary>Writes <c>transcripts/NAME.transcript</c> below the state folder, in place of an earlier one of that name.</summary>
    /// <param name="name">Characters that a file's name cannot have are replaced.</param>
    /// <returns>The file's absolute path.</returns>
    public static async Task<string> WriteAsync(string stateFolder, string name, IEnumerable<JsonObject> activities, CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        throw new NotSupportedException();
    }
}
