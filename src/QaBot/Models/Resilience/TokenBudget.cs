using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using QaBot.Answering;
using QaBot.Configuration;
using QaBot.Passages;
using QaBot.Storage;
using QaBot.Telemetry;

namespace QaBot.Models.Resilience;

/// <summary>
/// The tokens that each user has had of the chat model on a day (in UTC), over restarts too, and the limit of them:
/// <see cref="ChatModelOptions.TokensPerUserAndDay"/>. Thread-safe; processes that share the state folder share the budgets.
/// </summary>
/// <remarks>
/// A call is allowed while there is something left, and charged when it ends, so the last one may go over the limit. It limits what a user
/// costs by habit, not by intent: who gets a new id from the channel (in the web chat, another browser) gets a new budget. Users without an
/// id share their channel's. Where the budgets cannot be read or written, that is logged and nobody is refused.
/// </remarks>
public sealed class TokenBudget(
    IConfiguration configuration, IOptions<ModelsOptions> options, TokenCounter counter, TimeProvider time, Instruments instruments, ILogger<TokenBudget> logger) : IDisposable
{
    private readonly long _limit = options.Value.Chat.TokensPerUserAndDay;
    private readonly Lock _lock = new();
    private SqliteKeyValueStore? _store;
    private DateOnly _today;

    /// <summary>Opens the file of the budgets now, where there is a limit.</summary>
    /// <exception cref="ConfigurationException">It cannot be used.</exception>
    public void Open()
    {
        if (_limit > 0)
            Store();
    }

    /// <summary>The kernel to answer a question with: its chat client charges the user who asked.</summary>
    /// <returns>The given kernel where nothing is charged: without a user or a limit, or with the embedded client.</returns>
    /// <remarks>
    /// The client is wrapped for each question, so that the user's id goes nowhere else: in the options of a call, the other way through a
    /// prompt function, it would reach the model's server and the spans.
    /// </remarks>
    public Kernel Charging(Kernel kernel, Question question)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(question);
        if (_limit == 0 || question.User is not { } user || kernel.Services.GetService<IChatClient>() is not { } client || ExtractiveChatClient.IsBehind(client))
            return kernel;
        return new Kernel(new ClientInPlace(kernel.Services, new BudgetedChatClient(client, this, counter, user)));
    }

    /// <exception cref="ModelException">The user has had the tokens of the day.</exception>
    internal void Demand(string user)
    {
        if (Try(store => Spent(store, KeyOf(user))) < _limit)
            return;
        instruments.CountOverBudget();
        throw new ModelException(ModelProblemKind.OverBudget, $"The user has had the {_limit} tokens of the day (Models:Chat:TokensPerUserAndDay).");
    }

    internal void Charge(string user, long tokens)
    {
        if (tokens <= 0)
            return;
        Try(store =>
        {
            var key = KeyOf(user);
            while (true)
            {
                try
                {
                    var before = store.Read([key]).GetValueOrDefault(key);
                    store.Write([new ValueChange(key, (Parse(before) + tokens).ToString(CultureInfo.InvariantCulture), before?.ETag)]);
                    return tokens;
                }
                catch (ETagConflictException)
                {
                    // Another call of the same user has ended meanwhile.
                }
            }
        });
    }

    public void Dispose()
    {
        lock (_lock)
            _store?.Dispose();
    }

    private static long Spent(SqliteKeyValueStore store, string key) => Parse(store.Read([key]).GetValueOrDefault(key));

    private static long Parse(StoredValue? value) => value is null ? 0 : long.Parse(value.Value, CultureInfo.InvariantCulture);

    /// <summary>Hashed together with the day, so that the days of a user cannot be told to be of one.</summary>
    private string KeyOf(string user)
    {
        var day = Today().ToString("O", CultureInfo.InvariantCulture);
        return $"{day}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{day}/{user}")))}";
    }

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private long Try(Func<SqliteKeyValueStore, long> use)
    {
        try
        {
            return use(Store());
        }
        catch (Exception e) when (e is SqliteException or ConfigurationException)
        {
            logger.LogError("The token budgets cannot be used, and nobody is refused: {Reason}", e.Message);
            return 0;
        }
    }

    /// <summary>Without the days that are over.</summary>
    private SqliteKeyValueStore Store()
    {
        lock (_lock)
        {
            _store ??= SqliteKeyValueStore.Open(Path.Combine(configuration.StateFolder(), "budgets.db"), time);
            if (_today != Today())
            {
                _today = Today();
                _store.DeleteWrittenBefore(new DateTimeOffset(_today, TimeOnly.MinValue, TimeSpan.Zero));
            }

            return _store;
        }
    }

    /// <summary>The services of a kernel with another chat client.</summary>
    private sealed class ClientInPlace(IServiceProvider services, IChatClient client) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType == typeof(IChatClient) ? client
            : serviceType == typeof(IEnumerable<IChatClient>) ? new[] { client }
            : services.GetService(serviceType);
    }
}
