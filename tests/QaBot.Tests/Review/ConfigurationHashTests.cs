using Microsoft.Extensions.Configuration;
using QaBot.Review;

namespace QaBot.Tests.Review;

public sealed class ConfigurationHashTests
{
    [Fact]
    public void The_order_and_the_spelling_of_the_keys_play_no_part()
    {
        Assert.Equal(
            Hash(("Answering:Prompt", "A"), ("Chunking:TargetTokens", "100")),
            Hash(("chunking:targettokens", "100"), ("ANSWERING:Prompt", "A")));
    }

    [Theory]
    [InlineData("Answering:RefuseBelow", "0")]
    [InlineData("Models:Chat:Model", "other")]
    public void A_setting_that_shapes_answers_changes_it(string key, string value)
    {
        Assert.NotEqual(Hash(), Hash((key, value)));
    }

    [Theory]
    [InlineData("Models:Chat:ApiKey", "secret")]
    [InlineData("Logging:LogLevel:Default", "Debug")]
    public void Secrets_and_settings_of_other_parts_do_not(string key, string value)
    {
        Assert.Equal(Hash(), Hash((key, value)));
    }

    private static string Hash(params (string Key, string Value)[] settings) => ConfigurationHash.Of(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Append(("Answering:Prompt", "A")).DistinctBy(setting => setting.Item1.ToUpperInvariant()).ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2))
            .Build());
}
