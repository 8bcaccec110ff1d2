using System.ComponentModel.DataAnnotations;

namespace QaBot.Answering;

/// <summary>The section <c>Answering</c>.</summary>
public sealed class AnsweringOptions
{
    public const string Section = "Answering";

    /// <summary>Refuse when the evidence's estimated probability of answering is lower; 0 (never refuse for lack of evidence) to 1. Default: 0.45.</summary>
    [Range(0.0, 1.0)]
    public double RefuseBelow { get; set; } = 0.45;

    /// <summary>Questions over this many UTF-16 units get a polite reply instead of an answer. Default: 4,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxQuestionLength { get; set; } = 4000;

    /// <summary>Passages retrieved for a question. Default: 20.</summary>
    [Range(1, 1000)]
    public int Retrieve { get; set; } = 20;

    /// <summary>Pieces of evidence that reach the prompt. Default: 8.</summary>
    [Range(1, 100)]
    public int MaxEvidence { get; set; } = 8;

    /// <summary>Tokens that the evidence may take in the prompt. Default: 3,000.</summary>
    [Range(100, 1_000_000)]
    public int EvidenceTokens { get; set; } = 3000;

    /// <summary>The prompt's name: a YAML file of the prompts folder, without its ending.</summary>
    [Required]
    public string Prompt { get; set; } = "AnswerQuestion";

    /// <summary>The folder of prompts. A relative path counts from the folder of appsettings.json.</summary>
    [Required]
    public string Prompts { get; set; } = "prompts";

    /// <summary>Longest time that the model may take for one answer, its repair included; then extracts answer. 1 second to 1 hour. Default: 60 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Have the model correct, once, the claims of its draft that the sources do not support. Default: true.</summary>
    public bool Repair { get; set; } = true;

    /// <summary>Longest time that the model may take to make a follow-up question stand alone. 0.1 seconds to 1 minute. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan RewriteTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Drop claims that the sources do not support instead of marking them. Default: false.</summary>
    public bool DropUnsupported { get; set; }
}
