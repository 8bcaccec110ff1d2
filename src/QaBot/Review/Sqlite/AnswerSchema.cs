namespace QaBot.Review.Sqlite;

/// <summary>The tables of the answer log, by the version of the schema that brought them.</summary>
internal static class AnswerSchema
{
    /// <summary>Answers, what users say of them, and as which message each was delivered.</summary>
    public const string Records = """
        CREATE TABLE IF NOT EXISTS answers (
            id TEXT PRIMARY KEY,
            time TEXT NOT NULL,
            question TEXT NOT NULL,
            kind TEXT NOT NULL,
            json TEXT NOT NULL
        );
        CREATE TABLE IF NOT EXISTS feedback (
            answer TEXT NOT NULL,
            user TEXT NOT NULL,
            channel TEXT NOT NULL,
            reaction TEXT NOT NULL,
            comment TEXT,
            time TEXT NOT NULL,
            reason TEXT,
            PRIMARY KEY (answer, user)
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS deliveries (
            channel TEXT NOT NULL,
            conversation TEXT NOT NULL,
            message TEXT NOT NULL,
            answer TEXT NOT NULL,
            PRIMARY KEY (channel, conversation, message)
        ) WITHOUT ROWID;
        """;

    private const string QueueOfAnswer = """
        INSERT INTO queue (answer, time, kind, question, channel, user, model, prompt, prompt_hash, total_ms, lowest, flagged, refused, likes, dislikes)
        SELECT answers.id, answers.time, answers.kind, answers.question,
            coalesce(json_extract(answers.json, '$.channel'), 'cli'), json_extract(answers.json, '$.userId'),
            json_extract(answers.json, '$.answer.model'), json_extract(answers.json, '$.answer.prompt.name'), json_extract(answers.json, '$.answer.prompt.hash'),
            coalesce(json_extract(answers.json, '$.answer.elapsedMs.total'), 0),
            (SELECT min(json_extract(json_each.value, '$.score')) FROM json_each(answers.json, '$.answer.claims')),
            EXISTS (SELECT 1 FROM json_each(answers.json, '$.answer.claims') WHERE json_extract(json_each.value, '$.verdict') <> 'supported'),
            json_extract(answers.json, '$.answer.refused'),
            (SELECT count(*) FROM feedback WHERE feedback.answer = answers.id AND reaction = 'Like'),
            (SELECT count(*) FROM feedback WHERE feedback.answer = answers.id AND reaction = 'Dislike')
        FROM answers
        """;

    private const string ArticlesOfAnswer = """
        INSERT OR IGNORE INTO cited (article, answer)
        SELECT json_extract(json_each.value, '$.article'), answers.id FROM answers, json_each(answers.json, '$.answer.citations')
        """;

    private const string WordsOfAnswer = "INSERT INTO words (rowid, question, reply) SELECT answers.rowid, answers.question, json_extract(answers.json, '$.answer.answer') FROM answers";

    private const string CountReactions = """
        UPDATE queue SET
            likes = (SELECT count(*) FROM feedback WHERE feedback.answer = queue.answer AND reaction = 'Like'),
            dislikes = (SELECT count(*) FROM feedback WHERE feedback.answer = queue.answer AND reaction = 'Dislike')
        """;

    /// <summary>The queue, which triggers keep in step with answers and feedback; reviews, leases, test cases and the audit log.</summary>
    /// <remarks>
    /// Urgency: 2 where users and the checker disagree one way (disliked, and nothing was flagged), 1.5 the other (liked, and flagged), 1 more for being
    /// disliked, and the doubt of the check, 0 to 1; a refusal is as doubtful as a claim with a score of one half.
    /// </remarks>
    public const string Reviews = $"""
        CREATE TABLE queue (
            answer TEXT PRIMARY KEY,
            time TEXT NOT NULL,
            kind TEXT NOT NULL,
            question TEXT NOT NULL,
            channel TEXT NOT NULL,
            user TEXT,
            model TEXT,
            prompt TEXT,
            prompt_hash TEXT,
            total_ms REAL NOT NULL,
            lowest REAL,
            flagged INTEGER NOT NULL,
            refused INTEGER NOT NULL,
            likes INTEGER NOT NULL,
            dislikes INTEGER NOT NULL,
            reviews INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL DEFAULT 'Open',
            urgency REAL NOT NULL GENERATED ALWAYS AS (
                2.0 * (dislikes > 0 AND NOT flagged) + 1.5 * (likes > 0 AND flagged) + (dislikes > 0)
                + CASE WHEN refused THEN 0.5 ELSE 1 - coalesce(lowest, 1) END) STORED
        ) WITHOUT ROWID;
        CREATE INDEX queue_by_urgency ON queue (urgency DESC, answer DESC);
        CREATE INDEX queue_by_state ON queue (state, urgency DESC, answer DESC);
        CREATE INDEX queue_by_prompt ON queue (prompt, urgency DESC, answer DESC);
        CREATE INDEX queue_by_model ON queue (model, urgency DESC, answer DESC);
        CREATE INDEX queue_by_channel ON queue (channel, urgency DESC, answer DESC);
        CREATE INDEX queue_by_time ON queue (time);
        CREATE INDEX queue_by_user ON queue (user) WHERE user IS NOT NULL;
        CREATE INDEX queue_flagged ON queue (urgency DESC, answer DESC) WHERE flagged;
        CREATE INDEX queue_disliked ON queue (urgency DESC, answer DESC) WHERE dislikes > 0;
        CREATE INDEX queue_refused ON queue (urgency DESC, answer DESC) WHERE refused;
        CREATE TABLE cited (article TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (article, answer)) WITHOUT ROWID;
        CREATE INDEX cited_by_answer ON cited (answer);
        CREATE VIRTUAL TABLE words USING fts5 (question, reply, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '3');
        CREATE TABLE reviews (
            answer TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            verdict TEXT,
            version INTEGER NOT NULL,
            time TEXT NOT NULL,
            json TEXT NOT NULL,
            PRIMARY KEY (answer, reviewer)
        ) WITHOUT ROWID;
        CREATE INDEX reviews_by_reviewer ON reviews (reviewer, answer);
        CREATE TABLE leases (answer TEXT PRIMARY KEY, reviewer TEXT NOT NULL, until TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE golden (answer TEXT PRIMARY KEY, question TEXT NOT NULL, json TEXT NOT NULL, reviewer TEXT NOT NULL, time TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE audit (id INTEGER PRIMARY KEY, time TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, subject TEXT, detail TEXT);
        CREATE INDEX audit_by_subject ON audit (subject, id);

        {QueueOfAnswer};
        {ArticlesOfAnswer};
        {WordsOfAnswer};

        CREATE TRIGGER answer_added AFTER INSERT ON answers BEGIN
            {QueueOfAnswer} WHERE answers.id = new.id;
            {ArticlesOfAnswer} WHERE answers.id = new.id;
            {WordsOfAnswer} WHERE answers.id = new.id;
        END;
        CREATE TRIGGER answer_deleted AFTER DELETE ON answers BEGIN
            DELETE FROM queue WHERE answer = old.id;
            DELETE FROM cited WHERE answer = old.id;
            DELETE FROM words WHERE rowid = old.rowid;
            DELETE FROM reviews WHERE answer = old.id;
            DELETE FROM leases WHERE answer = old.id;
            DELETE FROM feedback WHERE answer = old.id;
            DELETE FROM deliveries WHERE answer = old.id;
        END;
        CREATE TRIGGER feedback_added AFTER INSERT ON feedback BEGIN {CountReactions} WHERE answer = new.answer; END;
        CREATE TRIGGER feedback_changed AFTER UPDATE ON feedback BEGIN {CountReactions} WHERE answer = new.answer; END;
        CREATE TRIGGER feedback_deleted AFTER DELETE ON feedback BEGIN {CountReactions} WHERE answer = old.answer; END;
        """;
}
