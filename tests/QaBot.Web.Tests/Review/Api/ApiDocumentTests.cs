using System.Text.Json;

namespace QaBot.Web.Tests.Review.Api;

/// <summary>The OpenAPI document.</summary>
public sealed class ApiDocumentTests : ApiTests
{
    private static readonly string[] s_methods = ["get", "put", "post", "delete"];

    [Fact]
    public async Task It_has_every_endpoint_and_nothing_else()
    {
        var document = await ReadAsync();

        var documented = Operations(document).Select(operation => $"{operation.Method} {operation.Path}").Order(StringComparer.Ordinal);

        var served = ApiAccessTests.Endpoints(Host).Where(endpoint => endpoint.Path != "/openapi.json").Select(endpoint => $"{endpoint.Method.ToLowerInvariant()} /api/review{endpoint.Path}");
        Assert.Equal(served.Order(StringComparer.Ordinal), documented);
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_takes_and_answers()
    {
        var document = await ReadAsync();
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (method, path, operation) in Operations(document))
        {
            var what = $"{method} {path}";
            Assert.True(names.Add(operation.GetProperty("operationId").GetString()!), what);
            Assert.True(operation.GetProperty("summary").GetString()!.Length > 10, what);
            Assert.Single(operation.GetProperty("tags").EnumerateArray());
            var responses = operation.GetProperty("responses");
            Assert.True(responses.TryGetProperty("401", out _) && responses.TryGetProperty("403", out _), what);
            Assert.True(responses.EnumerateObject().Any(response => response.Name is "200" or "204" && (response.Name == "204" || response.Value.GetProperty("content").EnumerateObject().Any())), what);
            foreach (var parameter in operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [])
            {
                var name = parameter.GetProperty("name").GetString();
                Assert.True(parameter.TryGetProperty("description", out var description) && description.GetString()!.Length > 3, $"{what}: {name} has no description.");
                Assert.True(char.IsLower(name![0]) || name.StartsWith("If-", StringComparison.Ordinal), $"{what}: {name}");
            }
        }
    }

    [Fact]
    public async Task Its_references_all_lead_somewhere_and_names_of_enumerations_are_told()
    {
        var document = await ReadAsync();
        var schemas = document.GetProperty("components").GetProperty("schemas");
        foreach (var reference in References(document))
            Assert.True(schemas.TryGetProperty(reference["#/components/schemas/".Length..], out _), reference);

        var verdicts = schemas.GetProperty("PairVerdict").GetProperty("enum").EnumerateArray().Select(value => value.GetString());
        Assert.Equal(["Supported", "Partly", "Contradicted", "WrongSource", "NotThere"], verdicts);
        var put = document.GetProperty("paths").GetProperty("/api/review/answers/{id}/review").GetProperty("put");
        Assert.True(put.GetProperty("responses").TryGetProperty("412", out _));
        Assert.True(put.GetProperty("responses").GetProperty("201").GetProperty("headers").TryGetProperty("ETag", out _));
        Assert.Contains(put.GetProperty("parameters").EnumerateArray(), parameter => parameter.GetProperty("name").GetString() == "If-Match" && parameter.GetProperty("in").GetString() == "header");
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("reviewerToken").GetProperty("scheme").GetString());
    }

    private static IEnumerable<(string Method, string Path, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where s_methods.Contains(operation.Name)
        select (operation.Name, path.Name, operation.Value);

    private static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => property is { Name: "$ref", Value.ValueKind: JsonValueKind.String } ? [property.Value.GetString()!] : References(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private async Task<JsonElement> ReadAsync()
    {
        var reply = await Ann.GetAsync("/openapi.json");
        if (Environment.GetEnvironmentVariable("QABOT_OPENAPI") is { Length: > 0 } file)
            await File.WriteAllTextAsync(file, reply.Text);
        return reply.Json;
    }
}
