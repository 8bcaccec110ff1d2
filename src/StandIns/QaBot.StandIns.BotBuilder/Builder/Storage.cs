namespace Microsoft.Bot.Builder;

public interface IStorage
{
    /// <returns>The items found, by key; a key that has none is left out.</returns>
    Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default);

    Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default);

    Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default);
}

/// <summary>An item whose write fails when someone else has written it since it was read.</summary>
public interface IStoreItem
{
    /// <summary>The version that was read; <c>*</c> overwrites whatever is there.</summary>
    string ETag { get; set; }
}
