using Microsoft.Data.Sqlite;
using QaBot.Configuration;

namespace QaBot.Review.Sqlite;

/// <summary>Opens the SQLite file that answers and their reviews are kept in, and brings its schema up to date.</summary>
/// <remarks>
/// Write-ahead logging without a disk flush for each record: a crash of the process loses nothing, a power cut at worst the last moments.
/// What reviewers search and filter by is derived from the stored records by triggers, so that whoever stores one need not know of it.
/// </remarks>
internal static class AnswerDatabase
{
    // Each entry takes the schema one version further; what has been released is never edited. Files without a version have some of the first.
    private static readonly string[] s_migrations = [AnswerSchema.Records, AnswerSchema.Reviews];

    /// <summary>Opens the file, and creates it and its folder when they are missing.</summary>
    /// <exception cref="ConfigurationException">The file is no database, cannot be written, or was written by a newer version; the message names it.</exception>
    public static async Task<SqliteConnection> OpenAsync(string path, CancellationToken cancellationToken)
    {
        // Without pooling the file is free as soon as the connection is closed.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            await connection.OpenAsync(cancellationToken);
            await ExecuteAsync(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA recursive_triggers = ON;", cancellationToken);
            await MigrateAsync(connection, path, cancellationToken);
            return connection;
        }
        catch (Exception problem)
        {
            await connection.DisposeAsync();
            if (problem is SqliteException or IOException or UnauthorizedAccessException)
                throw new ConfigurationException($"The answer log {path} cannot be used: {problem.Message}", problem);
            throw;
        }
    }

    private static async Task MigrateAsync(SqliteConnection connection, string path, CancellationToken cancellationToken)
    {
        if (await VersionAsync(connection, cancellationToken) == s_migrations.Length)
            return;
        // Looked at again under the lock: another process may be doing the same.
        await using var transaction = connection.BeginTransaction(deferred: false);
        var version = await VersionAsync(connection, cancellationToken);
        if (version > s_migrations.Length)
            throw new ConfigurationException($"The answer log {path} was written by a newer version of QaBot (schema {version}).");
        for (; version < s_migrations.Length; version++)
        {
            await ExecuteAsync(connection, s_migrations[version], cancellationToken);
            if (version == 0)
                await AddReasonAsync(connection, cancellationToken);
        }

        await ExecuteAsync(connection, $"PRAGMA user_version = {s_migrations.Length}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Files from before reasons were asked for have no column for them.</summary>
    private static async Task AddReasonAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM pragma_table_info('feedback') WHERE name = 'reason'";
        if ((long)(await command.ExecuteScalarAsync(cancellationToken))! == 0)
            await ExecuteAsync(connection, "ALTER TABLE feedback ADD COLUMN reason TEXT", cancellationToken);
    }

    private static async Task<long> VersionAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
