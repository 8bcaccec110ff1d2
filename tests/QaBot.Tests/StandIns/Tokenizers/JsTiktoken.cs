using System.Diagnostics;
using System.Text.Json;

namespace QaBot.Tests.StandIns.Tokenizers;

/// <summary>The tokenizer to agree with: js-tiktoken from <c>tests/node_modules</c>, run by Node.js.</summary>
internal static class JsTiktoken
{
    /// <exception cref="SkipException">js-tiktoken is not installed.</exception>
    public static async Task<int[][]> EncodeAsync(IReadOnlyList<string> texts)
    {
        var modules = Path.Combine(Repository.Root, "tests", "node_modules");
        Skip.IfNot(Directory.Exists(Path.Combine(modules, "js-tiktoken")), "js-tiktoken is not installed; tests/run installs it.");
        var script = Path.Combine(Repository.Root, "tests", "QaBot.Tests", "StandIns", "Tokenizers", "encode.cjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, modules])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var output = node.StandardOutput.ReadToEndAsync();
        await JsonSerializer.SerializeAsync(node.StandardInput.BaseStream, texts);
        node.StandardInput.Close();
        var ids = JsonSerializer.Deserialize<int[][]>(await output)!;
        await node.WaitForExitAsync();
        return ids;
    }
}
