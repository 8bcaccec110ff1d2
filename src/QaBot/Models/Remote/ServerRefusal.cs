using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace QaBot.Models.Remote;

/// <summary>
/// A server's "no", in the forms of OpenAI, Azure OpenAI, Ollama, vLLM, llama.cpp, LM Studio and FastAPI. What the server says may repeat the key or
/// the question: it is read to tell what is wrong, and never shown.
/// </summary>
internal sealed partial class ServerRefusal
{
    private const int MostBytes = 64 << 10;

    private readonly int _status;
    private readonly string _message = "";
    private readonly string _code = "";
    private readonly string _type = "";
    private readonly string _parameter = "";

    private ServerRefusal(int status, JsonElement? body)
    {
        _status = status;
        if (body is not { ValueKind: JsonValueKind.Object } root)
            return;
        var error = root.TryGetProperty("error", out var inner) ? inner : root;
        if (error.ValueKind != JsonValueKind.Object)
        {
            _message = Text(error);
            return;
        }

        _message = string.Join(' ', Member(error, "message"), Member(error, "detail"));
        _code = Member(error, "code");
        _type = Member(error, "type");
        _parameter = Member(error, "param");
        if (error.TryGetProperty("innererror", out var azure) && azure.ValueKind == JsonValueKind.Object)
            _code = $"{_code} {Member(azure, "code")}";
        if (error.TryGetProperty("detail", out var details) && details.ValueKind == JsonValueKind.Array)
            _parameter = string.Join(' ', details.EnumerateArray().Where(detail => detail.ValueKind == JsonValueKind.Object).Select(detail => Member(detail, "loc")));
    }

    /// <summary>Whether it may be about the request's form, so that another form may be taken.</summary>
    public bool IsOfForm => _status is 400 or 422 && !IsFilter && !IsTooLong;

    private bool IsFilter => Says("content_filter", "ResponsibleAIPolicyViolation", "content_policy_violation");

    private bool IsTooLong => Says(
        "context_length_exceeded", "exceed_context_size", "context length", "context size", "context window", "maximum context", "prompt is too long", "input is too long", "maximum input length");

    /// <summary>Reads what came with a status that is no success; a body that cannot be read tells nothing.</summary>
    public static async Task<ServerRefusal> ReadAsync(PipelineResponse response, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await BoundedStream.ReadAllAsync(response.ContentStream ?? Stream.Null, MostBytes, cancellationToken);
            using var json = await JsonDocument.ParseAsync(body, default, cancellationToken);
            return new ServerRefusal(response.Status, json.RootElement);
        }
        catch (Exception e) when (e is IOException or JsonException or AnswerBoundException)
        {
            return new ServerRefusal(response.Status, null);
        }
    }

    /// <summary>An error that is told within a stream, where the status was a success.</summary>
    public static ServerRefusal WithinStream(JsonElement body)
    {
        var refusal = new ServerRefusal(500, body);
        return int.TryParse(refusal._code, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 400 and < 600
            ? new ServerRefusal(status, body)
            : refusal;
    }

    public bool Names(string parameter)
    {
        var whole = new Regex($@"(?<![\w]){Regex.Escape(parameter)}(?![\w])", RegexOptions.CultureInvariant);
        return whole.IsMatch(_parameter) || whole.IsMatch(_message);
    }

    public ModelException ToException(ModelServer server)
    {
        var (kind, what) = _status switch
        {
            >= 300 and < 400 => (ModelProblemKind.Rejected, $"answers with a redirect, which is not followed because the key would go with it: {server.Setting("Endpoint")} must be the address itself"),
            401 or 403 => (ModelProblemKind.Unauthorized, NotLetIn(server)),
            429 => (ModelProblemKind.RateLimited, Says("insufficient_quota")
                ? "the account's quota is used up: see its plan and billing"
                : "takes no more requests for now"),
            _ when IsFilter => (ModelProblemKind.Filtered, "the server's content filter refused the question or the passages"),
            413 => (ModelProblemKind.PromptTooLong, "the prompt is longer than the server takes"),
            _ when IsTooLong => (ModelProblemKind.PromptTooLong, $"the prompt is longer than the model '{server.Model}' takes"),
            _ when Says("insufficient_quota") => (ModelProblemKind.RateLimited, "the account's quota is used up: see its plan and billing"),
            _ when IsNoSuchModel => (ModelProblemKind.NotFound, $"has no {(server.IsAzure ? "deployment" : "model")} '{server.Model}': check {server.Setting("Model")}"),
            404 or 405 => (ModelProblemKind.NotFound, $"there is no such address: check {server.Setting("Endpoint")}{(server.IsAzure ? $" and {server.Setting("ApiVersion")}" : ", which mostly ends with /v1")}"),
            408 => (ModelProblemKind.TimedOut, "the server gave up waiting"),
            >= 500 => (ModelProblemKind.ServerFailed, "the server failed"),
            _ => (ModelProblemKind.Rejected, "refuses the request"),
        };
        return server.Problem(kind, string.Create(CultureInfo.InvariantCulture, $"{what} ({Label()})."));
    }

    private bool IsNoSuchModel =>
        Says("model_not_found", "DeploymentNotFound", "invalid_model")
        || (_status is 400 or 404 && SaysOfModel().IsMatch(_message));

    private static string NotLetIn(ModelServer server)
    {
        if (server.ApiKey is not null)
            return $"does not accept the key: check {server.Setting("ApiKey")}";
        return server.IsAzure
            ? "does not let in the identity that Azure.Identity found: it needs the role 'Cognitive Services OpenAI User'"
            : $"wants a key: set {server.Setting("ApiKey")}";
    }

    /// <summary>The status and, where it is a plain word, the server's name for what is wrong; anything else could repeat what was sent.</summary>
    private string Label()
    {
        var name = new[] { _code, _type }.FirstOrDefault(PlainWord().IsMatch);
        return name is null ? _status.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{_status} {name}");
    }

    private bool Says(params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (_code.Contains(phrase, StringComparison.OrdinalIgnoreCase) || _type.Contains(phrase, StringComparison.OrdinalIgnoreCase) || _message.Contains(phrase, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static string Member(JsonElement of, string name) => of.TryGetProperty(name, out var member) ? Text(member) : "";

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => Member(value, "msg"),
        _ => "",
    };

    [GeneratedRegex(@"\bmodel\b.*\b(not found|not exist|not available|unknown)\b|\b(no such|unknown|invalid) model\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex SaysOfModel();

    [GeneratedRegex("^[a-z]+(_[a-z]+){1,5}$|^[A-Z][a-z]+([A-Z][a-z]+){1,5}$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord();
}
