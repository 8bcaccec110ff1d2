using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using QaBot.Configuration;
using QaBot.Review.Sqlite;

namespace QaBot.Review;

/// <summary>Keeps answers for review, and what users say of them, in an SQLite file, which several processes may share. Thread-safe.</summary>
/// <remarks>A record is JSON, so that it may gain fields without a migration. What people filter by is derived from it, see <see cref="AnswerDatabase"/>.</remarks>
public sealed class AnswerLog : IAsyncDisposable
{
    /// <summary>SQLITE_CONSTRAINT: one statement failed, the transaction goes on.</summary>
    private const int ConstraintViolated = 19;

    private readonly SqliteConnection _connection;
    private readonly ConcurrentQueue<PendingRecord> _pending = new();
    private readonly SemaphoreSlim _using = new(1);

    private AnswerLog(SqliteConnection connection) => _connection = connection;

    /// <summary>Where the answers from the configured corpus are kept.</summary>
    public static string PathFor(IConfiguration configuration) => Path.Combine(configuration.StateFolder(), "answers.db");

    /// <summary>Opens the file, and creates it and its folder when they are missing.</summary>
    /// <exception cref="ConfigurationException">The file is no database, cannot be written, or is of a newer version; the message names it.</exception>
    public static async Task<AnswerLog> OpenAsync(string path, CancellationToken cancellationToken = default) =>
        new(await AnswerDatabase.OpenAsync(path, cancellationToken));

    /// <summary>Keeps a record; it is there for every reader when this returns. Records that come at once share a transaction.</summary>
    /// <param name="cancellationToken">Looked at before the record is taken, not after.</param>
    /// <exception cref="SqliteException">There is one with this id already, or the file cannot be written.</exception>
    public async Task AppendAsync(AnswerRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        cancellationToken.ThrowIfCancellationRequested();
        var json = JsonSerializer.Serialize(record, AnswerRecordJsonContext.Readable.AnswerRecord);
        var pending = new PendingRecord(record, json, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _pending.Enqueue(pending);
        await _using.WaitAsync(CancellationToken.None);
        try
        {
            // Whoever had the connection before may have written this record with its own.
            if (!pending.Written.Task.IsCompleted)
                WritePending();
        }
        finally
        {
            _using.Release();
        }

        await pending.Written.Task;
    }

    /// <summary>Null when there is no record with this id.</summary>
    public async Task<AnswerRecord?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        await foreach (var record in QueryAsync("SELECT json FROM answers WHERE id = $from", id, Read, cancellationToken))
            return record;
        return null;
    }

    /// <summary>Keeps as which message a channel delivered an answer, so that it can be found by what the channel calls it.</summary>
    /// <param name="message">The channel's id of the message, unique in its conversation; a second answer under it takes its place.</param>
    /// <exception cref="SqliteException">The file cannot be written.</exception>
    public async Task KeepDeliveryAsync(string answerId, string channel, string conversation, string message, CancellationToken cancellationToken = default)
    {
        await _using.WaitAsync(cancellationToken);
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "INSERT OR REPLACE INTO deliveries (channel, conversation, message, answer) VALUES ($channel, $conversation, $message, $answer)";
            AddDelivery(command, channel, conversation, message);
            command.Parameters.AddWithValue("$answer", answerId);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            _using.Release();
        }
    }

    /// <summary>Id of the answer that a channel delivered as a message; null when there is none.</summary>
    public Task<string?> FindDeliveredAsync(string channel, string conversation, string message, CancellationToken cancellationToken = default) => FindDeliveredAsync(
        "SELECT answer FROM deliveries WHERE channel = $channel AND conversation = $conversation AND message = $message",
        command => AddDelivery(command, channel, conversation, message),
        cancellationToken);

    /// <summary>Id of the last answer that was delivered to a user in a conversation; null when there is none.</summary>
    public Task<string?> FindLastDeliveredAsync(string channel, string conversation, string user, CancellationToken cancellationToken = default) => FindDeliveredAsync(
        // Ids of answers sort by time.
        """
        SELECT max(answer) FROM deliveries JOIN answers ON answers.id = answer
        WHERE channel = $channel AND conversation = $conversation AND json_extract(json, '$.userId') = $user
        """,
        command =>
        {
            AddConversation(command, channel, conversation);
            command.Parameters.AddWithValue("$user", user);
        },
        cancellationToken);

    /// <summary>
    /// Keeps what a user says of an answer, in place of what the same user said before; a comment stays until there is another, and a reason
    /// until there is another or the user thinks otherwise.
    /// </summary>
    /// <exception cref="SqliteException">The file cannot be written.</exception>
    public async Task RateAsync(AnswerFeedback feedback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        await _using.WaitAsync(cancellationToken);
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = """
                INSERT INTO feedback (answer, user, channel, reaction, reason, comment, time) VALUES ($answer, $user, $channel, $reaction, $reason, $comment, $time)
                ON CONFLICT (answer, user) DO UPDATE SET
                    channel = excluded.channel, reaction = excluded.reaction, comment = coalesce(excluded.comment, comment), time = excluded.time,
                    reason = coalesce(excluded.reason, CASE WHEN excluded.reaction = reaction THEN reason END)
                """;
            command.Parameters.AddWithValue("$answer", feedback.AnswerId);
            command.Parameters.AddWithValue("$user", feedback.UserId);
            command.Parameters.AddWithValue("$channel", feedback.Channel);
            command.Parameters.AddWithValue("$reaction", feedback.Reaction.ToString());
            command.Parameters.AddWithValue("$reason", (object?)feedback.Reason?.ToString() ?? DBNull.Value);
            command.Parameters.AddWithValue("$comment", (object?)feedback.Comment ?? DBNull.Value);
            command.Parameters.AddWithValue("$time", SqliteTime.Write(feedback.Time));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            _using.Release();
        }
    }

    /// <summary>What users say of an answer, by user; empty when nobody said anything.</summary>
    public Task<List<AnswerFeedback>> FeedbackOnAsync(string answerId, CancellationToken cancellationToken = default) =>
        QueryAsync("SELECT answer, user, channel, reaction, comment, time, reason FROM feedback WHERE answer = $from ORDER BY user", answerId, ReadFeedback, cancellationToken)
            .ToListAsync(cancellationToken).AsTask();

    /// <summary>Every record, oldest first; records that are added meanwhile may or may not be among them.</summary>
    public async IAsyncEnumerable<AnswerRecord> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        const string page = "SELECT json FROM answers WHERE id > $from ORDER BY id LIMIT 100";
        for (var last = ""; ;)
        {
            var records = await QueryAsync(page, last, Read, cancellationToken).ToListAsync(cancellationToken);
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

    private async Task<string?> FindDeliveredAsync(string query, Action<SqliteCommand> addParameters, CancellationToken cancellationToken)
    {
        await _using.WaitAsync(cancellationToken);
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = query;
            addParameters(command);
            return await command.ExecuteScalarAsync(cancellationToken) as string;
        }
        finally
        {
            _using.Release();
        }
    }

    private static void AddDelivery(SqliteCommand command, string channel, string conversation, string message)
    {
        AddConversation(command, channel, conversation);
        command.Parameters.AddWithValue("$message", message);
    }

    private static void AddConversation(SqliteCommand command, string channel, string conversation)
    {
        command.Parameters.AddWithValue("$channel", channel);
        command.Parameters.AddWithValue("$conversation", conversation);
    }

    private void WritePending()
    {
        var batch = new List<PendingRecord>();
        while (_pending.TryDequeue(out var next))
            batch.Add(next);
        var failures = new Dictionary<PendingRecord, SqliteException>();
        try
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var pending in batch)
            {
                try
                {
                    Insert(pending, transaction);
                }
                catch (SqliteException problem) when (problem.SqliteErrorCode == ConstraintViolated)
                {
                    failures[pending] = problem;
                }
            }

            transaction.Commit();
        }
        catch (Exception problem)
        {
            batch.ForEach(pending => pending.Written.TrySetException(problem));
            return;
        }

        foreach (var pending in batch)
        {
            if (failures.TryGetValue(pending, out var failure))
                pending.Written.SetException(failure);
            else
                pending.Written.SetResult();
        }
    }

    private void Insert(PendingRecord pending, SqliteTransaction transaction)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO answers (id, time, question, kind, json) VALUES ($id, $time, $question, $kind, $json)";
        command.Parameters.AddWithValue("$id", pending.Record.Id);
        command.Parameters.AddWithValue("$time", SqliteTime.Write(pending.Record.Time));
        command.Parameters.AddWithValue("$question", pending.Record.Answer.Question);
        command.Parameters.AddWithValue("$kind", pending.Record.Kind.ToString());
        command.Parameters.AddWithValue("$json", pending.Json);
        command.ExecuteNonQuery();
    }

    private async IAsyncEnumerable<T> QueryAsync<T>(string sql, string from, Func<SqliteDataReader, T> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _using.WaitAsync(cancellationToken);
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$from", from);
            using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                yield return read(reader);
        }
        finally
        {
            _using.Release();
        }
    }

    /// <summary>A record as the log keeps it.</summary>
    internal static AnswerRecord Read(string json) =>
        JsonSerializer.Deserialize(json, AnswerRecordJsonContext.Readable.AnswerRecord)
        ?? throw new InvalidDataException("A record of the answer log is null.");

    private static AnswerRecord Read(SqliteDataReader row) => Read(row.GetString(0));

    private static AnswerFeedback ReadFeedback(SqliteDataReader row) => new()
    {
        AnswerId = row.GetString(0),
        UserId = row.GetString(1),
        Channel = row.GetString(2),
        Reaction = Enum.Parse<Reaction>(row.GetString(3)),
        Comment = row.IsDBNull(4) ? null : row.GetString(4),
        Time = SqliteTime.Read(row.GetString(5)),
        Reason = row.IsDBNull(6) ? null : Enum.Parse<FeedbackReason>(row.GetString(6)),
    };

    private sealed record PendingRecord(AnswerRecord Record, string Json, TaskCompletionSource Written);
}
