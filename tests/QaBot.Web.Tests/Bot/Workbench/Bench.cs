using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot.Workbench;

/// <summary>A prompt author at work: a folder of prompts, a host with the workbench as it is by default, and a channel on this machine.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Question = "When was the lighthouse of Norrland built?";

    private readonly IChatClient? _model;
    private readonly (string Key, string Value)[] _settings;

    private Bench(FakeConnector connector, IChatClient? model, (string Key, string Value)[] settings) =>
        (Connector, _model, _settings) = (connector, model, settings);

    public TestFolder Folder { get; } = new TestFolder().WithArticle(
        "lighthouse.txt", "The lighthouse of Norrland was built in 1874.\n\nIts keeper, Alma Strand, wrote a diary of 400 pages.");

    public FakeConnector Connector { get; }

    public BotHost Host { get; private set; } = null!;

    private string Prompts => Path.Combine(Folder.Path, "prompts");

    /// <param name="model">Writes the drafts; null for the embedded one. It finds a prompt's style in the last message.</param>
    public static async Task<Bench> StartAsync(IChatClient? model = null, params (string Key, string Value)[] settings)
    {
        var bench = new Bench(await FakeConnector.StartAsync(), model, settings);
        Directory.CreateDirectory(bench.Prompts);
        foreach (var name in new[] { "AnswerQuestion", "Short", "Long" })
            bench.WritePrompt(name, style: name);
        await bench.OpenAsync();
        return bench;
    }

    /// <summary>Answers with a year, and with the style of the prompt that asks.</summary>
    public static ScriptedModel StyledModel() => new((prompt, _) => Task.FromResult($"{StyleOf(prompt)}: it was built in 1874 [1]."));

    public static string StyleOf(string prompt) => prompt[(prompt.LastIndexOf("Style: ", StringComparison.Ordinal) + "Style: ".Length)..].Trim();

    public void WritePrompt(string name, string style) => WritePromptFile(
        name,
        $$$"""
        name: {{{name}}}
        description: The style {{{style}}}.
        template_format: semantic-kernel
        template: |
          <message role="user">
          {{$evidence}}

          {{$question}}

          Style: {{{style}}}
          </message>
        input_variables:
          - name: evidence
          - name: question
        """);

    public void WritePromptFile(string name, string text) => File.WriteAllText(Path.Combine(Prompts, $"{name}.yaml"), text);

    public async Task RestartAsync()
    {
        await Host.StopAsync();
        await Host.DisposeAsync();
        await OpenAsync();
    }

    /// <summary>Posts with expectReplies and returns the replies.</summary>
    public Task<IReadOnlyList<JObject>> SendAsync(string text, string channel = "msteams", string conversation = "c|1", string? serviceUrl = null)
    {
        var activity = Activities.Message(text, serviceUrl ?? Connector.Url, conversation: conversation);
        activity["channelId"] = channel;
        return Host.AskAsync(activity);
    }

    /// <summary>The text of the first reply.</summary>
    public async Task<string> AskAsync(string text, string channel = "msteams", string conversation = "c|1") =>
        (string?)(await SendAsync(text, channel, conversation))[0]["text"] ?? "";

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Connector.DisposeAsync();
        Folder.Dispose();
    }

    private async Task OpenAsync() => Host = await BotHost.StartAsync(
        Folder, _model, [.. new[] { ("Bot:Workbench", "Auto"), ("Answering:Prompts", Prompts) }.ExceptBy(_settings.Select(setting => setting.Key), setting => setting.Item1), .. _settings]);
}
