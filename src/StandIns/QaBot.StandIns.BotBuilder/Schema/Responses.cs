using Microsoft.Rest;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

public class ResourceResponse
{
    public ResourceResponse()
    {
    }

    public ResourceResponse(string id = null) => Id = id;

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }
}

/// <summary>The body that answers a request of delivery mode <c>expectReplies</c>.</summary>
public class ExpectedReplies
{
    public ExpectedReplies()
    {
    }

    public ExpectedReplies(IList<Activity> activities = null) => Activities = activities;

    [JsonProperty(PropertyName = "activities")]
    public IList<Activity> Activities { get; set; }
}

public class Error
{
    [JsonProperty(PropertyName = "code")]
    public string Code { get; set; }

    [JsonProperty(PropertyName = "message")]
    public string Message { get; set; }
}

public class ErrorResponse
{
    public ErrorResponse()
    {
    }

    public ErrorResponse(Error error = null) => Error = error;

    [JsonProperty(PropertyName = "error")]
    public Error Error { get; set; }
}

/// <summary>The connector answered with a status that is no success.</summary>
public class ErrorResponseException : RestException
{
    public ErrorResponseException()
    {
    }

    public ErrorResponseException(string message)
        : base(message)
    {
    }

    public ErrorResponseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public HttpRequestMessageWrapper Request { get; set; }

    public HttpResponseMessageWrapper Response { get; set; }

    /// <summary>Null when the answer's body was no error response.</summary>
    public ErrorResponse Body { get; set; }
}
