using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QaBot.Configuration;
using QaBot.Models;
using QaBot.Models.Remote;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Models.Remote;

public sealed class ModelSettingsTests
{
    [Theory]
    [InlineData("openai", null, null, "https://api.openai.com/v1")]
    [InlineData("openai", "http://127.0.0.1:11434", null, "http://127.0.0.1:11434/v1")]
    [InlineData("openai", "http://127.0.0.1:11434/", null, "http://127.0.0.1:11434/v1")]
    [InlineData("openai", " http://127.0.0.1:11434/v1/ ", null, "http://127.0.0.1:11434/v1")]
    [InlineData("openai", "https://gateway.example.org/openai/v2", null, "https://gateway.example.org/openai/v2")]
    [InlineData("azure", "https://bees.openai.azure.com", null, "https://bees.openai.azure.com/openai/v1")]
    [InlineData("azure", "https://bees.openai.azure.com/openai/", null, "https://bees.openai.azure.com/openai/v1")]
    [InlineData("azure", "https://bees.openai.azure.com/openai/v1/", null, "https://bees.openai.azure.com/openai/v1")]
    [InlineData("azure", "https://bees.openai.azure.com/", "2024-10-21", "https://bees.openai.azure.com/openai/deployments/my%20gpt")]
    [InlineData("azure", "https://bees.openai.azure.com/openai/deployments/other", "2024-10-21", "https://bees.openai.azure.com/openai/deployments/other")]
    [InlineData("azure", "https://gateway.example.org/bees", null, "https://gateway.example.org/bees/openai/v1")]
    public void An_endpoint_may_be_written_as_people_write_it(string provider, string? endpoint, string? version, string address) =>
        Assert.Equal(address, ModelAddress.Of(new ChatModelOptions { Provider = provider, Endpoint = endpoint, ApiVersion = version, Model = "my gpt" }).AbsoluteUri);

    [Theory]
    [InlineData("Models:Chat:Model", "openai", null, null, null)]
    [InlineData("Models:Chat:Model", "openai", "http://127.0.0.1:11434", " ", null)]
    [InlineData("Models:Chat:Endpoint", "azure", null, "gpt", null)]
    [InlineData("Models:Chat:Endpoint", "openai", "localhost:11434", "gpt", null)]
    [InlineData("Models:Chat:Endpoint", "openai", "/v1", "gpt", null)]
    [InlineData("Models:Chat:Endpoint", "openai", "ftp://127.0.0.1/v1", "gpt", null)]
    [InlineData("Models:Chat:Endpoint", "openai", "http://127.0.0.1:11434/v1/chat/completions", "gpt", null)]
    [InlineData("Models:Chat:Endpoint", "openai", "http://me:hidden-word@127.0.0.1/v1", "gpt", null)]
    [InlineData("Models:Chat:Endpoint", "openai", "http://127.0.0.1/v1?key=hidden-word", "gpt", null)]
    [InlineData("Models:Chat:ApiVersion", "openai", null, "gpt", "2024-10-21")]
    [InlineData("Models:Chat:Provider", "anthropic", null, "gpt", null)]
    public void What_makes_no_sense_stops_the_start_and_is_named(string named, string provider, string? endpoint, string? model, string? version)
    {
        (string Key, string? Value)[] settings = [("Models:Chat:Provider", provider), ("Models:Chat:Endpoint", endpoint), ("Models:Chat:Model", model), ("Models:Chat:ApiVersion", version)];

        var stopped = Assert.Throws<ConfigurationException>(() => new RemoteModel([.. settings.Where(setting => setting.Value is not null).Select(setting => (setting.Key, setting.Value!))]));

        Assert.StartsWith(named, stopped.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-word", stopped.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', stopped.Message);
    }

    [Fact]
    public void Embeddings_are_named_by_their_own_section()
    {
        var stopped = Assert.Throws<ConfigurationException>(() => new RemoteModel(("Models:Embeddings:Provider", "openai")));

        Assert.StartsWith("Models:Embeddings:Model", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_provider_nothing_else_is_asked_for()
    {
        using var model = new RemoteModel(("Models:Chat:Endpoint", "not yet"));

        Assert.IsType<ExtractiveChatClient>(model.Chat);
    }

    [Theory]
    [InlineData("http://models.example.org/v1", "sk-Recognise4Me", true)]
    [InlineData("http://models.example.org/v1", null, false)]
    [InlineData("http://localhost:11434/v1", "sk-Recognise4Me", false)]
    [InlineData("https://models.example.org/v1", "sk-Recognise4Me", false)]
    public async Task A_key_that_can_be_read_on_its_way_is_warned_of_at_the_start(string endpoint, string? key, bool warned)
    {
        var log = new ListLogger();
        using var model = new RemoteModel(services => services.AddLogging(logging => logging.AddProvider(log)), RemoteModel.At(new Uri(endpoint), key));

        foreach (var service in model.Get<IEnumerable<IHostedService>>())
            await service.StartAsync(default);

        Assert.Equal(warned, log.Lines.Any(line => line.Contains("Warning", StringComparison.Ordinal) && line.Contains("Models:Chat:Endpoint", StringComparison.Ordinal)));
        Assert.DoesNotContain(log.Lines, line => line.Contains("sk-Recognise4Me", StringComparison.Ordinal));
    }
}
