using System.Text.RegularExpressions;
using QaBot.Answering;
using QaBot.Grounding;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Answering;

/// <summary>
/// Every draft of Drafts/ through the whole pipeline, with repair and without, strict and not, streamed in every way: whatever a model writes, nothing
/// that the sources do not support reaches a reader unmarked.
/// </summary>
public sealed partial class DraftsInThePipelineTests
{
    /// <summary>Words that rank the articles in the order of the file's evidence: the first has all of them, the last but one of them.</summary>
    private static readonly string[] s_keywords = ["kappa", "lambda", "sigma", "omega", "delta"];

    private static readonly Phrasebook s_phrases = Phrasebook.For(ReplyLanguage.English);

    public static TheoryData<string> Drafts => [.. SampleDraft.Names];

    [Theory]
    [MemberData(nameof(Drafts))]
    public async Task Nothing_unsupported_passes_silently(string name)
    {
        var sample = SampleDraft.Read(name);
        using var corpus = new TestCorpus([.. sample.Evidence.Select((text, i) => ($"{i + 1}.txt", $"{text.TrimEnd()}\n\nFiled under {string.Join(' ', s_keywords.Skip(i))}\n"))]);
        foreach (var (repairs, strict) in new[] { (true, false), (true, true), (false, false), (false, true) })
        {
            using var client = new RepairingChatClient { Draft = sample.Draft };
            await using var bot = await TestBot.StartAsync(
                corpus.Folder, client, ("Answering:RefuseBelow", "0"), ("Answering:Repair", $"{repairs}"), ("Answering:DropUnsupported", $"{strict}"));
            foreach (var repair in repairs ? [sample.Repair ?? "", .. s_repairs] : new[] { "" })
            {
                client.Repair = asked => repair.Replace("ECHO", Echo(asked), StringComparison.Ordinal);
                var texts = new List<string>();
                foreach (var chunk in new[] { int.MaxValue, 1, 3, 7 })
                {
                    client.Chunk = chunk;
                    texts.Add(await CheckAsync(bot, new AnswerCheck(corpus.Folder), sample));
                }

                Assert.Single(texts.Distinct());
                Assert.All(client.Drafts, asked => Assert.All(EvidenceMarkup.Read(asked).Passages.Zip(sample.Evidence), pair => Assert.StartsWith(pair.Second.TrimEnd(), pair.First.Text, StringComparison.Ordinal)));
            }

            Assert.True(client.Repairs.Count <= client.Drafts.Count);
            Assert.True(repairs || client.Repairs.Count == 0);
        }
    }

    /// <summary>A model that insists, and one that babbles.</summary>
    private static readonly string[] s_repairs = ["ECHO", "<think>1: no</think>```\nSure! Here you go:\n\nECHO\n1. REMOVE\n```\nThe library burned down in 1950 [1]."];

    private static async Task<string> CheckAsync(TestBot bot, AnswerCheck check, SampleDraft sample)
    {
        var (text, answer) = ("", (Answer?)null);
        var question = new Question($"What is filed under {string.Join(' ', s_keywords)}?");
        var verifier = bot.Get<CitationVerifier>();
        var quotes = new Dictionary<int, Citation>();
        await foreach (var update in bot.Answerer.StreamAsync(question))
        {
            answer = (update as AnswerCompleted)?.Answer;
            if (update is not TextReleased released)
                continue;
            text += released.Text;
            foreach (var citation in released.NewCitations)
                quotes.Add(citation.Number, citation);
            CheckPiece(released, sample, text.Length == released.Text.Length);
            if (released.Claim is { Grounding.Verdict: GroundingVerdict.Supported } claim)
                CheckSupport(claim, quotes, verifier);
        }

        Assert.Equal(text, answer!.Text);
        check.Holds(answer);
        return text;
    }

    private static void CheckPiece(TextReleased released, SampleDraft sample, bool isFirst)
    {
        var isMarked = Mark().IsMatch(released.Text);
        if (released.Claim is { } claim)
            Assert.True(isMarked == (claim.Grounding.Verdict != GroundingVerdict.Supported), released.Text);
        else
            Assert.True(IsOurs(released.Text) || sample.Claims.Any(line => IsConnective(released.Text, line)) || (isFirst && released.Text.StartsWith("The sources don't say", StringComparison.Ordinal)), released.Text);
        if (!isMarked)
            Assert.All(sample.Wrong, wrong => Assert.DoesNotContain(wrong, released.Text, StringComparison.Ordinal));
    }

    /// <summary>The quotes alone, without what the pipeline knew, support the claim; a piece of a passage may need the rest of it.</summary>
    private static void CheckSupport(Claim claim, Dictionary<int, Citation> quotes, CitationVerifier verifier)
    {
        Assert.NotEmpty(claim.Citations);
        var cited = claim.Citations.Select(number => quotes[number]).ToList();
        var verdict = verifier.Verify(claim.Text, [.. cited.Select(citation => citation.Quote)]).Verdict;
        if (verdict != GroundingVerdict.Supported)
            verdict = verifier.Verify(claim.Text, [.. cited.Select(citation => citation.Article.Text)]).Verdict;
        Assert.Equal(GroundingVerdict.Supported, verdict);
    }

    private static bool IsOurs(string text) =>
        text.Trim() == s_phrases.SourcesDiffer || text.Trim() == s_phrases.AnotherSourceDiffers || text.Contains("extracts from the sources", StringComparison.Ordinal);

    /// <param name="line">Of the file; a connective's begins with a tilde.</param>
    private static bool IsConnective(string text, string line) =>
        line.StartsWith("~ ", StringComparison.Ordinal) && text.TrimEnd().EndsWith(line[2..], StringComparison.Ordinal) && !text.TrimEnd()[..^(line.Length - 2)].Any(char.IsLetterOrDigit);

    /// <summary>Every claim again as it was, each with the first passage's number.</summary>
    private static string Echo(string asked) =>
        string.Concat(ClaimBlock().Matches(asked).Select(match => $"{match.Groups[1].Value}: {System.Net.WebUtility.HtmlDecode(match.Groups[2].Value)} [1]\n"));

    [GeneratedRegex(@"\((?:not|only partly) supported by the sources\)")]
    private static partial Regex Mark();

    [GeneratedRegex("<claim n=\"([0-9]+)\"[^>]*>([^<]*)</claim>")]
    private static partial Regex ClaimBlock();
}
