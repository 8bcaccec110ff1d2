using System.Net;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Newtonsoft.Json.Linq;
using QaBot.Review;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Channels.Teams;

/// <summary>A bot in Microsoft Teams, both of them on a clock that runs ten times as fast, with a model that a test dictates to.</summary>
internal sealed class TeamsBot : IAsyncDisposable
{
    public const string Question = "When was the lighthouse of Norrland built?";
    public const string First = "The lighthouse of Norrland was built in 1874 [1].\n";
    public const string Second = "Its keeper, Alma Strand, wrote a diary of 400 pages [1].\n";

    private readonly HastyTime _time = new(10);
    private readonly Action<IServiceCollection> _replace;
    private readonly (string Key, string Value)[] _settings;
    private readonly TestFolder _folder = new TestFolder().WithArticle(
        "lighthouse.txt", "The lighthouse of Norrland was built in 1874.\n\nIts keeper, Alma Strand, wrote a diary of 400 pages.");

    private TeamsBot(Action<IServiceCollection> replace, (string Key, string Value)[] settings) => (_replace, _settings) = (replace, settings);

    public FakeTeams Teams { get; private set; } = null!;

    public BotHost Host { get; private set; } = null!;

    public PiecemealModel Model { get; private set; } = new();

    /// <param name="settings">Over those that suit the clock.</param>
    public static Task<TeamsBot> StartAsync(params (string Key, string Value)[] settings) => StartWithAsync(_ => { }, settings);

    /// <param name="replace">Puts doubles in the place of services.</param>
    public static async Task<TeamsBot> StartWithAsync(Action<IServiceCollection> replace, params (string Key, string Value)[] settings)
    {
        var bot = new TeamsBot(replace, settings);
        bot.Teams = await FakeTeams.StartAsync(bot._time);
        await bot.OpenAsync();
        return bot;
    }

    public async Task RestartAsync()
    {
        await Host.DisposeAsync();
        Model.Dispose();
        Model = new PiecemealModel();
        await OpenAsync();
    }

    public async Task PostAsync(JObject activity) => Assert.Equal(HttpStatusCode.OK, (await InvokeAsync(activity)).Status);

    public async Task<(HttpStatusCode Status, string Body)> InvokeAsync(JObject activity)
    {
        using var response = await Host.PostAsync(activity);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Waits until it is known which answer a message is.</summary>
    public async Task DeliveredAsync(JObject message) => await Wait.UntilAsync(async () =>
    {
        await using var log = await OpenLogAsync();
        return await log.FindDeliveredAsync("msteams", (string)message["conversation"]!["id"]!, (string)message["id"]!) is not null;
    });

    public async Task<List<AnswerRecord>> RecordsAsync()
    {
        await using var log = await OpenLogAsync();
        return await log.ReadAllAsync().ToListAsync();
    }

    /// <summary>On the only answer.</summary>
    public async Task<List<AnswerFeedback>> FeedbackAsync()
    {
        var record = Assert.Single(await RecordsAsync());
        await using var log = await OpenLogAsync();
        return await log.FeedbackOnAsync(record.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Teams.DisposeAsync();
        Model.Dispose();
        _folder.Dispose();
    }

    private async Task OpenAsync()
    {
        (string, string)[] defaults =
            [("PublicUrl", "https://qabot.example"), ("Bot:SendTimeout", "00:01:00"), ("Bot:DrainTime", "00:05:00"), ("Bot:SendRetryDelay", "00:00:02")];
        Host = await BotHost.StartWithAsync(
            _folder,
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time));
                services.Replace(ServiceDescriptor.Singleton<IChatClient>(Model));
                _replace(services);
            },
            [.. defaults.ExceptBy(_settings.Select(setting => setting.Key), setting => setting.Item1), .. _settings]);
    }

    private Task<AnswerLog> OpenLogAsync() => AnswerLog.OpenAsync(Host.AnswerLogFile);
}
