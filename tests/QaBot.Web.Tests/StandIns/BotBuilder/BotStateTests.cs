using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.StandIns.BotBuilder;

public class BotStateTests
{
    private readonly MemoryStorage _storage = new();

    [Fact]
    public async Task A_property_is_there_again_in_the_next_turn_of_its_conversation()
    {
        await InTurnAsync("c1", async (turn, state) =>
        {
            var memory = await state.CreateProperty<Memory>("memory").GetAsync(turn, () => new Memory());
            memory.Questions.Add("first");
            await state.SaveChangesAsync(turn);
        });

        await InTurnAsync("c1", async (turn, state) =>
            Assert.Equal(["first"], (await state.CreateProperty<Memory>("memory").GetAsync(turn)).Questions));
        await InTurnAsync("c2", async (turn, state) => Assert.Null(await state.CreateProperty<Memory>("memory").GetAsync(turn)));
    }

    [Fact]
    public async Task What_is_not_saved_is_forgotten()
    {
        await InTurnAsync("c1", (turn, state) => state.CreateProperty<string>("name").SetAsync(turn, "x"));

        await InTurnAsync("c1", async (turn, state) => Assert.Null(await state.CreateProperty<string>("name").GetAsync(turn)));
    }

    [Fact]
    public async Task Values_of_any_shape_come_back()
    {
        await InTurnAsync("c1", async (turn, state) =>
        {
            await state.CreateProperty<int>("number").SetAsync(turn, 7);
            await state.CreateProperty<string[]>("list").SetAsync(turn, ["a", "b"]);
            await state.SaveChangesAsync(turn);
        });

        await InTurnAsync("c1", async (turn, state) =>
        {
            Assert.Equal(7, await state.CreateProperty<int>("number").GetAsync(turn));
            Assert.Equal(["a", "b"], await state.CreateProperty<string[]>("list").GetAsync(turn));
            Assert.Equal(3, await state.CreateProperty<int>("missing").GetAsync(turn, () => 3));
            Assert.Equal(0, await state.CreateProperty<int>("absent").GetAsync(turn));
        });
    }

    [Fact]
    public async Task Only_changes_are_written()
    {
        var storage = new CountingStorage();
        await InTurnAsync("c1", async (turn, state) =>
        {
            var property = state.CreateProperty<Memory>("memory");
            await property.GetAsync(turn, () => new Memory());
            await state.SaveChangesAsync(turn);
            await state.SaveChangesAsync(turn);
            Assert.Equal(1, storage.Writes);

            (await property.GetAsync(turn)).Questions.Add("changed in place");
            await state.SaveChangesAsync(turn);
            Assert.Equal(2, storage.Writes);

            await state.SaveChangesAsync(turn, force: true);
            Assert.Equal(3, storage.Writes);
        }, storage);

        Assert.Equal(["test/conversations/c1"], storage.Keys.Distinct());
    }

    [Fact]
    public async Task A_cleared_or_deleted_state_is_empty()
    {
        await InTurnAsync("c1", async (turn, state) =>
        {
            var name = state.CreateProperty<string>("name");
            await name.SetAsync(turn, "x");
            await state.SaveChangesAsync(turn);
            await state.ClearStateAsync(turn);
            Assert.Null(await name.GetAsync(turn));

            await state.LoadAsync(turn, force: true);
            Assert.Equal("x", await name.GetAsync(turn));
            await state.DeleteAsync(turn);
        });

        Assert.Empty(await _storage.ReadAsync(["test/conversations/c1"], default));
    }

    [Fact]
    public async Task User_state_follows_the_user_into_another_conversation()
    {
        await InTurnAsync("c1", async (turn, _) =>
        {
            var state = new UserState(_storage);
            await state.CreateProperty<string>("name").SetAsync(turn, "x");
            await state.SaveChangesAsync(turn);
        });

        await InTurnAsync("c2", async (turn, _) =>
            Assert.Equal("x", await new UserState(_storage).CreateProperty<string>("name").GetAsync(turn)));
    }

    [Fact]
    public async Task Storage_leaves_out_keys_that_have_nothing()
    {
        await _storage.WriteAsync(new Dictionary<string, object> { ["a"] = new Memory() }, default);

        Assert.Equal(["a"], (await _storage.ReadAsync(["a", "b"], default)).Keys);
        await _storage.DeleteAsync(["a", "b"], default);
        Assert.Empty(await _storage.ReadAsync(["a", "b"], default));
    }

    [Fact]
    public async Task A_write_over_someone_elses_write_is_refused()
    {
        await WriteAsync(new Versioned { Text = "first" });
        var mine = await ReadVersionedAsync();
        var theirs = await ReadVersionedAsync();
        await WriteAsync(theirs);

        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(mine));

        mine.ETag = "*";
        mine.Text = "mine";
        await WriteAsync(mine);
        Assert.Equal("mine", (await ReadVersionedAsync()).Text);
    }

    private async Task InTurnAsync(string conversation, Func<ITurnContext, ConversationState, Task> turn, IStorage? storage = null)
    {
        var adapter = new TestAdapter();
        adapter.Conversation.Conversation = new ConversationAccount { Id = conversation };
        var state = new ConversationState(storage ?? _storage);
        await adapter.SendTextToBotAsync("hi", (context, _) => turn(context, state), CancellationToken.None);
    }

    private Task WriteAsync(Versioned item) => _storage.WriteAsync(new Dictionary<string, object> { ["key"] = item }, default);

    private async Task<Versioned> ReadVersionedAsync()
    {
        var item = (await _storage.ReadAsync(["key"], default))["key"];
        return item as Versioned ?? JObject.FromObject(item).ToObject<Versioned>()!;
    }

    private sealed class Memory
    {
        public List<string> Questions { get; set; } = [];
    }

    private sealed class Versioned : IStoreItem
    {
        public string ETag { get; set; } = null!;

        public string? Text { get; set; }
    }

    private sealed class CountingStorage : IStorage
    {
        private readonly MemoryStorage _inner = new();

        public int Writes { get; private set; }

        public List<string> Keys { get; } = [];

        public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default) =>
            _inner.ReadAsync(keys, cancellationToken);

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
        {
            Writes++;
            Keys.AddRange(changes.Keys);
            return _inner.WriteAsync(changes, cancellationToken);
        }

        public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => _inner.DeleteAsync(keys, cancellationToken);
    }
}
