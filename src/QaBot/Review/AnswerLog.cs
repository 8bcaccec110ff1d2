using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using QaBot.Configuration;

namespace QaBot.Review;

/// <summary>Keeps answers for review in an SQLite file, which several processes may share. Thread-safe.</summary>
/// <remarks>
/// Write-ahead logging without a disk flush for each record: a crash of the process loses nothing, a power cut at worst the last
/// moments. What people filter by has columns; the rest is JSON, so that a record may gain fields without a migration.
/// </remarks>
public sealed class AnswerLog : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SemaphoreSlim _using = new(1);

    private AnswerLog(SqliteConnection connection) => _connection = connection;

    /// <summary>Where the answers from the configured corpus are kept.</summary>
    public static string PathFor(IConfiguration configuration) => Path.Combine(configuration.StateFolder(), "answers.db");

    /// <summary>Opens the file, and creates it and its folder when they are missing.</summary>
    /// <exception cref="ConfigurationException">The file is no database or cannot be written; the message names it.</exception>
    public static async Task<AnswerLog> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        // Without pooling the file is free as soon as the log is closed.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            await connection.OpenAsync(cancellationToken);
            using var command = connection.CreateCommand();
            command.CommandText = """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = NORMAL;
                CREATE TABLE IF NOT EXISTS answers (
                    id TEXT PRIMARY KEY,
                    time TEXT NOT NULL,
                    question TEXT NOT NULL,
                    kind TEXT NOT NULL,
                    json TEXT NOT NULL
                ) WITHOUT ROWID;
                """;
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new AnswerLog(connection);
        }
        catch (Exception problem)
        {
            await connection.DisposeAsync();
            if (problem is SqliteException or IOException or UnauthorizedAccessException)
                throw new ConfigurationException($"The answer log {path} cannot be used: {problem.Message}", problem);
            throw;
        }
    }

    /// <summary>Keeps a record; it is there for every reader when this returns.</summary>
    /// <exception cref="SqliteException">There is one with this id already, or the file cannot be written.</exception>
    public async Task AppendAsync(AnswerRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        await _using.WaitAsync(cancellationToken);
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "INSERT INTO answers (id, time, question, kind, json) VALUES ($id, $time, $question, $kind, $json)";
            command.Parameters.AddWithValue("$id", record.Id);
            command.Parameters.AddWithValue("$time", record.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            command.Parameters.AddWithValue("$question", record.Answer.Question);
            command.Parameters.AddWithValue("$kind", record.Kind.ToString());
            command.Parameters.AddWithValue("$json", JsonSerializer.Serialize(record, AnswerRecordJsonContext.Readable.AnswerRecord));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            _using.Release();
        }
    }

    /// <summary>Null when there is no record with this id.</summary>
    public async Task<AnswerRecord?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        await foreach (var json in QueryAsync("SELECT json FROM answers WHERE id = $from", id, cancellationToken))
            return Read(json);
        return null;
    }

    /// <summary>Every record, oldest first; records that are added meanwhile may or may not be among them.</summary>
    public async IAsyncEnumerable<AnswerRecord> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        const string page = "SELECT json FROM answers WHERE id > $from ORDER BY id LIMIT 100";
        for (var last = ""; ;)
        {
            var records = await QueryAsync(page, last, cancellationToken).Select(Read).ToListAsync(cancellationToken);
            foreach (var record in records)
                yield return record;
            if (records.Count == 0)
                yield break;
            last = records[^1].Id;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _using.Dispose();
    }

    private async IAsyncEnumerable<string> QueryAsync(string sql, string from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _using.WaitAsync(cancellationToken);
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$from", from);
            using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                yield return reader.GetString(0);
        }
        finally
        {
            _using.Release();
        }
    }

    private static AnswerRecord Read(string json) =>
        JsonSerializer.Deserialize(json, AnswerRecordJsonContext.Readable.AnswerRecord)
        ?? throw new InvalidDataException("A record of the answer log is null.");
}
