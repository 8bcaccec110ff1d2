using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using QaBot.Configuration;
using QaBot.Storage;

namespace QaBot.Web.Tests.Storage;

public sealed class SqliteKeyValueStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qabot-store-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private string File => Path.Combine(_folder, "deep", "state.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_conflict_leaves_every_change_of_the_write_undone()
    {
        using var store = SqliteKeyValueStore.Open(File, _time);
        store.Write([new ValueChange("taken", "old", null)]);

        Assert.Throws<ETagConflictException>(() => store.Write([new ValueChange("free", "new", null), new ValueChange("taken", "new", "stale")]));

        var values = store.Read(["free", "taken"]);
        Assert.Equal("old", Assert.Single(values).Value.Value);
    }

    [Fact]
    public void Keys_are_found_by_how_they_start_and_come_in_their_order()
    {
        using var store = SqliteKeyValueStore.Open(File, _time);
        store.Write([new ValueChange("b:2", "two", null), new ValueChange("b:10", "ten", null), new ValueChange("a:1", "a", null), new ValueChange("B:3", "capital", null), new ValueChange("c", "c", null)]);

        Assert.Equal(["b:10=ten", "b:2=two"], store.ReadStartingWith("b:").Select(entry => $"{entry.Key}={entry.Value}"));
        Assert.Empty(store.ReadStartingWith("%"));
    }

    [Fact]
    public void Only_values_written_before_the_time_are_forgotten()
    {
        using var store = SqliteKeyValueStore.Open(File, _time);
        store.Write([new ValueChange("old", "1", null), new ValueChange("renewed", "1", null)]);
        _time.Advance(TimeSpan.FromDays(2));
        store.Write([new ValueChange("renewed", "2", ValueChange.AnyETag)]);

        Assert.Equal(1, store.DeleteWrittenBefore(_time.GetUtcNow() - TimeSpan.FromDays(1)));

        Assert.Equal(["renewed"], store.Read(["old", "renewed"]).Keys);
    }

    [Fact]
    public void A_file_that_is_no_database_is_named()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, string.Concat(Enumerable.Repeat("not a database ", 100)));

        Assert.Contains(File, Assert.Throws<ConfigurationException>(() => SqliteKeyValueStore.Open(File, _time)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_newer_version_is_refused_and_left_alone()
    {
        SqliteKeyValueStore.Open(File, _time).Dispose();
        SetVersion(99);

        Assert.Contains("newer version", Assert.Throws<ConfigurationException>(() => SqliteKeyValueStore.Open(File, _time)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_openings_of_one_file_can_write_at_the_same_time()
    {
        using var first = SqliteKeyValueStore.Open(File, _time);
        using var second = SqliteKeyValueStore.Open(File, _time);

        await Task.WhenAll(new[] { first, second }.Select((store, n) => Task.Run(() =>
        {
            for (var i = 0; i < 100; i++)
                store.Write([new ValueChange($"{n}/{i}", "x", null)]);
        })));

        Assert.Equal(200, first.Read([.. Enumerable.Range(0, 200).Select(i => $"{i % 2}/{i / 2}")]).Count);
    }

    private void SetVersion(int version)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA user_version = {version}";
        command.ExecuteNonQuery();
    }
}
