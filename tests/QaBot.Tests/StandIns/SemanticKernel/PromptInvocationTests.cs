using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using QaBot.Tests.Fakes;
using static QaBot.Tests.StandIns.SemanticKernel.PromptHarness;

namespace QaBot.Tests.StandIns.SemanticKernel;

public class PromptInvocationTests
{
    private const string Template = "<message role=\"user\">{{$question}}</message>";

    private static readonly UsageDetails Usage = new() { InputTokenCount = 11, OutputTokenCount = 3 };

    [Fact]
    public async Task The_result_is_the_response_with_its_usage_and_its_text()
    {
        using var client = Counting();

        var result = await KernelOver(client).InvokeAsync(Prompt(Template), new() { ["question"] = "a < b" });

        Assert.Equal("Hello world", result.GetValue<string>());
        Assert.Equal("Hello world", result.ToString());
        Assert.Equal("Hello world", result.GetValue<ChatResponse>()?.Text);
        Assert.Equal(11, result.GetValue<ChatResponse>()?.Usage?.InputTokenCount);
        Assert.Equal("Ask", result.Function.Name);
        Assert.Throws<InvalidCastException>(() => result.GetValue<int>());
    }

    [Fact]
    public async Task The_rendered_prompt_of_a_result_is_the_encoded_form()
    {
        using var client = Counting();

        var result = await KernelOver(client).InvokeAsync(Prompt(Template), new() { ["question"] = "a < b" });

        Assert.Equal("<message role=\"user\">a &lt; b</message>", result.RenderedPrompt?.Trim());
    }

    [Fact]
    public async Task Updates_stream_as_they_come_with_the_usage_among_them()
    {
        using var client = Counting();

        var updates = await ReadAll(KernelOver(client).InvokeStreamingAsync<ChatResponseUpdate>(Prompt(Template)));

        Assert.Equal(["Hello ", "world", ""], updates.Select(update => update.Text));
        Assert.Equal(3, Assert.Single(updates.SelectMany(u => u.Contents).OfType<UsageContent>()).Details.OutputTokenCount);
    }

    [Fact]
    public async Task Text_streams_as_strings()
    {
        using var client = new ScriptedChatClient("Hello ", "world");

        Assert.Equal(["Hello ", "world"], await ReadAll(KernelOver(client).InvokeStreamingAsync<string>(Prompt(Template))));
    }

    [Fact]
    public async Task Whole_responses_and_contents_cannot_be_streamed()
    {
        using var client = Counting();
        var kernel = KernelOver(client);

        await Assert.ThrowsAnyAsync<Exception>(() => ReadAll(kernel.InvokeStreamingAsync<ChatResponse>(Prompt(Template))));
        await Assert.ThrowsAnyAsync<Exception>(() =>
            ReadAll(kernel.InvokeStreamingAsync<Microsoft.Extensions.AI.TextContent>(Prompt(Template))));
    }

    [Fact]
    public void Nothing_happens_before_a_stream_is_read()
    {
        using var client = Counting();

        _ = KernelOver(client).InvokeStreamingAsync<string>(Prompt(Template));

        Assert.Empty(client.Requests);
    }

    [Fact]
    public async Task A_failure_of_the_client_passes_unwrapped()
    {
        var failure = new HttpRequestException("refused");
        using var client = new ScriptedChatClient("half ") { Failure = failure };

        Assert.Same(failure, await Assert.ThrowsAsync<HttpRequestException>(() => KernelOver(client).InvokeAsync(Prompt(Template))));
    }

    [Fact]
    public async Task A_failure_in_the_middle_of_a_stream_passes_unwrapped_after_what_came_before()
    {
        var failure = new HttpRequestException("cut off");
        using var client = new ScriptedChatClient("half ") { Failure = failure };
        var read = new List<string>();

        var thrown = await Assert.ThrowsAsync<HttpRequestException>(async () =>
        {
            await foreach (var text in KernelOver(client).InvokeStreamingAsync<string>(Prompt(Template)))
                read.Add(text);
        });

        Assert.Same(failure, thrown);
        Assert.Equal(["half "], read);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_time_out_of_the_client_becomes_a_cancelled_function(bool streaming)
    {
        var timeout = new TaskCanceledException("time-out", new TimeoutException());
        using var client = new ScriptedChatClient("half ") { Failure = timeout };
        var kernel = KernelOver(client);

        var thrown = await Assert.ThrowsAsync<KernelFunctionCanceledException>(() => streaming
            ? ReadAll(kernel.InvokeStreamingAsync<string>(Prompt(Template)))
            : (Task)kernel.InvokeAsync(Prompt(Template)));

        Assert.Same(timeout, thrown.InnerException);
        Assert.Equal("Ask", thrown.Function.Name);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_starts_does_not_reach_the_client()
    {
        using var client = Counting();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAsync<KernelFunctionCanceledException>(() =>
            KernelOver(client).InvokeAsync(Prompt(Template), cancellationToken: cancelled));

        Assert.Empty(client.Requests);
    }

    [Fact]
    public async Task A_stream_that_its_reader_cancels_becomes_a_cancelled_function()
    {
        using var client = new ScriptedChatClient("one ", "two ", "three");
        using var stop = new CancellationTokenSource();
        var read = new List<string>();

        await Assert.ThrowsAsync<KernelFunctionCanceledException>(async () =>
        {
            await foreach (var text in KernelOver(client).InvokeStreamingAsync<string>(Prompt(Template), cancellationToken: stop.Token))
            {
                read.Add(text);
                await stop.CancelAsync();
            }
        });

        Assert.Equal(["one "], read);
    }

    private static ScriptedChatClient Counting() => new(
        new ChatResponseUpdate(ChatRole.Assistant, "Hello "),
        new ChatResponseUpdate(ChatRole.Assistant, "world"),
        new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(Usage)]));
}
