using System.Text;

namespace QaBot.Answering;

/// <summary>
/// Turns a model's draft, as it streams in, into claims with the passages they cite: running text or JSON, whichever the model writes.
/// Thinking blocks and comments are no part of it. Not thread-safe; one parser per draft.
/// </summary>
/// <remarks>How the draft is cut into deltas changes nothing, and time is linear in its length.</remarks>
public sealed class DraftParser
{
    /// <summary>What a draft consists of when the sources do not answer.</summary>
    public const string AbstainMarker = "NOT_IN_SOURCES";

    private readonly EvidenceText _evidence;
    private readonly bool _expectsJson;
    private readonly ThoughtFilter _thoughts = new();
    private readonly StringBuilder _clean = new();
    private readonly StringBuilder _opening = new();
    private readonly List<DraftClaim> _claims = [];
    private readonly TextDraftParser _text;
    private JsonDraftParser? _json;
    private bool _startsLine = true;
    private bool _onlyAbsences = true;
    private bool _hasAbsence;
    private bool _hasAbstained;

    /// <param name="question">Whose words a heading or a lead-in may repeat; null for none.</param>
    /// <param name="expectsJson">Whether the model was asked for JSON: then a list of plain strings counts as it too.</param>
    public DraftParser(IReadOnlyList<EvidencePassage> evidence, string? question = null, bool expectsJson = false)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        _evidence = new EvidenceText(evidence, question);
        _text = new TextDraftParser(_evidence);
        _expectsJson = expectsJson;
    }

    /// <summary>True when the draft says, with the fixed marker or in nothing but its own words, that the sources do not answer.</summary>
    public bool Abstained => _hasAbstained || _text.Abstained || (_hasAbsence && _onlyAbsences);

    /// <summary>Takes the next piece of the draft and returns the claims that are complete with it.</summary>
    public IReadOnlyList<DraftClaim> Append(string delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        foreach (var c in delta)
        {
            if (_thoughts.Take(c, _clean))
                Forget();
            TakeClean();
        }

        return Given();
    }

    /// <summary>The draft has ended (or broken off): returns what is left.</summary>
    public IReadOnlyList<DraftClaim> Complete()
    {
        _thoughts.Complete(_clean);
        TakeClean();
        BeText();
        EndJson();
        _text.Complete();
        _claims.AddRange(_text.Take());
        return Given();
    }

    private DraftClaim[] Given()
    {
        var claims = _claims.ToArray();
        _claims.Clear();
        foreach (var claim in claims.Where(claim => claim.IsAbsence || !claim.IsConnective))
        {
            _hasAbsence |= claim.IsAbsence;
            _onlyAbsences &= claim.IsAbsence;
        }

        return claims;
    }

    private void Forget()
    {
        _opening.Clear();
        _json = null;
        _text.Forget();
        _startsLine = true;
    }

    private void TakeClean()
    {
        for (var i = 0; i < _clean.Length; i++)
            Take(_clean[i]);
        _clean.Clear();
    }

    private void Take(char c)
    {
        if (_json is not null)
            TakeJson(c);
        else if (_opening.Length > 0 || (_startsLine && c is '{' or '['))
            TakeOpening(c);
        else
            TakeText(c);
    }

    private void TakeText(char c)
    {
        _startsLine = c == '\n' || (_startsLine && char.IsWhiteSpace(c));
        _text.Append(c);
        if (_text.Take() is { Count: > 0 } claims)
            _claims.AddRange(claims);
    }

    /// <summary>What may be the first characters of JSON waits until that is certain; what was copied from the evidence is none.</summary>
    private void TakeOpening(char c)
    {
        _opening.Append(c);
        if (JsonDraftParser.Opens(_opening, _expectsJson) is not { } isJson)
            return;
        if (!isJson || _evidence.Contains(_opening.ToString()))
        {
            BeText();
            return;
        }

        _text.Complete();
        _claims.AddRange(_text.Take());
        _json = new JsonDraftParser(_evidence);
        var opening = _opening.ToString();
        _opening.Clear();
        foreach (var first in opening)
            TakeJson(first);
    }

    private void BeText()
    {
        var opening = _opening.ToString();
        _opening.Clear();
        foreach (var c in opening)
            TakeText(c);
    }

    private void TakeJson(char c)
    {
        _json!.Append(c);
        _claims.AddRange(_json.Take());
        if (_json.IsComplete)
            EndJson();
    }

    private void EndJson()
    {
        if (_json is not { } json)
            return;
        json.Complete();
        _claims.AddRange(json.Take());
        _hasAbstained |= json.Abstained;
        _json = null;
        _startsLine = false;
    }
}
