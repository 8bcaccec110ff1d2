using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Channels.Teams;

/// <summary>That the fake refuses what Teams refuses: else what passes it would show nothing.</summary>
public sealed class FakeTeamsTests : IAsyncLifetime, IDisposable
{
    private const string Root = """{"type":"https://schema.org/Message","@type":"Message","@context":"https://schema.org","citation":[CITATIONS]}""";

    private readonly FakeTimeProvider _time = new();
    private readonly HttpClient _client = new();
    private FakeTeams _teams = null!;

    public async Task InitializeAsync() => _teams = await FakeTeams.StartAsync(_time);

    public async Task DisposeAsync() => await _teams.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("""{"text":"plain"}""", 201)]
    [InlineData("""{"text":"a [1]","entities":[ROOT(1)]}""", 201)]
    [InlineData("""{"text":"a [1]","entities":[ROOT(1),ROOT(1)]}""", 400)]
    [InlineData("""{"text":"no marker","entities":[ROOT(1)]}""", 400)]
    [InlineData("""{"text":"a [1]","entities":[ROOT(1,1)]}""", 400)]
    [InlineData("""{"text":"a","suggestedActions":{"actions":[{"type":"imBack","title":"b","value":"b"}]}}""", 201)]
    [InlineData("""{"text":"a","suggestedActions":{"actions":[{"type":"postBack","title":"b","value":"b"}]}}""", 400)]
    [InlineData("""{"text":"a","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.6","body":[{}]}}]}""", 400)]
    [InlineData("""{"text":"a","channelData":{"feedbackLoop":{"type":"other"}}}""", 400)]
    [InlineData("""{"text":"a","entities":[{"type":"streaminfo","streamType":"final","streamId":"none"}]}""", 400)]
    [InlineData("""{"type":"event","text":"a"}""", 400)]
    public async Task A_message_is_checked(string message, int status)
    {
        foreach (var count in new[] { "1,1", "1" })
            message = message.Replace($"ROOT({count})", RootOf([.. count.Split(',').Select(int.Parse)]), StringComparison.Ordinal);

        Assert.Equal(status, await SendAsync(message));
    }

    [Theory]
    [InlineData("name", 80, 201)]
    [InlineData("name", 81, 400)]
    [InlineData("abstract", 160, 201)]
    [InlineData("abstract", 161, 400)]
    public async Task A_citation_has_its_lengths(string property, int length, int status)
    {
        var root = JObject.Parse(RootOf(1));
        root["citation"]![0]!["appearance"]![property] = new string('x', length);

        Assert.Equal(status, await SendAsync(new JObject { ["text"] = "a [1]", ["entities"] = new JArray(root) }.ToString()));
    }

    [Theory]
    [InlineData(20, 201)]
    [InlineData(21, 400)]
    public async Task There_are_at_most_twenty_citations(int count, int status)
    {
        var numbers = Enumerable.Range(1, count).ToArray();
        var text = string.Join(' ', numbers.Select(number => $"[{number}]"));

        Assert.Equal(status, await SendAsync($$"""{"text":"{{text}}","entities":[{{RootOf(numbers)}}]}"""));
    }

    [Theory]
    [InlineData(50_000, 201)]
    [InlineData(52_000, 413)]
    public async Task A_message_has_its_size_in_UTF_16(int length, int status) =>
        Assert.Equal(status, await SendAsync(new JObject { ["text"] = new string('é', length) }.ToString()));

    [Fact]
    public async Task A_stream_has_its_order_pace_and_time()
    {
        Assert.Equal(400, await StreamAsync("informative", 2, null, "late"));
        Assert.Equal(201, await StreamAsync("informative", 1, null, "Searching"));
        Assert.Equal(429, await StreamAsync("streaming", 2, "a-1", "a"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(400, await StreamAsync("streaming", 2, "another", "a"));
        Assert.Equal(400, await StreamAsync("streaming", 2, "a-1", ""));
        Assert.Equal(202, await StreamAsync("streaming", 2, "a-1", "A brown"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(403, await StreamAsync("streaming", 3, "a-1", "Hello"));
        Assert.Equal(400, await StreamAsync("streaming", 3, "a-1", "A brown fox", more: $",{RootOf(1)}"));
        Assert.Equal(403, await StreamAsync("informative", 1, null, "a second stream"));
        Assert.Equal(202, await StreamAsync("streaming", 3, "a-1", "A brown fox"));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(403, await StreamAsync("streaming", 4, "a-1", "A brown fox jumps"));
        Assert.Equal(201, await StreamAsync("informative", 1, null, "the next stream"));
    }

    [Fact]
    public async Task A_stream_ends_once()
    {
        await StreamAsync("informative", 1, null, "Searching");
        _time.Advance(TimeSpan.FromSeconds(1));
        var end = """{"text":"A brown fox.","entities":[{"type":"streaminfo","streamType":"final","streamId":"a-1"}]}""";

        Assert.Equal(202, await SendAsync(end));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(403, await SendAsync(end));
    }

    [Fact]
    public async Task Groups_have_neither_streams_nor_buttons()
    {
        Assert.Equal(403, await StreamAsync("informative", 1, null, "Searching", chat: "groupChat"));
        Assert.Equal(400, await SendAsync("""{"text":"a","suggestedActions":{"actions":[{"type":"imBack","title":"b","value":"b"}]}}""", "groupChat"));
    }

    [Fact]
    public async Task Only_what_is_there_can_be_updated()
    {
        await SendAsync("""{"text":"a"}""");

        Assert.Equal(200, await UpdateAsync("a-1"));
        Assert.Equal(404, await UpdateAsync("a-2"));
    }

    private static string RootOf(params int[] positions) => Root.Replace(
        "CITATIONS",
        string.Join(',', positions.Select(position => $$$"""{"@type":"Claim","position":{{{position}}},"appearance":{"@type":"DigitalDocument","name":"n"}}""")),
        StringComparison.Ordinal);

    private Task<int> StreamAsync(string type, int sequence, string? id, string text, string chat = "personal", string more = "")
    {
        var stream = id is null ? "" : $"\"streamId\":\"{id}\",";
        return SendAsync(
            $$"""{"type":"typing","text":"{{text}}","entities":[{"type":"streaminfo",{{stream}}"streamType":"{{type}}","streamSequence":{{sequence}}}{{more}}]}""", chat);
    }

    private async Task<int> SendAsync(string activity, string chat = "personal")
    {
        var json = JObject.Parse(activity);
        json["type"] ??= "message";
        json["conversation"] = new JObject { ["id"] = "c", ["conversationType"] = chat };
        using var content = new StringContent(json.ToString(), Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(new Uri($"{_teams.Url}/v3/conversations/c/activities"), content);
        return (int)response.StatusCode;
    }

    private async Task<int> UpdateAsync(string id)
    {
        using var response = await _client.PutAsJsonAsync(new Uri($"{_teams.Url}/v3/conversations/c/activities/{id}"), new { type = "message", text = "b" });
        return (int)response.StatusCode;
    }
}
