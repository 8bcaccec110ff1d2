using System.Text;
using static QaBot.Models.ModelProblemKind;
using static QaBot.Testing.Models.OpenAIWire;

namespace QaBot.Testing.Models;

/// <summary>
/// How servers refuse, break and babble, in the words of OpenAI, Azure OpenAI, Ollama, vLLM, llama.cpp and others. Many repeat the key and the
/// question, as <see cref="ModelReply.Status"/> makes them do; answers that fail say <see cref="Words"/>.
/// </summary>
public static class ModelFaults
{
    /// <summary>In every answer that does not get to its end.</summary>
    public const string Words = "unfinished-words";

    /// <summary>Refusals: a status that is no success, or no status at all, whatever was asked.</summary>
    public static IReadOnlyList<ModelFault> Refusals { get; } =
    [
        new("401 of OpenAI", ModelReply.Status(401, Error("Incorrect API key provided: {key}. You can find your API key at https://platform.openai.com/account/api-keys.", code: "invalid_api_key")), Unauthorized),
        new("401 of Azure", ModelReply.Status(401, """{"error":{"code":"401","message":"Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription."}}"""), Unauthorized),
        new("401 of llama.cpp", ModelReply.Status(401, """{"error":{"code":401,"message":"Invalid API Key","type":"authentication_error"}}"""), Unauthorized),
        new("401 of vLLM", ModelReply.Status(401, """{"error":"Unauthorized"}"""), Unauthorized),
        new("403 of OpenAI", ModelReply.Status(403, Error("Country, region, or territory not supported", "request_forbidden", "unsupported_country_region_territory")), Unauthorized),
        new("403 of a proxy, with the key", ModelReply.Status(403, "Forbidden: {key}", "text/plain"), Unauthorized),
        new("no such model at OpenAI", ModelReply.Status(404, Error("The model `gpt-test` does not exist or you do not have access to it.", code: "model_not_found")), NotFound),
        new("no such model at Ollama", ModelReply.Status(404, """{"error":{"message":"model \"gpt-test\" not found, try pulling it first","type":"api_error","param":null,"code":null}}"""), NotFound),
        new("no such model at an old Ollama", ModelReply.Status(404, """{"error":"model 'gpt-test' not found"}"""), NotFound),
        new("no such model at vLLM", ModelReply.Status(404, """{"object":"error","message":"The model `gpt-test` does not exist.","type":"NotFoundError","param":null,"code":404}"""), NotFound),
        new("no such deployment at Azure", ModelReply.Status(404, """{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again."}}"""), NotFound),
        new("no such address at OpenAI", ModelReply.Status(404, Error("Invalid URL (POST /chat/completions)")), NotFound),
        new("no such address at Azure", ModelReply.Status(404, """{"error":{"code":"404","message": "Resource not found"}}"""), NotFound),
        new("no such address at Ollama", ModelReply.Status(404, "404 page not found", "text/plain"), NotFound),
        new("no such address at vLLM", ModelReply.Status(404, """{"detail":"Not Found"}"""), NotFound),
        new("429 with seconds", ModelReply.Status(429, Error("Rate limit reached for gpt-test in organization org-1 on tokens per min (TPM): Limit 30000, Used 29000.", "tokens", "rate_limit_exceeded"), headers: ("Retry-After", "1")), RateLimited),
        new("429 with a date", ModelReply.Status(429, """{"error":{"code":"429","message":"Requests have exceeded the call rate limit."}}""", headers: ("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT")), RateLimited),
        new("429 for want of money", ModelReply.Status(429, Error("You exceeded your current quota, please check your plan and billing details.", "insufficient_quota", "insufficient_quota")), RateLimited),
        new("500", ModelReply.Status(500, Error("The server had an error while processing your request: {text}", "server_error")), ServerFailed),
        new("500 without a body", ModelReply.Status(500, ""), ServerFailed),
        new("502 with a page", ModelReply.Status(502, "<html><body>Bad gateway: {key}</body></html>", "text/html"), ServerFailed),
        new("503 of llama.cpp", ModelReply.Status(503, """{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"""), ServerFailed),
        new("400 for the length, of OpenAI", ModelReply.Status(400, Error("This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens. Please reduce the length of the messages.", code: "context_length_exceeded", param: "messages")), PromptTooLong),
        new("400 for the length, of vLLM", ModelReply.Status(400, """{"object":"error","message":"This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (4500 in the messages, 500 in the completion). Please reduce the length of the messages or completion.","type":"BadRequestError","param":null,"code":400}"""), PromptTooLong),
        new("400 for the length, of llama.cpp", ModelReply.Status(400, """{"error":{"code":400,"message":"request (9001 tokens) exceeds the available context size (4096 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":9001,"n_ctx":4096}}"""), PromptTooLong),
        new("413", ModelReply.Status(413, "Payload Too Large", "text/plain"), PromptTooLong),
        new("400 of Azure's content filter", ModelReply.Status(400, """{"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy: {text}","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"violence":{"filtered":true,"severity":"high"}}}}}"""), Filtered),
        new("400 for no reason known", ModelReply.Status(400, Error("Something about '{text}' is wrong.")), Rejected),
        new("422 that repeats the request", ModelReply.Status(422, """{"detail":[{"type":"extra_forbidden","loc":["body","messages"],"msg":"Extra inputs are not permitted","input":"{text}"}]}"""), Rejected),
        new("a redirect", ModelReply.Status(307, "", headers: ("Location", "http://127.0.0.1:9/{key}")), Rejected),
        new("a reset", ModelReply.Reset, Unreachable),
        new("a web page", ModelReply.Status(200, "<!DOCTYPE html><html><body>Sign in: {key} {text}</body></html>", "text/html; charset=utf-8"), Malformed),
        new("something else in JSON", ModelReply.Status(200, """{"status":"ok"}"""), Malformed),
        new("broken JSON", ModelReply.Status(200, "{\"choices\": [{\"message\": {key} {text}"), Malformed),
        new("an error in a success", ModelReply.Status(200, Error("Upstream failed: {text}", "server_error")), ServerFailed),
    ];

    /// <summary>What goes wrong within a streamed answer.</summary>
    public static IReadOnlyList<ModelFault> OfStreams { get; } =
    [
        new("cut within a letter, the connection closed", ModelReply.UntilClosed(Bytes(First()), WithinLetter()), BrokenOff),
        new("cut within a letter, in chunks", ModelReply.CutAfter(Bytes(First()), WithinLetter()), BrokenOff),
        new("cut between events", ModelReply.UntilClosed(Bytes(First()), Bytes(Part(Words))), BrokenOff),
        new("ended by a server that gave up", ModelReply.Streamed(First(), Part(Words), Last("abort")), BrokenOff),
        new("an event of broken JSON", ModelReply.Streamed(First(), "{\"choices\": " + Words), Malformed),
        new("an event of invalid UTF-8", ModelReply.RawBytes([Bytes(First()), [.. "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\""u8, 0xC3, 0x28, .. "\"}}]}\n\n"u8]]), Malformed),
        new("no event", ModelReply.Raw("Hello.\n\n"), Malformed),
        new("nothing", ModelReply.Raw(), Malformed),
        new("an answer without text", ModelReply.Streamed(First(), Last(), Done), Malformed),
        new("all tokens spent on thoughts", ModelReply.Streamed(First(), """{"choices":[{"index":0,"delta":{"reasoning_content":"Hm."}}]}""", Last("length"), Done), Malformed),
        new("the content filter within the answer", ModelReply.Streamed(Stream(Words, finish: "content_filter")), Filtered),
        new("a refusal of the model", ModelReply.Streamed(First(), """{"choices":[{"index":0,"delta":{"refusal":"I can't."}}]}""", Last(), Done), Filtered),
        new("an error of vLLM within the stream", ModelReply.Streamed(First(), Part(Words), """{"error":{"message":"This model's maximum context length is 10 tokens","type":"BadRequestError","param":null,"code":400}}"""), PromptTooLong),
        new("an error of OpenAI within the stream", ModelReply.Streamed(First(), Part(Words), Error("The server had an error", "server_error")), ServerFailed),
        new("10 MB of answer", ModelReply.Streamed(Enumerable.Repeat(Part(new string('x', 65_536)), 160)), AnswerTooLong),
        new("10 MB in one event", ModelReply.Streamed(Part(new string('x', 10_000_000))), AnswerTooLong),
        new("100 MB that are no event", ModelReply.RawBytes(Enumerable.Repeat(Encoding.ASCII.GetBytes(new string(':', 1_000_000)), 100)), AnswerTooLong),
    ];

    /// <summary>What goes wrong with an answer that comes whole.</summary>
    public static IReadOnlyList<ModelFault> OfWhole { get; } =
    [
        new("no choice", ModelReply.Status(200, """{"id":"1","object":"chat.completion","created":1,"model":"m","choices":[]}"""), Malformed),
        new("an empty choice", ModelReply.Status(200, Completion("")), Malformed),
        new("a choice without a message", ModelReply.Status(200, """{"choices":[{"index":0,"finish_reason":"stop"}]}"""), Malformed),
        new("a choice without text", ModelReply.Status(200, Completion(null)), Malformed),
        new("the content filter", ModelReply.Status(200, Completion(Words, finish: "content_filter")), Filtered),
        new("10 MB of answer", ModelReply.Status(200, Completion(new string('x', 10_000_000))), AnswerTooLong),
        new("cut in the middle", ModelReply.CutAfter(Encoding.UTF8.GetBytes(Completion(Words)[..40])), BrokenOff),
    ];

    private static byte[] Bytes(string data) => Encoding.UTF8.GetBytes($"data: {data}\n\n");

    /// <summary>An event up to the first of the two bytes of an é.</summary>
    private static byte[] WithinLetter()
    {
        var bytes = Bytes(Part($"{Words} café"));
        return bytes[..(bytes.AsSpan().IndexOf((byte)0xC3) + 1)];
    }
}
