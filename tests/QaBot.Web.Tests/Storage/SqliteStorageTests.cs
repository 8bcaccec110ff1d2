using Microsoft.Bot.Builder;
using Newtonsoft.Json.Linq;
using QaBot.Storage;
using QaBot.Web.Bot;

namespace QaBot.Web.Tests.Storage;

public sealed class SqliteStorageTests : StorageConformance, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qabot-storage-").FullName;
    private readonly SqliteKeyValueStore _store;

    public SqliteStorageTests()
    {
        _store = SqliteKeyValueStore.Open(Path.Combine(_folder, "state.db"), TimeProvider.System);
        Storage = new SqliteStorage(_store);
    }

    protected override IStorage Storage { get; }

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Text_that_looks_like_a_date_stays_text()
    {
        await Storage.WriteAsync(new Dictionary<string, object> { ["k"] = new Dictionary<string, object> { ["said"] = "2020-11-18T10:00:00+02:00" } }, default);

        var read = (JObject)(await Storage.ReadAsync(["k"], default))["k"];

        Assert.Equal("2020-11-18T10:00:00+02:00", (string?)read["said"]);
    }

    [Fact]
    public async Task Another_opening_of_the_file_reads_what_was_written()
    {
        await Storage.WriteAsync(new Dictionary<string, object> { ["k"] = new Dictionary<string, object> { ["n"] = 7 } }, default);

        using var second = SqliteKeyValueStore.Open(Path.Combine(_folder, "state.db"), TimeProvider.System);
        var read = (JObject)(await new SqliteStorage(second).ReadAsync(["k"], default))["k"];

        Assert.Equal(7, (int)read["n"]!);
    }
}
