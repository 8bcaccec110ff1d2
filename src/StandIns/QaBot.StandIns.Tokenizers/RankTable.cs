using System.Buffers.Binary;
using System.Numerics;

namespace Microsoft.ML.Tokenizers;

/// <summary>The vocabulary: a token's bytes to its rank, which is also its id, and back. Immutable.</summary>
/// <remarks>
/// The bytes stay as the resource holds them (a length byte and the token, in rank order) beside an open-addressing
/// table of ranks, so that 200,000 tokens take 5 MB and no object each.
/// </remarks>
internal sealed class RankTable
{
    private readonly byte[] _tokens;
    private readonly int[] _offsets;
    private readonly int[] _slots;
    private readonly int _longest;

    private RankTable(byte[] tokens)
    {
        _tokens = tokens;
        _offsets = FindOffsets(tokens);
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)_offsets.Length * 2)];
        Array.Fill(_slots, -1);
        for (var rank = 0; rank < _offsets.Length; rank++)
        {
            var token = this[rank];
            _longest = Math.Max(_longest, token.Length);
            var slot = SlotOf(token);
            while (_slots[slot] >= 0)
                slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = rank;
        }
    }

    public int Count => _offsets.Length;

    public ReadOnlySpan<byte> this[int rank] => _tokens.AsSpan(_offsets[rank] + 1, _tokens[_offsets[rank]]);

    public static RankTable Load(string resource)
    {
        using var stream = typeof(RankTable).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly has no resource '{resource}'.");
        var tokens = new byte[stream.Length];
        stream.ReadExactly(tokens);
        return new RankTable(tokens);
    }

    public bool TryGetRank(ReadOnlySpan<byte> token, out int rank)
    {
        rank = -1;
        if (token.Length > _longest)
            return false;
        for (var slot = SlotOf(token); (rank = _slots[slot]) >= 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (this[rank].SequenceEqual(token))
                return true;
        }
        return false;
    }

    private static int[] FindOffsets(byte[] tokens)
    {
        var offsets = new List<int>(200_000);
        for (var at = 0; at < tokens.Length; at += 1 + tokens[at])
            offsets.Add(at);
        return [.. offsets];
    }

    private int SlotOf(ReadOnlySpan<byte> token)
    {
        const ulong multiplier = 0x9E3779B97F4A7C15;
        var hash = (ulong)token.Length;
        for (; token.Length >= sizeof(ulong); token = token[sizeof(ulong)..])
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(token)) * multiplier, 29);
        ulong tail = 0;
        foreach (var b in token)
            tail = (tail << 8) | b;
        hash = (hash ^ tail) * multiplier;
        return (int)(hash >> 32) & (_slots.Length - 1);
    }
}
