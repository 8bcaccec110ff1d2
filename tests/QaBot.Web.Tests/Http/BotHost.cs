using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;
using QaBot.Models;
using QaBot.Passages;
using QaBot.Review;

namespace QaBot.Web.Tests.Http;

/// <summary>The real host, started by Program.cs, on a free port of this machine.</summary>
internal sealed class BotHost : WebApplicationFactory<Program>
{
    private readonly TestFolder _folder;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly Action<IServiceCollection> _replace;

    private BotHost(TestFolder folder, Action<IServiceCollection> replace, IReadOnlyDictionary<string, string> settings)
    {
        (_folder, _replace, _settings) = (folder, replace, settings);
        // The port is a setting: given to the factory, it would be set while the host may already be listening.
        UseKestrel();
    }

    public HttpClient Client { get; private set; } = null!;

    public LogLines Log { get; } = new();

    /// <summary>Known after the host has stopped, too.</summary>
    public string AnswerLogFile { get; private set; } = null!;

    public LiveCorpus Corpus => Services.GetRequiredService<LiveCorpus>();

    /// <summary>Starts the host and waits for the first indexing, whatever comes of it.</summary>
    /// <param name="model">Writes the drafts; null for the embedded one.</param>
    /// <param name="settings">Over those of the folder's appsettings.json.</param>
    public static Task<BotHost> StartAsync(TestFolder folder, IChatClient? model = null, params (string Key, string Value)[] settings) =>
        StartWithAsync(folder, services => services.Replace(model is null ? ServiceDescriptor.Singleton<IChatClient, ExtractiveChatClient>() : ServiceDescriptor.Singleton(model)), settings);

    /// <param name="replace">Puts doubles in the place of services.</param>
    public static async Task<BotHost> StartWithAsync(TestFolder folder, Action<IServiceCollection> replace, params (string Key, string Value)[] settings)
    {
        var host = new BotHost(folder, replace, settings.ToDictionary(setting => setting.Key, setting => setting.Value));
        host.StartServer();
        host.Client = host.CreateClient();
        host.AnswerLogFile = AnswerLog.PathFor(host.Services.GetRequiredService<IConfiguration>());
        if (Directory.Exists(folder.Corpus) && Directory.EnumerateFiles(folder.Corpus).Any())
            await Wait.UntilAsync(() => host.Corpus.Current is not null);
        return host;
    }

    public Task<HttpResponseMessage> PostAsync(JObject activity) => PostAsync(activity.ToString());

    public async Task<HttpResponseMessage> PostAsync(string body, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new(contentType);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request);
    }

    /// <summary>Posts with expectReplies and returns the replies of the response.</summary>
    public async Task<IReadOnlyList<JObject>> AskAsync(JObject activity)
    {
        activity["deliveryMode"] = "expectReplies";
        using var response = await PostAsync(activity);
        response.EnsureSuccessStatusCode();
        return [.. JObject.Parse(await response.Content.ReadAsStringAsync())["activities"]!.Cast<JObject>()];
    }

    public Task StopAsync() => Services.GetRequiredService<IHost>().StopAsync();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(_folder.Path);
        builder.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
        builder.UseSetting("Corpus:Path", _folder.Corpus);
        builder.UseSetting("Answering:Prompts", Path.Combine(TestFolder.Repository, "prompts"));
        builder.UseSetting("Bot:SendRetryDelay", "00:00:00.01");
        // The tests post as the Emulator does; what it gets besides a user's reply is only in the way of most.
        builder.UseSetting("Bot:Workbench", "Off");
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        builder.ConfigureTestServices(_replace);
    }
}
