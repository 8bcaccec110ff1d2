using System.Numerics.Tensors;

namespace QaBot.Embeddings;

/// <summary>What every vector must be to be compared.</summary>
internal static class Vectors
{
    /// <summary>Whether it is neither empty nor all zeros, and every number of it is finite.</summary>
    public static bool HasDirection(ReadOnlySpan<float> vector) => TensorPrimitives.Norm(vector) is > 0 and < float.PositiveInfinity;
}
