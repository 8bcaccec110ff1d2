using System.Runtime.CompilerServices;
using System.Text.Json;
using QaBot.Grounding;
using QaBot.Retrieval;

namespace QaBot.Tests.Grounding;

/// <summary>claims.jsonl: sentences of the seeds, reworded (paraphrase) or with one thing changed (number, date, name, …).</summary>
public class SeedClaimsTests
{
    private readonly CitationVerifier _verifier = new(new Analyzer());

    [Theory]
    [InlineData("number")]
    [InlineData("date")]
    [InlineData("name")]
    [InlineData("negation")]
    [InlineData("opposite")]
    [InlineData("quantifier")]
    [InlineData("attribution")]
    public void Nine_of_ten_changed_claims_are_not_supported(string kind)
    {
        var claims = Claims(kind);

        var missed = claims.Where(c => Verify(c).Verdict == GroundingVerdict.Supported).ToList();

        Assert.True(missed.Count <= 0.1 * claims.Count, string.Join("\n", missed.Select(c => c.Claim)));
    }

    [Fact]
    public void At_most_one_of_twenty_rewordings_is_rejected()
    {
        var claims = Claims("paraphrase");

        var rejected = claims.Where(c => Verify(c).Verdict == GroundingVerdict.Unsupported).ToList();

        Assert.True(rejected.Count <= 0.05 * claims.Count, string.Join("\n", rejected.Select(c => $"{c.Claim} {Verify(c).Reason}")));
    }

    [Fact]
    public void Most_rewordings_are_supported() =>
        Assert.True(Claims("paraphrase").Average(c => Verify(c).Verdict == GroundingVerdict.Supported ? 1.0 : 0.0) >= 0.9);

    [Fact]
    public void A_sentence_of_the_source_is_supported_with_score_1() => Assert.All(Claims("verbatim"), c => Assert.Equal(1, Verify(c).Score));

    private GroundingResult Verify(SeedClaim claim) => _verifier.Verify(claim.Claim, [claim.Source]);

    private static List<SeedClaim> Claims(string kind, [CallerFilePath] string here = "") =>
        [.. File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "claims.jsonl"))
            .Select(l => JsonSerializer.Deserialize<SeedClaim>(l, JsonSerializerOptions.Web)!).Where(c => c.Kind == kind)];

    private sealed record SeedClaim(string Kind, string Claim, string Article, string Source);
}
