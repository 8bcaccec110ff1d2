using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using QaBot.Configuration;
using QaBot.Review.Golden;
using QaBot.Review.Queue;
using QaBot.Review.Reports;
using QaBot.Review.Verdicts;

namespace QaBot.Review.Sqlite;

/// <summary>Reviews in the SQLite file of the <see cref="AnswerLog"/>, which several processes may share. Thread-safe.</summary>
public sealed class SqliteReviewStore : IReviewStore
{
    private const int Page = 200;

    private const string Item = """
        SELECT queue.answer AS Id, queue.time AS Time, kind AS Kind, question AS Question, channel AS Channel, model AS Model, prompt AS Prompt, lowest AS Lowest, flagged AS Flagged,
            likes AS Likes, dislikes AS Dislikes, urgency AS Urgency, queue.reviews AS Reviews, state AS State,
            (SELECT reviewer FROM leases WHERE leases.answer = queue.answer AND until > $now) AS AssignedTo
        FROM queue
        """;

    private const string Golden = "SELECT answer AS Id, question AS Question, json AS Json, reviewer AS Reviewer, time AS Time FROM golden";

    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _using = new(1);

    private SqliteReviewStore(SqliteConnection connection, TimeProvider time) => (_connection, _time) = (connection, time);

    /// <summary>Opens the file, and creates it and its folder when they are missing.</summary>
    /// <param name="path">As <see cref="AnswerLog.PathFor"/> says.</param>
    /// <exception cref="ConfigurationException">The file is no database, cannot be written, or is of a newer version; the message names it.</exception>
    public static async Task<SqliteReviewStore> OpenAsync(string path, TimeProvider time, CancellationToken cancellationToken = default) =>
        new(await AnswerDatabase.OpenAsync(path, cancellationToken), time);

    public Task<ReviewPage> QueueAsync(ReviewFilter filter, ReviewOrder order, int skip, int take, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, 500);
        var parameters = Parameters();
        parameters.Add("skip", skip);
        parameters.Add("take", take);
        parameters.Add("most", ReviewPage.MostCounted);
        var where = ReviewQueries.Where(filter, parameters);
        return UseAsync(
            async () =>
            {
                var items = await _connection.QueryAsync<ItemRow>($"{Item} {where} {ReviewQueries.OrderBy(order)} LIMIT $take OFFSET $skip", parameters);
                var total = await _connection.ExecuteScalarAsync<int>($"SELECT count(*) FROM (SELECT 1 FROM queue {where} LIMIT $most)", parameters);
                return new ReviewPage([.. items.Select(row => row.ToItem())], total);
            },
            cancellationToken);
    }

    public Task<string?> NextAsync(ReviewFilter filter, ReviewOrder order, string reviewer, string? after, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var parameters = Parameters();
        var where = ReviewQueries.Where(filter, parameters);
        parameters.Add("me", reviewer);
        parameters.Add("after", after ?? "");
        var free = $"""
            {(where.Length == 0 ? "WHERE" : where + " AND")} queue.answer <> $after
            AND NOT EXISTS (SELECT 1 FROM reviews WHERE reviews.answer = queue.answer AND reviewer = $me AND verdict IS NOT NULL AND queue.state <> 'Reopened')
            AND NOT EXISTS (SELECT 1 FROM leases WHERE leases.answer = queue.answer AND reviewer <> $me AND until > $now)
            """;
        return UseAsync(() => _connection.ExecuteScalarAsync<string?>($"SELECT queue.answer FROM queue {free} {ReviewQueries.OrderBy(order)} LIMIT 1", parameters), cancellationToken);
    }

    public Task<FilterValues> FilterValuesAsync(CancellationToken cancellationToken = default) => UseAsync(
        async () => new FilterValues(
            await ValuesAsync("queue", "prompt"),
            await ValuesAsync("queue", "model"),
            await ValuesAsync("queue", "channel"),
            await ValuesAsync("cited", "article"),
            await ValuesAsync("reviews", "reviewer")),
        cancellationToken);

    public Task<AnswerRecord?> FindAsync(string answerId, CancellationToken cancellationToken = default) => UseAsync(
        async () => await _connection.ExecuteScalarAsync<string?>("SELECT json FROM answers WHERE id = $answerId", new { answerId }) is { } json ? AnswerLog.Read(json) : null,
        cancellationToken);

    public Task<IReadOnlyList<AnswerFeedback>> FeedbackOnAsync(string answerId, CancellationToken cancellationToken = default) => FeedbackAsync("WHERE answer = $answerId", answerId, cancellationToken);

    public Task<IReadOnlyList<AnswerFeedback>> ReadFeedbackAsync(CancellationToken cancellationToken = default) => FeedbackAsync("", "", cancellationToken);

    public Task<IReadOnlyList<AnswerReview>> ReviewsOfAsync(string answerId, CancellationToken cancellationToken = default) => UseAsync(() => ReviewsAsync(answerId), cancellationToken);

    public async IAsyncEnumerable<AnswerReview> ReadReviewsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        const string sql = "SELECT json FROM reviews WHERE (answer, reviewer) > ($answer, $reviewer) ORDER BY answer, reviewer LIMIT $take";
        var (answer, reviewer) = ("", "");
        while (true)
        {
            var last = (answer, reviewer, take: Page);
            var page = await UseAsync(async () => (await _connection.QueryAsync<string>(sql, new { last.answer, last.reviewer, last.take })).Select(ReadReview).ToList(), cancellationToken);
            foreach (var review in page)
                yield return review;
            if (page.Count < Page)
                yield break;
            (answer, reviewer) = (page[^1].AnswerId, page[^1].Reviewer);
        }
    }

    public async IAsyncEnumerable<AnswerRecord> ReadAnswersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var last = ""; ;)
        {
            var after = last;
            var page = await UseAsync(
                async () => (await _connection.QueryAsync<string>("SELECT json FROM answers WHERE id > $after ORDER BY id LIMIT $take", new { after, take = Page })).Select(AnswerLog.Read).ToList(),
                cancellationToken);
            foreach (var record in page)
                yield return record;
            if (page.Count < Page)
                yield break;
            last = page[^1].Id;
        }
    }

    public Task<AnswerReview> SaveAsync(AnswerReview review, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(review);
        ArgumentException.ThrowIfNullOrWhiteSpace(review.Reviewer);
        return ChangeAsync(
            async () =>
            {
                if (await _connection.ExecuteScalarAsync<string?>("SELECT answer FROM queue WHERE answer = $AnswerId", new { review.AnswerId }) is null)
                    throw new KeyNotFoundException($"There is no answer “{review.AnswerId}”.");
                var stored = await _connection.ExecuteScalarAsync<int?>("SELECT version FROM reviews WHERE answer = $AnswerId AND reviewer = $Reviewer", new { review.AnswerId, review.Reviewer });
                if ((stored ?? 0) != review.Version)
                    throw new ReviewConflictException($"The review of {review.AnswerId} by {review.Reviewer} has changed meanwhile: it is at version {stored ?? 0}, and was read at {review.Version}.");
                var next = review with { Version = review.Version + 1, Time = _time.GetUtcNow(), Correction = Cut(review.Correction), Comment = Cut(review.Comment) };
                await WriteAsync(next);
                await UpdateStateAsync(next.AnswerId);
                await AuditAsync(next.Reviewer, next.IsAdjudication ? "adjudicate" : "review", next.AnswerId, next.Verdict is { } verdict ? $"{verdict}, {next.Pairs.Count} pairs" : $"draft, {next.Pairs.Count} pairs");
                return next;
            },
            cancellationToken);
    }

    public async Task<int> RefreshAsync(Func<string, string?> textOf, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(textOf);
        var changed = 0;
        await foreach (var review in ReadReviewsAsync(cancellationToken))
        {
            if (Refreshed(review, textOf) is not null)
                changed += await ChangeAsync(() => RefreshAsync(review, textOf), cancellationToken);
        }

        return changed;
    }

    public Task<ReviewLease> LeaseAsync(string answerId, string reviewer, TimeSpan duration, CancellationToken cancellationToken = default) => ChangeAsync(
        async () =>
        {
            var now = _time.GetUtcNow();
            await _connection.ExecuteAsync(
                """
                INSERT INTO leases (answer, reviewer, until) SELECT answer, $reviewer, $until FROM queue WHERE answer = $answerId
                ON CONFLICT (answer) DO UPDATE SET reviewer = $reviewer, until = $until WHERE leases.reviewer = $reviewer OR until <= $now
                """,
                new { answerId, reviewer, until = SqliteTime.Write(now + duration), now = SqliteTime.Write(now) });
            var held = await _connection.QuerySingleOrDefaultAsync<LeaseRow>("SELECT reviewer AS Reviewer, until AS Until FROM leases WHERE answer = $answerId", new { answerId })
                ?? throw new KeyNotFoundException($"There is no answer “{answerId}”.");
            return new ReviewLease(answerId, held.Reviewer, SqliteTime.Read(held.Until));
        },
        cancellationToken);

    public Task ReleaseAsync(string answerId, string reviewer, CancellationToken cancellationToken = default) =>
        UseAsync(() => _connection.ExecuteAsync("DELETE FROM leases WHERE answer = $answerId AND reviewer = $reviewer", new { answerId, reviewer }), cancellationToken);

    public Task AddGoldenAsync(GoldenCase golden, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(golden);
        return ChangeAsync(
            async () =>
            {
                await _connection.ExecuteAsync(
                    "INSERT OR REPLACE INTO golden (answer, question, json, reviewer, time) VALUES ($Id, $Question, $Json, $AddedBy, $time)",
                    new { golden.Id, golden.Question, golden.Json, golden.AddedBy, time = SqliteTime.Write(golden.Time) });
                await AuditAsync(golden.AddedBy, "golden-add", golden.Id, null);
                return true;
            },
            cancellationToken);
    }

    public Task<bool> RemoveGoldenAsync(string answerId, string reviewer, CancellationToken cancellationToken = default) => ChangeAsync(
        async () =>
        {
            if (await _connection.ExecuteAsync("DELETE FROM golden WHERE answer = $answerId", new { answerId }) == 0)
                return false;
            await AuditAsync(reviewer, "golden-remove", answerId, null);
            return true;
        },
        cancellationToken);

    public Task<GoldenCase?> FindGoldenAsync(string answerId, CancellationToken cancellationToken = default) => UseAsync(
        async () => (await _connection.QuerySingleOrDefaultAsync<GoldenRow>($"{Golden} WHERE answer = $answerId", new { answerId }))?.ToCase(), cancellationToken);

    public Task<IReadOnlyList<GoldenCase>> GoldenAsync(CancellationToken cancellationToken = default) => UseAsync<IReadOnlyList<GoldenCase>>(
        async () => [.. (await _connection.QueryAsync<GoldenRow>($"{Golden} ORDER BY time, answer")).Select(row => row.ToCase())], cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> AuditAsync(string? answerId, int take, CancellationToken cancellationToken = default) => UseAsync<IReadOnlyList<AuditEntry>>(
        async () => [.. (await _connection.QueryAsync<AuditRow>(
            $"SELECT time AS Time, who AS Who, what AS What, subject AS Subject, detail AS Detail FROM audit {(answerId is null ? "" : "WHERE subject = $answerId")} ORDER BY id DESC LIMIT $take",
            new { answerId, take })).Select(row => new AuditEntry(SqliteTime.Read(row.Time), row.Who, row.What, row.Subject, row.Detail))],
        cancellationToken);

    public Task<IReadOnlyList<AnswerMeasure>> MeasuresAsync(DateTimeOffset? since, DateTimeOffset? until, CancellationToken cancellationToken = default) => UseAsync<IReadOnlyList<AnswerMeasure>>(
        async () =>
        {
            var parameters = new DynamicParameters();
            var where = ReviewQueries.Where(new ReviewFilter { From = since, To = until }, parameters);
            var articles = (await _connection.QueryAsync<ArticleRow>($"SELECT cited.answer AS Answer, article AS Article FROM cited JOIN queue ON queue.answer = cited.answer {where}", parameters))
                .ToLookup(row => row.Answer, row => row.Article, StringComparer.Ordinal);
            var rows = await _connection.QueryAsync<MeasureRow>(
                $"""
                SELECT answer AS Id, time AS Time, channel AS Channel, model AS Model, prompt AS Prompt, prompt_hash AS PromptHash, refused AS Refused, flagged AS Flagged,
                    likes AS Likes, dislikes AS Dislikes, total_ms AS TotalMs
                FROM queue {where} ORDER BY answer
                """,
                parameters);
            return [.. rows.Select(row => row.ToMeasure([.. articles[row.Id]]))];
        },
        cancellationToken);

    public Task<IReadOnlyList<string>> AnswersOfUserAsync(string user, CancellationToken cancellationToken = default) => UseAsync<IReadOnlyList<string>>(
        async () => [.. await _connection.QueryAsync<string>("SELECT answer FROM queue WHERE user = $user ORDER BY answer", new { user })],
        cancellationToken);

    public Task NoteExportAsync(string reviewer, int answers, CancellationToken cancellationToken = default) =>
        ChangeAsync(() => AuditAsync(reviewer, "export-user", null, $"{answers} answers"), cancellationToken);

    public Task<int> DeleteUserAsync(string user, string reviewer, CancellationToken cancellationToken = default) => ChangeAsync(
        async () =>
        {
            await _connection.ExecuteAsync("DELETE FROM golden WHERE answer IN (SELECT answer FROM queue WHERE user = $user)", new { user });
            var count = await DeleteAnswersAsync("user = $user", new { user });
            await _connection.ExecuteAsync("DELETE FROM feedback WHERE user = $user", new { user });
            // Who it was is not kept either.
            await AuditAsync(reviewer, "delete-user", null, $"{count} answers");
            return count;
        },
        cancellationToken);

    public Task<int> DeleteBeforeAsync(DateTimeOffset time, string reviewer, CancellationToken cancellationToken = default) => ChangeAsync(
        async () =>
        {
            var before = SqliteTime.Write(time);
            var count = await DeleteAnswersAsync("time < $before", new { before });
            if (count > 0)
                await AuditAsync(reviewer, "delete-old", null, $"{count} answers from before {time.UtcDateTime:yyyy-MM-dd}");
            return count;
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _using.Dispose();
    }

    /// <returns>Null when nothing changes.</returns>
    private static AnswerReview? Refreshed(AnswerReview review, Func<string, string?> textOf)
    {
        var pairs = review.Pairs.Select(pair => pair with { IsReopened = !pair.WasGone && !Stands(pair, textOf(pair.Article)) }).ToList();
        return pairs.SequenceEqual(review.Pairs) ? null : review with { Pairs = pairs };
    }

    private static bool Stands(JudgedPair pair, string? text) =>
        text is not null && pair.End <= text.Length && pair.Start <= pair.End && text.AsSpan(pair.Start, pair.End - pair.Start).SequenceEqual(pair.Quote);

    private static string? Cut(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Length <= AnswerReview.MaxText ? text : text[..AnswerReview.MaxText];

    private static AnswerReview ReadReview(string json) =>
        JsonSerializer.Deserialize(json, ReviewJson.Readable.AnswerReview) ?? throw new InvalidDataException("A review of the answer log is null.");

    private async Task<int> RefreshAsync(AnswerReview read, Func<string, string?> textOf)
    {
        // Read again: the reviewer may have gone on.
        if ((await ReviewsAsync(read.AnswerId)).FirstOrDefault(other => other.Reviewer == read.Reviewer) is not { } review || Refreshed(review, textOf) is not { } next)
            return 0;
        await WriteAsync(next);
        await UpdateStateAsync(next.AnswerId);
        await AuditAsync(AuditEntry.Self, "reopen", next.AnswerId, $"{next.Pairs.Count(pair => pair.IsReopened)} of {next.Pairs.Count} pairs of {next.Reviewer}");
        return 1;
    }

    private DynamicParameters Parameters()
    {
        var parameters = new DynamicParameters();
        parameters.Add("now", SqliteTime.Write(_time.GetUtcNow()));
        return parameters;
    }

    private async Task<IReadOnlyList<AnswerReview>> ReviewsAsync(string answerId) =>
        [.. (await _connection.QueryAsync<string>("SELECT json FROM reviews WHERE answer = $answerId ORDER BY reviewer", new { answerId })).Select(ReadReview)];

    /// <summary>The values of a column that an index begins with, in order: from each to the next, where DISTINCT would read every row.</summary>
    private async Task<IReadOnlyList<string>> ValuesAsync(string table, string column) => [.. await _connection.QueryAsync<string>(
        $"""
        WITH RECURSIVE found (value) AS (
            SELECT min({column}) FROM {table}
            UNION ALL SELECT (SELECT min({column}) FROM {table} WHERE {column} > value) FROM found WHERE value IS NOT NULL)
        SELECT value FROM found WHERE value IS NOT NULL
        """)];

    private Task<IReadOnlyList<AnswerFeedback>> FeedbackAsync(string where, string answerId, CancellationToken cancellationToken) => UseAsync<IReadOnlyList<AnswerFeedback>>(
        async () => [.. (await _connection.QueryAsync<FeedbackRow>(
            $"SELECT answer AS AnswerId, user AS UserId, channel AS Channel, reaction AS Reaction, comment AS Comment, time AS Time, reason AS Reason FROM feedback {where} ORDER BY answer, user",
            new { answerId })).Select(row => row.ToFeedback())],
        cancellationToken);

    private Task<int> WriteAsync(AnswerReview review) => _connection.ExecuteAsync(
        "INSERT OR REPLACE INTO reviews (answer, reviewer, verdict, version, time, json) VALUES ($AnswerId, $Reviewer, $verdict, $Version, $time, $json)",
        new
        {
            review.AnswerId,
            review.Reviewer,
            verdict = review.Verdict?.ToString(),
            review.Version,
            time = SqliteTime.Write(review.Time),
            json = JsonSerializer.Serialize(review, ReviewJson.Readable.AnswerReview),
        });

    private async Task UpdateStateAsync(string answerId)
    {
        var reviews = await ReviewsAsync(answerId);
        await _connection.ExecuteAsync(
            "UPDATE queue SET state = $state, reviews = $count WHERE answer = $answerId",
            new { state = ReviewStates.Of(reviews).ToString(), count = reviews.Count(review => review.Verdict is not null), answerId });
    }

    private Task<int> AuditAsync(string who, string what, string? subject, string? detail) => _connection.ExecuteAsync(
        "INSERT INTO audit (time, who, what, subject, detail) VALUES ($time, $who, $what, $subject, $detail)",
        new { time = SqliteTime.Write(_time.GetUtcNow()), who, what, subject, detail });

    /// <summary>Counted first: SQLite counts what triggers delete as well.</summary>
    private async Task<int> DeleteAnswersAsync(string condition, object parameters)
    {
        var count = await _connection.ExecuteScalarAsync<int>($"SELECT count(*) FROM queue WHERE {condition}", parameters);
        // What is deleted is overwritten too.
        await _connection.ExecuteAsync("PRAGMA secure_delete = ON");
        await _connection.ExecuteAsync($"DELETE FROM answers WHERE id IN (SELECT answer FROM queue WHERE {condition})", parameters);
        return count;
    }

    private async Task<T> UseAsync<T>(Func<Task<T>> use, CancellationToken cancellationToken)
    {
        await _using.WaitAsync(cancellationToken);
        try
        {
            return await use();
        }
        finally
        {
            _using.Release();
        }
    }

    /// <summary>All of it or nothing, and no other process in between.</summary>
    private Task<T> ChangeAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken) => UseAsync(
        async () =>
        {
            await using var transaction = _connection.BeginTransaction(deferred: false);
            var result = await change();
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        },
        cancellationToken);
}
