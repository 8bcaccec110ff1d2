using Microsoft.Extensions.Configuration;
using QaBot.Configuration;
using QaBot.Web.Bot;

namespace QaBot.Web.Tests.Bot;

public sealed class AppRegistrationTests
{
    private const string Id = "01234567-89ab-cdef-0123-456789abcdef";
    private const string Tenant = "89abcdef-0123-4567-89ab-cdef01234567";

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("MultiTenant", "", "", "")]
    [InlineData(null, Id, "secret", null)]
    [InlineData("multitenant", Id, "secret", null)]
    [InlineData("MultiTenant", Id, "secret", Tenant)]
    [InlineData("SingleTenant", Id, "secret", Tenant)]
    [InlineData("SingleTenant", Id, "secret", "example.onmicrosoft.com")]
    [InlineData("UserAssignedMsi", Id, null, Tenant)]
    public void What_fits_together_is_taken(string? type, string? id, string? password, string? tenant)
    {
        var app = Read(type, id, password, tenant);

        Assert.Equal(string.IsNullOrEmpty(id) ? null : id, app.Id);
        Assert.Empty(app.Warnings);
    }

    [Theory]
    [InlineData("MultiTenant", Id, null, null, "MicrosoftAppPassword")]
    [InlineData(null, Id, " ", null, "MicrosoftAppPassword")]
    [InlineData(null, "my-bot", "secret", null, "MicrosoftAppId")]
    [InlineData(null, "01234567-89AB-CDEF-0123-456789ABCDEF", "secret", null, "MicrosoftAppId")]
    [InlineData(null, " 01234567-89ab-cdef-0123-456789abcdef", "secret", null, "MicrosoftAppId")]
    [InlineData("SingleTenant", "my-bot", "secret", Tenant, "MicrosoftAppId")]
    [InlineData("UserAssignedMsi", "my-bot", null, Tenant, "MicrosoftAppId")]
    public void What_the_bot_framework_takes_although_no_channel_will_work_is_warned_of(string? type, string id, string? password, string? tenant, string key)
    {
        var app = Read(type, id, password, tenant);

        Assert.Equal(id, app.Id);
        var warning = Assert.Single(app.Warnings);
        Assert.StartsWith(key, warning, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_thing_that_will_not_work_is_warned_of() => Assert.Equal(2, Read(null, "my-bot", null, null).Warnings.Count);

    [Theory]
    [InlineData("MultiTennant", Id, "secret", null, "MicrosoftAppType")]
    [InlineData("SystemAssignedMsi", Id, null, Tenant, "MicrosoftAppType")]
    [InlineData("SingleTenant", Id, null, Tenant, "MicrosoftAppPassword")]
    [InlineData("SingleTenant", Id, "secret", null, "MicrosoftAppTenantId")]
    [InlineData("SingleTenant", Id, "secret", "not a tenant", "MicrosoftAppTenantId")]
    [InlineData("SingleTenant", Id, "secret", "tenant/../elsewhere", "MicrosoftAppTenantId")]
    [InlineData("UserAssignedMsi", Id, null, null, "MicrosoftAppTenantId")]
    [InlineData("UserAssignedMsi", Id, "secret", Tenant, "MicrosoftAppPassword must not be set")]
    [InlineData("UserAssignedMsi", null, null, Tenant, "MicrosoftAppId")]
    [InlineData("SingleTenant", null, null, Tenant, "MicrosoftAppId")]
    [InlineData(null, null, "secret", null, "MicrosoftAppId")]
    public void What_does_not_stops_the_start_and_is_named(string? type, string? id, string? password, string? tenant, string reason)
    {
        var problem = Assert.Throws<ConfigurationException>(() => Read(type, id, password, tenant));

        Assert.StartsWith(reason, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_tenant_that_is_the_bots_own_signs_for_it()
    {
        Assert.Empty(Read("MultiTenant", Id, "secret", Tenant).TokenIssuers);
        Assert.Empty(Read("SingleTenant", Id, "secret", "example.onmicrosoft.com").TokenIssuers);
        Assert.Equal(
            [$"https://sts.windows.net/{Tenant}/", $"https://login.microsoftonline.com/{Tenant}/v2.0"], Read("SingleTenant", Id, "secret", Tenant).TokenIssuers);
    }

    private static AppRegistration Read(string? type, string? id, string? password, string? tenant) => AppRegistration.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["MicrosoftAppType"] = type,
            ["MicrosoftAppId"] = id,
            ["MicrosoftAppPassword"] = password,
            ["MicrosoftAppTenantId"] = tenant,
        })
        .Build());
}
