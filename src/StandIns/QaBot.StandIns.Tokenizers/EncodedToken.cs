namespace Microsoft.ML.Tokenizers;

/// <summary>One token of an encoded text: its id, the text it stands for and where that is.</summary>
/// <remarks>The tokens of a character that takes several all hold the whole character.</remarks>
public readonly struct EncodedToken(int id, string value, Range offset) : IEquatable<EncodedToken>
{
    public int Id { get; } = id;

    public string Value { get; } = value;

    /// <summary>In UTF-16 units of the (normalized) text, half-open.</summary>
    public Range Offset { get; } = offset;

    public bool Equals(EncodedToken other) => Id == other.Id && Value == other.Value && Offset.Equals(other.Offset);

    public override bool Equals(object? obj) => obj is EncodedToken other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Id, Value, Offset);

    public static bool operator ==(EncodedToken left, EncodedToken right) => left.Equals(right);

    public static bool operator !=(EncodedToken left, EncodedToken right) => !left.Equals(right);
}
