namespace Microsoft.ML.Tokenizers;

/// <summary>A token and the UTF-16 units, half-open, of the characters that it has a part in.</summary>
internal readonly record struct TokenSpan(int Id, int Start, int End);
