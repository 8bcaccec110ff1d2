using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace QaBot.Embeddings;

/// <summary>
/// Stores vectors by model and text in one SQLite file, so that none is asked for twice. Thread-safe, and safe beside other processes. What
/// is stored survives a crash of the process; a damaged file is made anew.
/// </summary>
/// <param name="path">Absolute; the file and its folder are made when something is stored.</param>
/// <param name="logger">Told once when the file cannot be used: vectors are then asked for again at the next start.</param>
public sealed class VectorCache(string path, ILogger<VectorCache>? logger = null) : IDisposable
{
    private const int Version = 1;
    private const int SqliteCorrupt = 11;
    private const int SqliteNotADatabase = 26;
    private const int HashLength = 16;

    private readonly Lock _lock = new();
    private SqliteConnection? _connection;
    private bool _hasWarned;

    public void Dispose()
    {
        lock (_lock)
            Close();
    }

    /// <returns>The vectors of these texts that were stored for the model; what is damaged is missing.</returns>
    internal Dictionary<UInt128, float[]> Load(string model, IReadOnlySet<UInt128> texts)
    {
        var found = new Dictionary<UInt128, float[]>();
        if (texts.Count == 0 || !File.Exists(path))
            return found;
        Use(connection =>
        {
            using var command = Command(connection, "SELECT vector FROM vectors WHERE model = $model AND text = $text", model);
            var text = command.Parameters.Add("$text", SqliteType.Blob);
            foreach (var hash in texts)
            {
                text.Value = BytesOf(hash);
                using var row = command.ExecuteReader();
                if (row.Read() && ReadVector(row) is { } vector)
                    found[hash] = vector;
            }
        });
        return found;
    }

    internal void Store(string model, IReadOnlyCollection<KeyValuePair<UInt128, float[]>> vectors) => Use(connection =>
    {
        using var transaction = connection.BeginTransaction();
        using var command = Command(connection, "INSERT OR REPLACE INTO vectors (model, text, vector) VALUES ($model, $text, $vector)", model);
        var text = command.Parameters.Add("$text", SqliteType.Blob);
        var blob = command.Parameters.Add("$vector", SqliteType.Blob);
        foreach (var (hash, vector) in vectors)
        {
            text.Value = BytesOf(hash);
            blob.Value = MemoryMarshal.AsBytes(vector.AsSpan()).ToArray();
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    });

    /// <summary>Removes what other models made, and what this one made of other texts.</summary>
    internal void Trim(string model, IReadOnlySet<UInt128> texts)
    {
        if (!File.Exists(path))
            return;
        Use(connection =>
        {
            using var transaction = connection.BeginTransaction();
            using var others = Command(connection, "DELETE FROM vectors WHERE model <> $model", model);
            var removed = others.ExecuteNonQuery();
            foreach (var stale in TextsOf(connection, model).Where(text => !texts.Contains(text)).ToList())
                removed += Delete(connection, model, stale);
            transaction.Commit();
            if (removed > 0)
                Execute(connection, "PRAGMA incremental_vacuum");
        });
    }

    private static List<UInt128> TextsOf(SqliteConnection connection, string model)
    {
        using var command = Command(connection, "SELECT text FROM vectors WHERE model = $model", model);
        using var row = command.ExecuteReader();
        var texts = new List<UInt128>();
        while (row.Read())
        {
            if (ReadHash(row) is { } text)
                texts.Add(text);
        }

        return texts;
    }

    private static int Delete(SqliteConnection connection, string model, UInt128 text)
    {
        using var command = Command(connection, "DELETE FROM vectors WHERE model = $model AND text = $text", model);
        command.Parameters.AddWithValue("$text", BytesOf(text));
        return command.ExecuteNonQuery();
    }

    /// <summary>A damaged file is removed and the action tried once more; any other failure costs the next start time, nothing else.</summary>
    private void Use(Action<SqliteConnection> action)
    {
        lock (_lock)
        {
            try
            {
                try
                {
                    action(Open());
                }
                catch (SqliteException damage) when (damage.SqliteErrorCode is SqliteCorrupt or SqliteNotADatabase)
                {
                    logger?.LogWarning("The stored vectors in {Path} are damaged and are made anew: {Problem}", path, damage.Message);
                    Close();
                    Remove();
                    action(Open());
                }
            }
            catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
            {
                Close();
                if (!_hasWarned)
                    logger?.LogWarning("Vectors cannot be kept in {Path}: {Problem}", path, failure.Message);
                _hasWarned = true;
            }
        }
    }

    private SqliteConnection Open()
    {
        if (_connection is not null)
            return _connection;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Execute(_connection, "PRAGMA busy_timeout = 10000; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
        using var transaction = _connection.BeginTransaction();
        using var version = _connection.CreateCommand();
        version.CommandText = "PRAGMA user_version";
        if ((long)version.ExecuteScalar()! != Version)
        {
            Execute(_connection, $"""
                DROP TABLE IF EXISTS vectors;
                CREATE TABLE vectors (model TEXT NOT NULL, text BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, text));
                PRAGMA user_version = {Version};
                """);
        }

        transaction.Commit();
        return _connection;
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private void Remove()
    {
        foreach (var suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"])
            File.Delete(path + suffix);
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, string model)
    {
        // A command that the connection creates takes part in its transaction.
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$model", model);
        return command;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static UInt128? ReadHash(SqliteDataReader row) =>
        row.GetFieldValue<byte[]>(0) is { Length: HashLength } bytes ? BinaryPrimitives.ReadUInt128BigEndian(bytes) : null;

    private static float[]? ReadVector(SqliteDataReader row)
    {
        var bytes = row.GetFieldValue<byte[]>(0);
        var vector = new float[bytes.Length / sizeof(float)];
        bytes.AsSpan(0, vector.Length * sizeof(float)).CopyTo(MemoryMarshal.AsBytes(vector.AsSpan()));
        return bytes.Length % sizeof(float) == 0 && Vectors.HasDirection(vector) ? vector : null;
    }

    private static byte[] BytesOf(UInt128 hash)
    {
        var bytes = new byte[HashLength];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        return bytes;
    }
}
