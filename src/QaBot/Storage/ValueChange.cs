namespace QaBot.Storage;

/// <param name="ExpectedETag">
/// What a value already stored under the key must carry, <see cref="AnyETag"/> for whatever stands there. A key under which nothing is
/// stored accepts any.
/// </param>
public sealed record ValueChange(string Key, string Value, string? ExpectedETag)
{
    public const string AnyETag = "*";
}
