using System.Net;
using System.Text;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Newtonsoft.Json;

namespace Microsoft.Bot.Connector;

internal sealed class ConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpClient httpClient) : IConnectorClient, IConversations
{
    private static readonly HttpStatusCode[] _ok = [HttpStatusCode.OK];
    private static readonly HttpStatusCode[] _okOrAccepted = [HttpStatusCode.OK, HttpStatusCode.Accepted];
    private static readonly HttpStatusCode[] _okCreatedOrAccepted = [HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.Accepted];

    private static readonly JsonSerializerSettings _json = new()
    {
        NullValueHandling = NullValueHandling.Ignore,
        DateFormatHandling = DateFormatHandling.IsoDateFormat,
        DateTimeZoneHandling = DateTimeZoneHandling.Utc,
        ReferenceLoopHandling = ReferenceLoopHandling.Serialize,
        MaxDepth = null,
    };

    public Uri BaseUri { get; set; } = baseUri;

    public ServiceClientCredentials Credentials => credentials;

    public IConversations Conversations => this;

    public Task<HttpOperationResponse<ConversationResourceResponse>> CreateConversationWithHttpMessagesAsync(
        ConversationParameters parameters, Dictionary<string, List<string>> customHeaders, CancellationToken cancellationToken)
    {
        Require(parameters, nameof(parameters));
        return SendAsync<ConversationResourceResponse>(HttpMethod.Post, "", parameters, _okCreatedOrAccepted, customHeaders, cancellationToken);
    }

    public Task<HttpOperationResponse<ResourceResponse>> SendToConversationWithHttpMessagesAsync(
        string conversationId, Activity activity, Dictionary<string, List<string>> customHeaders, CancellationToken cancellationToken)
    {
        Require(conversationId, nameof(conversationId));
        Require(activity, nameof(activity));
        return SendAsync<ResourceResponse>(
            HttpMethod.Post, $"/{Escape(conversationId)}/activities", activity, _okCreatedOrAccepted, customHeaders, cancellationToken);
    }

    public Task<HttpOperationResponse<ResourceResponse>> ReplyToActivityWithHttpMessagesAsync(
        string conversationId, string activityId, Activity activity, Dictionary<string, List<string>> customHeaders,
        CancellationToken cancellationToken)
    {
        Require(activity, nameof(activity));
        return SendAsync<ResourceResponse>(
            HttpMethod.Post, ActivityPath(conversationId, activityId), activity, _okCreatedOrAccepted, customHeaders, cancellationToken);
    }

    public Task<HttpOperationResponse<ResourceResponse>> UpdateActivityWithHttpMessagesAsync(
        string conversationId, string activityId, Activity activity, Dictionary<string, List<string>> customHeaders,
        CancellationToken cancellationToken)
    {
        Require(activity, nameof(activity));
        return SendAsync<ResourceResponse>(
            HttpMethod.Put, ActivityPath(conversationId, activityId), activity, _okCreatedOrAccepted, customHeaders, cancellationToken);
    }

    public async Task<HttpOperationResponse> DeleteActivityWithHttpMessagesAsync(
        string conversationId, string activityId, Dictionary<string, List<string>> customHeaders, CancellationToken cancellationToken) =>
        await SendAsync<object>(
            HttpMethod.Delete, ActivityPath(conversationId, activityId), null, _okOrAccepted, customHeaders, cancellationToken)
            .ConfigureAwait(false);

    public Task<HttpOperationResponse<IList<ChannelAccount>>> GetConversationMembersWithHttpMessagesAsync(
        string conversationId, Dictionary<string, List<string>> customHeaders, CancellationToken cancellationToken)
    {
        Require(conversationId, nameof(conversationId));
        return SendAsync<IList<ChannelAccount>>(
            HttpMethod.Get, $"/{Escape(conversationId)}/members", null, _ok, customHeaders, cancellationToken);
    }

    public void Dispose() => httpClient.Dispose();

    private static string ActivityPath(string conversationId, string activityId)
    {
        Require(conversationId, nameof(conversationId));
        Require(activityId, nameof(activityId));
        return $"/{Escape(conversationId)}/activities/{Escape(activityId)}";
    }

    private static string Escape(string id) => Uri.EscapeDataString(id);

    private static void Require(object value, string name)
    {
        if (value == null)
            throw new ValidationException("cannot be null", name);
    }

    private static T Deserialize<T>(string content)
    {
        try
        {
            return JsonConvert.DeserializeObject<T>(content, _json);
        }
        catch (JsonException exception)
        {
            throw new SerializationException("Unable to deserialize the response.", content, exception);
        }
    }

    private static ErrorResponseException Failure(HttpRequestMessage request, string requestContent, HttpResponseMessage response, string content)
    {
        ErrorResponse body;
        try
        {
            body = JsonConvert.DeserializeObject<ErrorResponse>(content, _json);
        }
        catch (JsonException)
        {
            // A proxy's page, say: the status tells enough.
            body = null;
        }

        return new ErrorResponseException($"Operation returned an invalid status code '{response.StatusCode}'")
        {
            Request = new HttpRequestMessageWrapper(request, requestContent),
            Response = new HttpResponseMessageWrapper(response, content),
            Body = body,
        };
    }

    private async Task<HttpOperationResponse<T>> SendAsync<T>(
        HttpMethod method, string path, object body, HttpStatusCode[] successes, Dictionary<string, List<string>> customHeaders,
        CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(method, BaseUri.AbsoluteUri.TrimEnd('/') + "/v3/conversations" + path);
        HttpResponseMessage response = null;
        try
        {
            foreach (var (name, values) in customHeaders ?? [])
                request.Headers.TryAddWithoutValidation(name, values);
            var requestContent = body == null ? null : JsonConvert.SerializeObject(body, _json);
            if (requestContent != null)
                request.Content = new StringContent(requestContent, Encoding.UTF8, "application/json");

            await credentials.ProcessHttpRequestAsync(request, cancellationToken).ConfigureAwait(false);
            response = await httpClient.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var content = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            if (!successes.Contains(response.StatusCode))
                throw Failure(request, requestContent, response, content);

            return new HttpOperationResponse<T> { Request = request, Response = response, Body = Deserialize<T>(content) };
        }
        catch
        {
            request.Dispose();
            response?.Dispose();
            throw;
        }
    }
}
