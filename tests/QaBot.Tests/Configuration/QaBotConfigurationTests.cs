using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QaBot.Configuration;

namespace QaBot.Tests.Configuration;

public sealed class QaBotConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qabot-settings").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_nearest_settings_file_above_counts_and_paths_count_from_it()
    {
        Write("""{ "Corpus": { "Path": "articles" } }""");
        var below = Directory.CreateDirectory(Path.Combine(_folder, "a", "b")).FullName;

        var configuration = new ConfigurationBuilder().AddQaBot(below).Build();

        Assert.Equal(_folder, configuration[QaBotConfiguration.RootKey]);
        Assert.Equal(Path.Combine(_folder, "articles"), configuration.CorpusFolder());
        Assert.StartsWith(Path.Combine(_folder, ".qabot", "articles-"), configuration.StateFolder(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_corpus_has_a_state_folder_of_its_own()
    {
        string StateOf(string path) => new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [QaBotConfiguration.RootKey] = _folder, ["Corpus:Path"] = path }).Build().StateFolder();

        Assert.NotEqual(StateOf("x/seeds"), StateOf("y/seeds"));
        Assert.Equal(StateOf("seeds"), StateOf("seeds/"));
    }

    [Theory]
    [InlineData("""{ "Corpsu": { "Path": "x" } }""", "Corpsu")]
    [InlineData("""{ "Corpus": { "Pth": "x" } }""", "Corpus:Pth")]
    [InlineData("""{ "Answering": { "RefuseBelow": 3 } }""", "Answering:RefuseBelow")]
    [InlineData("""{ "Answering": { "RefuseBelow": "often" } }""", "RefuseBelow")]
    [InlineData("""{ "Answering": { "Timeout": "00:00:00" } }""", "Answering:Timeout")]
    [InlineData("""{ "Chunking": { "TargetTokens": 1 } }""", "Chunking:TargetTokens")]
    [InlineData("""{ "Models": { "Chat": { "Provider": "psychic" } } }""", "Models:Chat:Provider")]
    [InlineData("""{ "Corpus": """, "not valid JSON")]
    public void A_wrong_setting_is_named_in_one_line(string json, string named)
    {
        Write(json);

        var refused = Assert.Throws<ConfigurationException>(() =>
            new ServiceCollection().AddQaBot(new ConfigurationBuilder().AddQaBot(_folder).Build()));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    private void Write(string json) => File.WriteAllText(Path.Combine(_folder, "appsettings.json"), json);
}
