namespace QaBot.Models.Remote;

/// <summary>A stream of which at most so many bytes are read.</summary>
internal sealed class BoundedStream(Stream source, long mostBytes) : ForwardStream
{
    private long _left = mostBytes;

    /// <exception cref="AnswerBoundException">There are more than <paramref name="mostBytes"/>.</exception>
    public static async Task<MemoryStream> ReadAllAsync(Stream source, long mostBytes, CancellationToken cancellationToken)
    {
        await using var bounded = new BoundedStream(source, mostBytes);
        var all = new MemoryStream();
        await bounded.CopyToAsync(all, cancellationToken);
        all.Position = 0;
        return all;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await source.ReadAsync(buffer, cancellationToken);
        _left -= read;
        return _left < 0 ? throw new AnswerBoundException() : read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }
}
