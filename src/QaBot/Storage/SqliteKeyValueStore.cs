using System.Data;
using Microsoft.Data.Sqlite;
using QaBot.Configuration;

namespace QaBot.Storage;

/// <summary>
/// Texts by key in one SQLite file, with optimistic concurrency. Thread-safe; other processes may have the file open as well.
/// </summary>
/// <remarks>
/// The calls are synchronous because SQLite is: a read or a write takes some tens of microseconds. The journal is written ahead and
/// synchronised at checkpoints only, so a loss of power can cost the last writes but never the file.
/// </remarks>
public sealed class SqliteKeyValueStore : IDisposable
{
    // Each entry takes the schema one version further; what has been released is never edited.
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE entries (
          key TEXT NOT NULL PRIMARY KEY,
          value TEXT NOT NULL,
          etag TEXT NOT NULL,
          written INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX entries_by_time ON entries (written);
        """,
    ];

    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;

    private SqliteKeyValueStore(SqliteConnection connection, TimeProvider time) => (_connection, _time) = (connection, time);

    /// <summary>Opens the file, creating it and its folder as needed, and brings its schema up to date.</summary>
    /// <exception cref="ConfigurationException">It cannot be opened, is no SQLite file, or was written by a newer version.</exception>
    public static SqliteKeyValueStore Open(string path, TimeProvider time)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            connection.Open();
            Execute(connection, "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
            Migrate(connection);
            return new SqliteKeyValueStore(connection, time);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException or ConfigurationException)
        {
            connection.Dispose();
            throw e as ConfigurationException ?? new ConfigurationException($"The state file {path} cannot be used: {e.Message}", e);
        }
    }

    /// <returns>The values found; a key without one is missing.</returns>
    public IReadOnlyDictionary<string, StoredValue> Read(IReadOnlyCollection<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new Dictionary<string, StoredValue>(keys.Count);
        lock (_lock)
        {
            using var command = Command("SELECT value, etag FROM entries WHERE key = $key");
            foreach (var key in keys)
            {
                command.Parameters.Clear();
                command.Parameters.AddWithValue("$key", key);
                using var row = command.ExecuteReader();
                if (row.Read())
                    found[key] = new StoredValue(row.GetString(0), row.GetString(1));
            }
        }

        return found;
    }

    /// <returns>The keys that start with <paramref name="prefix"/>, in their ordinal order, with their values.</returns>
    public IReadOnlyList<KeyValuePair<string, string>> ReadStartingWith(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        var found = new List<KeyValuePair<string, string>>();
        lock (_lock)
        {
            using var command = Command("SELECT key, value FROM entries WHERE key >= $prefix AND substr(key, 1, length($prefix)) = $prefix ORDER BY key");
            command.Parameters.AddWithValue("$prefix", prefix);
            using var row = command.ExecuteReader();
            while (row.Read())
                found.Add(KeyValuePair.Create(row.GetString(0), row.GetString(1)));
        }

        return found;
    }

    /// <summary>Writes all changes or none.</summary>
    /// <exception cref="ETagConflictException">A value does not carry the ETag that its change expects.</exception>
    public void Write(IReadOnlyCollection<ValueChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        lock (_lock)
        {
            using var transaction = _connection.BeginTransaction(IsolationLevel.Serializable);
            foreach (var change in changes)
                Write(change, transaction);
            transaction.Commit();
        }
    }

    public void Delete(IReadOnlyCollection<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        lock (_lock)
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var key in keys)
            {
                using var command = Command("DELETE FROM entries WHERE key = $key", transaction);
                command.Parameters.AddWithValue("$key", key);
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    /// <returns>How many values were deleted.</returns>
    public int DeleteWrittenBefore(DateTimeOffset time)
    {
        lock (_lock)
        {
            using var command = Command("DELETE FROM entries WHERE written < $time");
            command.Parameters.AddWithValue("$time", time.ToUnixTimeMilliseconds());
            return command.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _connection.Dispose();
    }

    private void Write(ValueChange change, SqliteTransaction transaction)
    {
        using var command = Command(
            """
            INSERT INTO entries (key, value, etag, written) VALUES ($key, $value, $etag, $time)
            ON CONFLICT (key) DO UPDATE SET value = $value, etag = $etag, written = $time WHERE $expected = '*' OR etag = $expected
            """,
            transaction);
        command.Parameters.AddWithValue("$key", change.Key);
        command.Parameters.AddWithValue("$value", change.Value);
        command.Parameters.AddWithValue("$etag", Guid.NewGuid().ToString("N"));
        command.Parameters.AddWithValue("$time", _time.GetUtcNow().ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$expected", (object?)change.ExpectedETag ?? DBNull.Value);
        if (command.ExecuteNonQuery() == 0)
            throw new ETagConflictException($"The value of {change.Key} has changed since it was read.");
    }

    private SqliteCommand Command(string sql, SqliteTransaction? transaction = null)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command;
    }

    private static void Migrate(SqliteConnection connection)
    {
        // Immediate: two processes that open a new file at once must not both create its tables.
        using var transaction = connection.BeginTransaction(deferred: false);
        using var read = connection.CreateCommand();
        read.Transaction = transaction;
        read.CommandText = "PRAGMA user_version";
        var version = (long)read.ExecuteScalar()!;
        if (version > Migrations.Length)
            throw new ConfigurationException($"The state file {connection.DataSource} was written by a newer version of QaBot (schema {version}).");

        foreach (var migration in Migrations.Skip((int)version))
            Execute(connection, migration, transaction);
        if (version < Migrations.Length)
            Execute(connection, $"PRAGMA user_version = {Migrations.Length}", transaction);
        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
