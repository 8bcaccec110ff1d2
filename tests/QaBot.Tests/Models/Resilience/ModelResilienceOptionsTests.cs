using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QaBot.Configuration;
using QaBot.Models;
using QaBot.Models.Resilience;

namespace QaBot.Tests.Models.Resilience;

public sealed class ModelResilienceOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Equal(new ModelResilienceOptions().Retries, Read().Resilience.Retries);

    [Theory]
    [InlineData("AttemptTimeout", "00:00:41", "FirstTokenTimeout, 00:00:40")]
    [InlineData("StallTimeout", "00:00:41", "FirstTokenTimeout, 00:00:40")]
    [InlineData("FirstTokenTimeout", "00:00:51", "Timeout, 00:00:50")]
    [InlineData("Timeout", "00:20:00", "Timeout")]
    [InlineData("Retries", "11", "Retries")]
    [InlineData("MaxConcurrentCalls", "0", "MaxConcurrentCalls")]
    [InlineData("BreakAfter", "1", "BreakAfter")]
    [InlineData("BreakDuration", "00:00:00", "BreakDuration")]
    public void A_limit_out_of_its_range_or_longer_than_the_one_around_it_is_named(string key, string value, string other)
    {
        var problem = Assert.Throws<ConfigurationException>(() => Read(($"Models:Resilience:{key}", value))).Message;

        Assert.StartsWith($"Models:Resilience:{key}: ", problem, StringComparison.Ordinal);
        Assert.Contains(other, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_budget_is_named() =>
        Assert.StartsWith("Models:Chat:TokensPerUserAndDay: ", Assert.Throws<ConfigurationException>(() => Read(("Models:Chat:TokensPerUserAndDay", "-1"))).Message, StringComparison.Ordinal);

    private static ModelsOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value)).Build();
        return new ServiceCollection().AddSection<ModelsOptions>(configuration, ModelsOptions.Section);
    }
}
