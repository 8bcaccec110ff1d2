using System.Text;
using QaBot.Answering;
using QaBot.Retrieval;

namespace QaBot.Web.Bot;

/// <summary>What was released of an answer that is not complete. Not thread-safe.</summary>
internal sealed class AnswerSoFar(Question question, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly StringBuilder _text = new();
    private readonly List<Claim> _claims = [];
    private readonly List<Citation> _citations = [];
    private string _query = question.Text;
    private IReadOnlyList<RetrievedPassage> _retrieved = [];

    public string Text => _text.ToString();

    /// <summary>Whether there is a citation with this number.</summary>
    public bool Cites(int number) => _citations.Exists(citation => citation.Number == number);

    public void Take(AnswerUpdate update)
    {
        if (update is EvidenceFound found)
            (_query, _retrieved) = (found.Query, found.Retrieved);
        if (update is not TextReleased released)
            return;
        _text.Append(released.Text);
        _citations.AddRange(released.NewCitations);
        if (released.Claim is { } claim)
            _claims.Add(claim);
    }

    /// <summary>The answer as it was when the user stopped it, and says so.</summary>
    public Answer Stop()
    {
        var phrases = Phrasebook.For(LanguageDetector.Detect(question.Text));
        return new Answer
        {
            Question = question,
            Kind = _claims.Count > 0 ? AnswerKind.Cited : AnswerKind.Conversational,
            Query = _query,
            Text = _claims.Count > 0 ? $"{Text}\n\n{phrases.StoppedHere}" : phrases.Stopped,
            Claims = [.. _claims],
            Citations = _claims.Count > 0 ? [.. _citations] : [],
            Retrieved = _retrieved,
            Timings = new AnswerTimings(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, time.GetElapsedTime(_started)),
        };
    }
}
