using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.SemanticKernel;
using QaBot.Answering;
using QaBot.Configuration;
using QaBot.Models;
using QaBot.Models.Resilience;
using QaBot.Passages;
using QaBot.Telemetry;
using QaBot.Tests.Telemetry;
using static QaBot.Tests.Models.Resilience.StagedChatClient;

namespace QaBot.Tests.Models.Resilience;

public sealed class TokenBudgetTests : IDisposable
{
    private const string Ada = "msteams/ada@example.org";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 23, 0, 0, TimeSpan.Zero));
    private readonly Instruments _instruments = new(Options.Create(new TelemetryOptions()));
    private readonly TokenCounter _counter = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("qabot-budget").FullName;
    private readonly IConfiguration _configuration;
    private TokenBudget _budget;

    public TokenBudgetTests()
    {
        _configuration = new ConfigurationBuilder().AddInMemoryCollection([new(QaBotConfiguration.RootKey, _folder)]).Build();
        _budget = Open();
    }

    public void Dispose()
    {
        _budget.Dispose();
        _instruments.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_user_who_has_had_the_tokens_of_the_day_is_refused_and_others_are_not()
    {
        using var metrics = new MetricsOf(_instruments);
        var model = new StagedChatClient((_, _) => Whole(Text("answer"), Usage(90, 20)));
        await ReadAsync(model, Ada);

        var refused = await Assert.ThrowsAsync<ModelException>(() => ReadAsync(model, Ada));
        await Assert.ThrowsAsync<ModelException>(() => For(model, Ada).GetResponseAsync("?"));
        await ReadAsync(model, "msteams/bob");

        Assert.Equal(ModelProblemKind.OverBudget, refused.Kind);
        Assert.DoesNotContain("ada", refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, model.Calls);
        Assert.Equal(2, metrics.Sum("qabot.budget.refusals"));
    }

    [Fact]
    public async Task What_is_spent_survives_a_restart()
    {
        await ReadAsync(new StagedChatClient((_, _) => Whole(Usage(90, 20))), Ada);
        _budget.Dispose();
        _budget = Open();

        await Assert.ThrowsAsync<ModelException>(() => ReadAsync(new StagedChatClient((_, _) => Whole(Text("answer"))), Ada));
    }

    [Fact]
    public async Task Processes_that_share_the_folder_share_the_budgets()
    {
        using var other = Open();

        await ReadAsync(new StagedChatClient((_, _) => Whole(Usage(30, 30))), Ada);
        await ReadAsync(new StagedChatClient((_, _) => Whole(Usage(30, 30))), Ada, other);

        await Assert.ThrowsAsync<ModelException>(() => ReadAsync(new StagedChatClient((_, _) => Whole(Text("answer"))), Ada));
    }

    [Fact]
    public async Task A_new_day_begins_at_midnight_utc_and_the_old_one_is_removed()
    {
        await ReadAsync(new StagedChatClient((_, _) => Whole(Usage(90, 20))), Ada);
        var before = Keys();

        _time.Advance(TimeSpan.FromHours(1));
        await ReadAsync(new StagedChatClient((_, _) => Whole(Usage(1, 1))), Ada);

        var key = Assert.Single(Keys());
        Assert.NotEqual(Assert.Single(before), key);
        Assert.StartsWith("2026-03-05/", key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asked_is_stored_as_a_hash_only()
    {
        await ReadAsync(new StagedChatClient((_, _) => Whole(Usage(1, 1))), Ada);

        Assert.Matches("^2026-03-04/[0-9a-f]{64}$", Assert.Single(Keys()));
    }

    [Fact]
    public async Task Without_a_usage_prompt_and_answer_are_counted()
    {
        await ReadAsync(new StagedChatClient((_, _) => Whole(Text("The library "), Text("of Tarn."))), Ada);

        Assert.Equal(_counter.Count("?") + _counter.Count("The library of Tarn."), Spent());
    }

    [Fact]
    public async Task An_answer_that_is_stopped_is_charged()
    {
        await foreach (var _ in For(new StagedChatClient((_, _) => Whole(Text("The library"), Text(" of Tarn."))), Ada).GetStreamingResponseAsync("?"))
            break;

        Assert.Equal(_counter.Count("?") + _counter.Count("The library"), Spent());
    }

    [Theory]
    [InlineData(ModelProblemKind.BrokenOff, true)]
    [InlineData(ModelProblemKind.TimedOut, true)]
    [InlineData(ModelProblemKind.Filtered, true)]
    [InlineData(ModelProblemKind.Unauthorized, false)]
    [InlineData(ModelProblemKind.Unreachable, false)]
    [InlineData(ModelProblemKind.Suspended, false)]
    [InlineData(ModelProblemKind.Busy, false)]
    public async Task A_call_that_fails_costs_only_what_the_model_may_have_worked_on(ModelProblemKind kind, bool isCharged)
    {
        var failing = new StagedChatClient((_, _) => ThenFailure(new ModelException(kind, "failed")));

        await Assert.ThrowsAsync<ModelException>(() => ReadAsync(failing, Ada));
        await Assert.ThrowsAsync<ModelException>(() => For(failing, Ada).GetResponseAsync("?"));

        Assert.Equal(isCharged ? 2 * _counter.Count("?") : 0, Spent());
    }

    [Fact]
    public async Task What_was_written_before_a_failure_is_charged_whatever_the_failure()
    {
        var failing = new StagedChatClient((_, _) => ThenFailure(new ModelException(ModelProblemKind.ServerFailed, "500"), Text("The library"), Usage(7, 3)));

        await Assert.ThrowsAsync<ModelException>(() => ReadAsync(failing, Ada));

        Assert.Equal(10, Spent());
    }

    [Fact]
    public async Task Calls_at_once_are_all_charged()
    {
        var model = new StagedChatClient((_, _) => Whole(Usage(1, 1)));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => ReadAsync(model, Ada))));

        Assert.Equal(40, Spent());
    }

    [Fact]
    public void Nothing_is_charged_without_a_user_a_limit_or_a_model()
    {
        using var unlimited = Open(limit: 0);
        var kernel = KernelOf(new StagedChatClient((_, _) => Whole()));
        var embedded = KernelOf(new ScriptedAsEmbedded());

        Assert.Same(kernel, _budget.Charging(kernel, new Question("?")));
        Assert.Same(kernel, unlimited.Charging(kernel, new Question("?") { User = Ada }));
        Assert.Same(embedded, _budget.Charging(embedded, new Question("?") { User = Ada }));
        Assert.NotSame(kernel, _budget.Charging(kernel, new Question("?") { User = Ada }));
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_refuses_nobody()
    {
        _budget.Dispose();
        Directory.CreateDirectory(Path.Combine(_configuration.StateFolder(), "budgets.db"));
        using var broken = Open();

        Assert.Throws<ConfigurationException>(broken.Open);
        await ReadAsync(new StagedChatClient((_, _) => Whole(Text("answer"))), Ada, broken);
    }

    private static Kernel KernelOf(IChatClient client) => new(new ServiceCollection().AddSingleton(client).BuildServiceProvider());

    private TokenBudget Open(int limit = 100) => new(
        _configuration, Options.Create(new ModelsOptions { Chat = { TokensPerUserAndDay = limit } }), _counter, _time, _instruments, NullLogger<TokenBudget>.Instance);

    /// <summary>The client that a prompt function calls.</summary>
    private IChatClient For(IChatClient model, string user, TokenBudget? budget = null) =>
        (budget ?? _budget).Charging(KernelOf(model), new Question("?") { User = user }).GetRequiredService<IChatClient>();

    private async Task ReadAsync(IChatClient model, string user, TokenBudget? budget = null)
    {
        await foreach (var _ in For(model, user, budget).GetStreamingResponseAsync("?"))
        {
        }
    }

    private List<string> Keys() => [.. Entries().Select(entry => entry.Key)];

    private long Spent() => Entries().Sum(entry => long.Parse(entry.Value, System.Globalization.CultureInfo.InvariantCulture));

    private IReadOnlyList<KeyValuePair<string, string>> Entries()
    {
        using var store = QaBot.Storage.SqliteKeyValueStore.Open(Path.Combine(_configuration.StateFolder(), "budgets.db"), _time);
        return store.ReadStartingWith("2026");
    }

    /// <summary>Says of itself that it is the embedded client.</summary>
    private sealed class ScriptedAsEmbedded : DelegatingChatClient
    {
        public ScriptedAsEmbedded() : base(new StagedChatClient((_, _) => Whole()))
        {
        }

        public override object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("qabot", null, ExtractiveChatClient.ModelName) : base.GetService(serviceType, serviceKey);
    }
}
