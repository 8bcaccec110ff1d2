namespace QaBot.Grounding;

/// <summary>Whether the sources support a claim.</summary>
public enum GroundingVerdict
{
    Unsupported,
    Partial,
    Supported,
}
