using Newtonsoft.Json.Linq;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Telemetry;

/// <summary>What the host logs, with everything of QaBot switched on.</summary>
public sealed class LogTests
{
    private const string Text = "zanzibarite";

    private static readonly (string, string)[] s_everything = [("Logging:LogLevel:Default", "Information"), ("Logging:LogLevel:QaBot", "Trace"), ("Bot:Workbench", "On")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_asked_and_answered_is_not_logged_even_when_the_model_fails(bool fails)
    {
        using var folder = new TestFolder().WithArticle("mine.txt", $"The mine of Orn yielded {Text} until 1870.");
        await using var host = await BotHost.StartAsync(folder, fails ? Failing() : null, s_everything);

        var reply = await AskAsync(host, $"Until when did the mine of Orn yield {Text}?");
        await AskAsync(host, "/trace on");
        await AskAsync(host, "And when did it close?");
        await AskAsync(host, $"/prompt {Text}");

        Assert.NotEqual("", reply);
        Assert.Contains(host.Log.All, line => line.Contains("QaBot listens on", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.All, line => line.Contains(Text, StringComparison.OrdinalIgnoreCase));
        if (fails)
            Assert.Contains(host.Log.All, line => line.Contains("The model failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_user_says_of_an_answer_is_not_logged()
    {
        using var folder = new TestFolder().WithArticle("mine.txt", "The mine of Orn yielded salt until 1870.");
        await using var host = await BotHost.StartAsync(folder, null, s_everything);
        var feedback = Activities.WebChatEvent("feedback", "http://127.0.0.1:1", new JObject { ["comment"] = Text, ["reaction"] = Text });

        (await host.PostAsync(feedback)).Dispose();
        (await host.PostAsync($$"""{"type":"message","text":"{{Text}}" """)).Dispose();

        Assert.DoesNotContain(host.Log.All, line => line.Contains(Text, StringComparison.OrdinalIgnoreCase));
    }

    private static ScriptedModel Failing() => new((_, _) => throw new InvalidOperationException($"It cannot say anything of {Text}."));

    private static async Task<string> AskAsync(BotHost host, string text) =>
        string.Concat((await host.AskAsync(Activities.Message(text, "http://127.0.0.1:1"))).Select(reply => (string?)reply["text"]));
}
