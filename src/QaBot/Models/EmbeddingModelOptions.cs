using System.ComponentModel.DataAnnotations;

namespace QaBot.Models;

/// <summary>The section <c>Models:Embeddings</c>: what makes vectors of passages and queries.</summary>
public sealed class EmbeddingModelOptions : ModelEndpointOptions
{
    public const string Section = "Models:Embeddings";

    /// <summary>No vectors: passages are found by their words alone.</summary>
    public const string None = "none";

    /// <summary><c>none</c>, <c>openai</c> or <c>azure</c>. Default: <c>none</c>.</summary>
    [AllowedValues(None, OpenAI, Azure, ErrorMessage = "must be 'none', 'openai' or 'azure'.")]
    public override string Provider { get; set; } = None;

    /// <summary>How many numbers a vector has; the server is asked for that many, and anything else is refused. 1 to 65,536. Default: as many as the model gives.</summary>
    [Range(1, 65_536)]
    public int? Dimensions { get; set; }

    /// <summary>Passages in one request; 1 to 2,048 (OpenAI's limit). Default: 64.</summary>
    [Range(1, 2048)]
    public int BatchSize { get; set; } = 64;

    /// <summary>Tokens of all passages in one request, as far as they can be estimated; 256 to 300,000 (OpenAI's limit). A passage alone may have more. Default: 16,000.</summary>
    [Range(256, 300_000)]
    public int BatchTokens { get; set; } = 16_000;

    /// <summary>Requests under way at the same time; 1 to 32. Default: 2.</summary>
    [Range(1, 32)]
    public int MaxConcurrentBatches { get; set; } = 2;

    /// <summary>How long a question waits for its vector before words alone decide; 0.05 seconds to a minute. Default: 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>What some models want before a query (<c>search_query: </c>), as it is to stand there. Default: nothing.</summary>
    public string QueryPrefix { get; set; } = "";

    /// <summary>What some models want before a passage (<c>search_document: </c>), as it is to stand there. Default: nothing.</summary>
    public string PassagePrefix { get; set; } = "";
}
