using QaBot.Passages;

namespace QaBot.Answering;

/// <summary>Answers a question from the corpus. Thread-safe; stores nothing.</summary>
public sealed class QuestionAnswerer(LiveCorpus corpus)
{
    private readonly LiveCorpus _corpus = corpus;

    /// <summary>Releases the answer piece by piece, each when it is verified, and ends with <see cref="AnswerCompleted"/>.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> is cancelled.</exception>
    public IAsyncEnumerable<AnswerUpdate> StreamAsync(Question question, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(_corpus.ToString());

    /// <summary>The whole answer: <see cref="StreamAsync"/>, drained.</summary>
    public async Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken = default)
    {
        Answer? answer = null;
        await foreach (var update in StreamAsync(question, cancellationToken))
        {
            if (update is AnswerCompleted completed)
                answer = completed.Answer;
        }

        return answer ?? throw new InvalidOperationException("The stream ended without an answer.");
    }
}
