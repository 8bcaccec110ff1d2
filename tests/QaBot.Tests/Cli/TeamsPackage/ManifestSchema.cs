using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Cli.TeamsPackage;

/// <summary>Microsoft's JSON schema of Teams manifests, from npm, in a Node.js process of its own.</summary>
internal sealed class ManifestSchema : IDisposable
{
    private readonly Process _node;

    private ManifestSchema(Process node) => _node = node;

    /// <summary>Skips the test when Node.js or the packages of tests/package.json are missing.</summary>
    public static ManifestSchema Start()
    {
        var packages = Path.Combine(RepositoryFiles.Root, "tests");
        Skip.IfNot(Directory.Exists(Path.Combine(packages, "node_modules", "@microsoft", "app-manifest")), "tests/node_modules has no @microsoft/app-manifest; tests/run installs it.");
        var script = Path.Combine(packages, "QaBot.Tests", "Cli", "TeamsPackage", "validate-manifest.cjs");
        try
        {
            return new ManifestSchema(Process.Start(new ProcessStartInfo("node", [script, packages])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                StandardInputEncoding = new UTF8Encoding(false),
                StandardOutputEncoding = new UTF8Encoding(false),
            })!);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new SkipException("Node.js was not found.");
        }
    }

    /// <returns>What the schema objects to; empty for a valid manifest.</returns>
    public async Task<IReadOnlyList<string>> ObjectionsAsync(JsonNode manifest)
    {
        await _node.StandardInput.WriteLineAsync(manifest.ToJsonString());
        await _node.StandardInput.FlushAsync();
        var line = await _node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The validator ended; stderr says why.");
        return JsonSerializer.Deserialize<string[]>(line)!;
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }
}
