using System.ComponentModel.DataAnnotations;

namespace QaBot.Retrieval;

/// <summary>The section <c>Retrieval</c>: how passages are ranked, by their words and, where an embedding model is configured, by their meaning too.</summary>
public sealed class RetrievalOptions : Bm25Options
{
    public const string Section = "Retrieval";

    /// <summary>
    /// What the ranking by meaning counts against the one by words; 0 (words alone: no query is embedded) to 1 (meaning alone). Plays a part only
    /// where an embedding model is configured. Default: 0.4, with which a small embedding model was above words alone on each of four question sets; a
    /// large one may bear more.
    /// </summary>
    [Range(0.0, 1.0)]
    public double VectorWeight { get; set; } = 0.4;

    /// <summary>
    /// How little the first places of the two rankings stand out when they are fused; 0 to 1,000. Default: 10, because with the 60 of the paper (see
    /// <see cref="Fusion"/>) SciFact loses what the other sets gain: a corpus of some thousand passages has few that answer.
    /// </summary>
    [Range(0.0, 1000.0)]
    public double FusionK { get; set; } = 10;
}
