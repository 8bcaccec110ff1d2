using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML.Tokenizers;

/// <summary>Encodes piece after piece, reusing its buffers. For one thread at a time.</summary>
internal sealed class PieceEncoder(RankTable ranks)
{
    private readonly List<TokenSpan> _tokens = [];
    private readonly BytePairMerger _merger = new(ranks);
    private byte[] _bytes = new byte[256];
    private int[] _charOfByte = new int[256];

    /// <summary>The tokens of the piece encoded last.</summary>
    public ReadOnlySpan<TokenSpan> Tokens => CollectionsMarshal.AsSpan(_tokens);

    public void Encode(in PieceEnumerator piece)
    {
        _tokens.Clear();
        if (piece.SpecialId >= 0)
        {
            _tokens.Add(new TokenSpan(piece.SpecialId, piece.Start, piece.End));
            return;
        }
        var bytes = ToUtf8(piece.Piece);
        if (ranks.TryGetRank(bytes, out var rank))
            _tokens.Add(new TokenSpan(rank, piece.Start, piece.End));
        else
            AddMerged(bytes, piece.Start);
    }

    private void AddMerged(ReadOnlySpan<byte> bytes, int offset)
    {
        var ends = _merger.Merge(bytes);
        for (int start = 0, end; start < bytes.Length; start = end)
        {
            end = ends[start];
            ranks.TryGetRank(bytes[start..end], out var rank);
            _tokens.Add(new TokenSpan(rank, offset + _charOfByte[start], offset + CharEnd(end)));
        }
    }

    /// <summary>A token that ends inside a character has a part in the whole character.</summary>
    private int CharEnd(int endByte)
    {
        var last = _charOfByte[endByte - 1];
        while (_charOfByte[endByte] == last)
            endByte++;
        return _charOfByte[endByte];
    }

    /// <remarks>A lone surrogate becomes its own three bytes, as in the official tokenizer, not U+FFFD.</remarks>
    private ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<char> text)
    {
        if (_bytes.Length <= text.Length * 3)
        {
            _bytes = new byte[text.Length * 3 + 1];
            _charOfByte = new int[_bytes.Length];
        }
        var length = 0;
        for (int i = 0, consumed; i < text.Length; i += consumed)
        {
            var written = Rune.DecodeFromUtf16(text[i..], out var rune, out consumed) == System.Buffers.OperationStatus.Done
                ? rune.EncodeToUtf8(_bytes.AsSpan(length))
                : EncodeSurrogate(text[i], _bytes.AsSpan(length));
            _charOfByte.AsSpan(length, written).Fill(i);
            length += written;
        }
        _charOfByte[length] = text.Length;
        return _bytes.AsSpan(0, length);
    }

    private static int EncodeSurrogate(char surrogate, Span<byte> destination)
    {
        destination[0] = (byte)(0xE0 | (surrogate >> 12));
        destination[1] = (byte)(0x80 | ((surrogate >> 6) & 0x3F));
        destination[2] = (byte)(0x80 | (surrogate & 0x3F));
        return 3;
    }
}
