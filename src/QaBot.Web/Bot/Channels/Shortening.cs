using System.Text.RegularExpressions;
using Microsoft.Bot.Schema;
using QaBot.Answering;
using QaBot.Articles;

namespace QaBot.Web.Bot.Channels;

/// <summary>Makes an answer fit into a message: claims are left out from its end, each with its markers and its verdict, never a part of one.</summary>
internal static partial class Shortening
{
    /// <param name="form">Makes the message of a reply.</param>
    /// <returns>The whole, or as much of it as fits; the least there is where nothing does.</returns>
    public static Activity Fit(AnswerReply reply, Func<AnswerReply, Activity> form, Func<Activity, bool> fits)
    {
        var whole = form(reply);
        if (fits(whole))
            return whole;
        var ends = Ends(reply.Answer);
        var best = form(Cut(reply, 0));
        for (var (low, high) = (0, ends.Count - 1); low <= high;)
        {
            var middle = (low + high) / 2;
            var candidate = form(Cut(reply, ends[middle]));
            if (fits(candidate))
                (best, low) = (candidate, middle + 1);
            else
                high = middle - 1;
        }

        return best;
    }

    private static AnswerReply Cut(AnswerReply reply, int end)
    {
        var answer = reply.Answer;
        var text = answer.Text[..end].TrimEnd();
        var cited = Marker().Matches(text).Select(marker => int.TryParse(marker.Groups[1].ValueSpan, out var number) ? number : 0).ToHashSet();
        return reply with
        {
            IsShortened = true,
            Answer = answer with
            {
                Text = text,
                Claims = [.. answer.Claims.Where(claim => text.Contains(claim.Text, StringComparison.Ordinal))],
                Citations = [.. answer.Citations.Where(citation => cited.Contains(citation.Number))],
                Disagreements = [.. answer.Disagreements.Where(disagreement => disagreement.Values.All(value => cited.Contains(value.Citation)))],
            },
        };
    }

    /// <summary>Where the text may end: after its claims; where it has none, after its sentences.</summary>
    private static List<int> Ends(Answer answer)
    {
        var text = answer.Text;
        var ends = new List<int>();
        var from = 0;
        foreach (var claim in answer.Claims)
        {
            var at = text.IndexOf(claim.Text, from, StringComparison.Ordinal);
            if (at < 0)
                continue;
            from = at + claim.Text.Length;
            from += Trailer().Match(text, from).Length;
            ends.Add(from);
        }

        if (ends.Count > 1)
            return ends;
        return [.. SentenceSplitter.Split(text, new TextSpan(0, text.Length)).Select(sentence => sentence.End + Trailer().Match(text, sentence.End).Length)
            .Distinct().Where(end => end < text.Length)];
    }

    [GeneratedRegex(@"\[([1-9][0-9]{0,3})\]")]
    private static partial Regex Marker();

    // Markers, and in brackets what was found of the claim.
    [GeneratedRegex(@"\G(?:[ ]?\[[0-9]{1,4}\])*(?:[ ]\([^()\n]{1,80}\))?\.?")]
    private static partial Regex Trailer();
}
