using System.Globalization;
using System.Text;
using QaBot.Grounding;

namespace QaBot.Answering;

/// <summary>Puts the answer's text together, claim by claim. One writer per answer; not thread-safe.</summary>
public sealed class AnswerWriter(Phrasebook phrases)
{
    private readonly StringBuilder _text = new();
    private readonly List<Claim> _claims = [];
    private readonly CitationList _citations = new();

    public CitationList Citations => _citations;

    public IReadOnlyList<Claim> Claims => _claims;

    public string Text => _text.ToString();

    /// <summary>Adds words that are no claim; what looks like a marker in them is made to look otherwise.</summary>
    public TextReleased Append(string text)
    {
        text = ShownText.OfOthers(text);
        _text.Append(text);
        return new TextReleased(text, null, []);
    }

    /// <summary>Adds a claim with its markers, and says so where the sources do not support it.</summary>
    public TextReleased Append(string lead, CheckedClaim found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var known = _citations.Citations.Count;
        var claim = new Claim(found.Text, [.. found.Quotes.Select(words => _citations.Cite(words.Article, words.Span).Number).Distinct()], found.Grounding);
        lead = ShownText.OfOthers(lead);
        var piece = new StringBuilder(_text.Length == 0 ? lead.TrimStart() : lead.Length == 0 ? " " : lead).Append(claim.Text);
        var space = " ";
        foreach (var number in claim.Citations)
        {
            piece.Append(space).Append(CultureInfo.InvariantCulture, $"[{number}]");
            space = "";
        }

        if (Mark(claim.Grounding.Verdict) is { } mark)
            piece.Append(' ').Append(mark);
        _text.Append(piece);
        _claims.Add(claim);
        return new TextReleased(piece.ToString(), claim, [.. _citations.Citations.Skip(known)]);
    }

    private string? Mark(GroundingVerdict verdict) => verdict switch
    {
        GroundingVerdict.Supported => null,
        GroundingVerdict.Partial => phrases.PartlySupported,
        _ => phrases.Unsupported,
    };
}
