using Microsoft.Bot.Builder;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Storage;

/// <summary>What the Bot Framework's state relies on in any storage.</summary>
public abstract class StorageConformance
{
    protected abstract IStorage Storage { get; }

    [Fact]
    public async Task An_unknown_key_is_missing_from_the_result()
    {
        Assert.Empty(await Storage.ReadAsync(["nothing"], default));
    }

    [Fact]
    public async Task What_is_written_is_read_back()
    {
        await WriteAsync("a|b/ü", new Dictionary<string, object> { ["n"] = 1, ["text"] = "“é” \u0001 😀", ["list"] = new[] { "x" } });

        var read = await ReadAsync("a|b/ü");

        Assert.Equal(1, (int)read["n"]!);
        Assert.Equal("“é” \u0001 😀", (string?)read["text"]);
        Assert.Equal("x", (string?)read["list"]![0]);
    }

    [Fact]
    public async Task Many_keys_are_written_and_read_at_once()
    {
        await Storage.WriteAsync(Enumerable.Range(0, 50).ToDictionary(i => $"k{i}", i => (object)new Dictionary<string, object> { ["i"] = i }), default);

        var read = await Storage.ReadAsync([.. Enumerable.Range(0, 60).Select(i => $"k{i}")], default);

        Assert.Equal(Enumerable.Range(0, 50), read.Values.Select(value => (int)JObject.FromObject(value)["i"]!).Order());
    }

    [Fact]
    public async Task Items_without_an_etag_are_overwritten()
    {
        await WriteAsync("k", new Dictionary<string, object> { ["n"] = 1 });
        await WriteAsync("k", new Dictionary<string, object> { ["n"] = 2 });

        Assert.Equal(2, (int)(await ReadAsync("k"))["n"]!);
    }

    [Fact]
    public async Task An_item_is_written_over_the_state_that_it_was_read_from()
    {
        await WriteAsync("k", new Item { Text = "one" });
        var item = await ReadItemAsync("k");
        item.Text = "two";

        await WriteAsync("k", item);

        var read = await ReadItemAsync("k");
        Assert.Equal("two", read.Text);
        Assert.NotEqual(item.ETag, read.ETag);
    }

    [Fact]
    public async Task An_item_that_has_changed_since_it_was_read_is_not_overwritten()
    {
        await WriteAsync("k", new Item { Text = "one" });
        var stale = await ReadItemAsync("k");
        await WriteAsync("k", new Item { Text = "two", ETag = stale.ETag });
        stale.Text = "three";

        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync("k", stale));

        Assert.Equal("two", (await ReadItemAsync("k")).Text);
    }

    [Fact]
    public async Task An_item_with_the_etag_star_overwrites()
    {
        await WriteAsync("k", new Item { Text = "one" });
        await WriteAsync("k", new Item { Text = "two", ETag = "*" });

        Assert.Equal("two", (await ReadItemAsync("k")).Text);
    }

    [Fact]
    public async Task A_new_item_does_not_replace_one_that_is_there()
    {
        await WriteAsync("k", new Item { Text = "one" });

        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync("k", new Item { Text = "two" }));
    }

    [Fact]
    public async Task What_was_read_is_a_copy()
    {
        await WriteAsync("k", new Dictionary<string, object> { ["n"] = 1 });
        (await ReadAsync("k"))["n"] = 2;

        Assert.Equal(1, (int)(await ReadAsync("k"))["n"]!);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_may_be_written_anew()
    {
        await WriteAsync("k", new Item { Text = "one" });
        await Storage.DeleteAsync(["k", "never there"], default);

        Assert.Empty(await Storage.ReadAsync(["k"], default));
        await WriteAsync("k", new Item { Text = "two" });
        Assert.Equal("two", (await ReadItemAsync("k")).Text);
    }

    [Fact]
    public async Task Of_writers_at_the_same_time_each_is_counted_or_refused()
    {
        await WriteAsync("k", new Item { Text = "0" });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(IncrementAsync)));

        Assert.Equal("80", (await ReadItemAsync("k")).Text);
    }

    private async Task IncrementAsync()
    {
        for (var done = 0; done < 10;)
        {
            var item = await ReadItemAsync("k");
            item.Text = $"{int.Parse(item.Text!, System.Globalization.CultureInfo.InvariantCulture) + 1}";
            try
            {
                await WriteAsync("k", item);
                done++;
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                // Someone else was faster.
            }
        }
    }

    private Task WriteAsync(string key, object value) => Storage.WriteAsync(new Dictionary<string, object> { [key] = value }, default);

    private async Task<JObject> ReadAsync(string key) => JObject.FromObject((await Storage.ReadAsync([key], default))[key]);

    private async Task<Item> ReadItemAsync(string key) => (await ReadAsync(key)).ToObject<Item>()!;

    private sealed class Item : IStoreItem
    {
        public string? Text { get; set; }

        public string? ETag { get; set; }
    }
}
