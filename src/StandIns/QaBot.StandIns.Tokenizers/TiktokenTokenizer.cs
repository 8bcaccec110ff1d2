using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Microsoft.ML.Tokenizers;

/// <summary>OpenAI's byte pair encoding. Of its encodings the stand-in has <c>o200k_base</c>.</summary>
public sealed partial class TiktokenTokenizer : Tokenizer
{
    private const string EncodingName = "o200k_base";

    private static readonly Lazy<RankTable> Ranks = new(() => RankTable.Load("o200k_base.bin"));

    // The names of the models as such; with a hyphen after them they begin the names of versions and sizes.
    private static readonly string[] Models =
        ["gpt-4o", "gpt-4.1", "gpt-4.5", "gpt-5", "o1", "o3", "o4-mini", "chatgpt-4o", "ft:gpt-4o"];

    private readonly RankTable _ranks = Ranks.Value;
    private readonly SpecialTokenSet _specialTokens;

    private TiktokenTokenizer(IReadOnlyDictionary<string, int>? extraSpecialTokens, Normalizer? normalizer)
    {
        var specialTokens = new Dictionary<string, int> { ["<|endoftext|>"] = 199999, ["<|endofprompt|>"] = 200018 };
        foreach (var (text, id) in extraSpecialTokens ?? new Dictionary<string, int>())
            specialTokens.Add(text, id);
        _specialTokens = new SpecialTokenSet(specialTokens);
        Normalizer = normalizer;
    }

    public IReadOnlyDictionary<string, int> SpecialTokens => _specialTokens.Ids;

    public override Normalizer? Normalizer { get; }

    /// <exception cref="ArgumentException">The encoding is not o200k_base.</exception>
    public static TiktokenTokenizer CreateForEncoding(
        string encodingName, IReadOnlyDictionary<string, int>? extraSpecialTokens = null, Normalizer? normalizer = null)
    {
        if (string.IsNullOrEmpty(encodingName))
            throw new ArgumentNullException(nameof(encodingName));
        return encodingName.Equals(EncodingName, StringComparison.OrdinalIgnoreCase)
            ? new TiktokenTokenizer(extraSpecialTokens, normalizer)
            : throw new ArgumentException($"The encoding name '{encodingName}' is not supported; the stand-in has {EncodingName} only.", nameof(encodingName));
    }

    /// <exception cref="NotSupportedException">The model's encoding is unknown or is not o200k_base.</exception>
    public static TiktokenTokenizer CreateForModel(
        string modelName, IReadOnlyDictionary<string, int>? extraSpecialTokens = null, Normalizer? normalizer = null)
    {
        ArgumentNullException.ThrowIfNull(modelName);
        return Array.Exists(Models, model => IsModel(modelName, model))
            ? new TiktokenTokenizer(extraSpecialTokens, normalizer)
            : throw new NotSupportedException($"The model '{modelName}' is not supported; the stand-in has models with {EncodingName} only.");
    }

    public override string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var id in ids)
        {
            if (_specialTokens.TryGetText(id, out var special))
                Encoding.UTF8.GetBytes(special, bytes);
            else if ((uint)id < (uint)_ranks.Count)
                bytes.Write(_ranks[id]);
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private protected override int Encode(
        ReadOnlySpan<char> text, bool considerPreTokenization, int maxTokenCount, TokenSink? sink, out int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxTokenCount);
        var encoder = new PieceEncoder(_ranks);
        var pieces = new PieceEnumerator(text, considerPreTokenization ? Pattern() : null, _specialTokens);
        var count = 0;
        end = 0;
        while (count < maxTokenCount && pieces.MoveNext())
        {
            encoder.Encode(pieces);
            var tokens = encoder.Tokens;
            var taken = TokensOfPrefix(tokens, maxTokenCount - count);
            count += taken;
            end = taken > 0 ? tokens[taken - 1].End : pieces.Start;
            for (var i = 0; sink is not null && i < taken; i++)
                sink(tokens[i], text);
            if (taken < tokens.Length)
                break;
        }
        return count;
    }

    private protected override int FindSuffix(ReadOnlySpan<char> text, bool considerPreTokenization, int maxTokenCount, out int tokenCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxTokenCount);
        var tokens = new List<TokenSpan>();
        Encode(text, considerPreTokenization, int.MaxValue, (token, _) => tokens.Add(token), out _);
        var first = Math.Max(0, tokens.Count - maxTokenCount);
        while (first > 0 && first < tokens.Count && tokens[first].Start < tokens[first - 1].End)
            first++;
        tokenCount = tokens.Count - first;
        return first == tokens.Count ? text.Length : tokens[first].Start;
    }

    /// <summary>How many of a piece's tokens fit, where the tokens that share a character are taken together or not at all.</summary>
    private static int TokensOfPrefix(ReadOnlySpan<TokenSpan> tokens, int maxTokenCount)
    {
        if (tokens.Length <= maxTokenCount)
            return tokens.Length;
        var taken = 0;
        while (taken < maxTokenCount)
        {
            var next = taken + 1;
            while (next < tokens.Length && tokens[next].Start < tokens[taken].End)
                next++;
            if (next > maxTokenCount)
                break;
            taken = next;
        }
        return taken;
    }

    private static bool IsModel(string name, string model) =>
        name.StartsWith(model, StringComparison.OrdinalIgnoreCase) && (name.Length == model.Length || name[model.Length] is '-' or ':');

    // The split pattern that OpenAI's tiktoken publishes for o200k_base.
    [GeneratedRegex(
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|" +
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|" +
        @"\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
