using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using QaBot.Tests.Fakes;
using static QaBot.Tests.StandIns.SemanticKernel.PromptHarness;

namespace QaBot.Tests.StandIns.SemanticKernel;

public sealed class ChatClientSelectionTests : IDisposable
{
    private const string FastOnly = "  fast:\n    temperature: 0.5";

    private readonly ScriptedChatClient unnamed = new("unnamed");
    private readonly ScriptedChatClient fast = new("fast") { Metadata = new("scripted", defaultModelId: "small") };

    [Fact]
    public async Task Without_settings_the_client_registered_last_is_called()
    {
        using var first = new ScriptedChatClient("first");

        Assert.Equal("unnamed", await Ask(Prompt("x"), services => services.AddSingleton<IChatClient>(first).AddSingleton<IChatClient>(unnamed)));
    }

    [Fact]
    public async Task A_named_service_is_the_client_with_that_key()
    {
        Assert.Equal("fast", await Ask(Prompt("x", FastOnly), AddBoth));
        Assert.Equal(0.5f, Assert.Single(fast.Options)?.Temperature);
    }

    [Fact]
    public async Task A_named_service_without_a_client_throws() =>
        await Assert.ThrowsAsync<KernelException>(() => Ask(Prompt("x", FastOnly), services => services.AddSingleton<IChatClient>(unnamed)));

    [Fact]
    public async Task A_named_service_without_a_client_falls_back_to_the_default()
    {
        var prompt = Prompt("x", FastOnly + "\n  default:\n    temperature: 0.75");

        Assert.Equal("unnamed", await Ask(prompt, services => services.AddSingleton<IChatClient>(unnamed)));
        Assert.Equal(0.75f, Assert.Single(unnamed.Options)?.Temperature);
    }

    [Fact]
    public async Task A_model_id_selects_the_client_of_that_model()
    {
        var prompt = Prompt("x", "  other:\n    model_id: small");

        Assert.Equal("fast", await Ask(prompt, services => services.AddSingleton<IChatClient>(fast).AddSingleton<IChatClient>(unnamed)));
    }

    [Fact]
    public async Task No_client_at_all_throws() =>
        await Assert.ThrowsAsync<KernelException>(() => Ask(Prompt("x"), _ => { }));

    [Fact]
    public async Task A_client_that_does_not_say_who_it_is_cannot_be_called()
    {
        using var anonymous = new ScriptedChatClient("x") { Metadata = null };

        await Assert.ThrowsAnyAsync<Exception>(() => KernelOver(anonymous).InvokeAsync(Prompt("x")));
        Assert.Empty(anonymous.Requests);
    }

    [Fact]
    public async Task A_kernel_that_was_built_finds_keyed_clients_even_without_settings()
    {
        var builder = Kernel.CreateBuilder();
        builder.Services.AddKeyedSingleton<IChatClient>("fast", fast);

        Assert.Equal("fast", (await builder.Build().InvokeAsync(Prompt("x"))).GetValue<string>());
    }

    [Fact]
    public void Every_resolution_gives_another_kernel_over_the_same_services()
    {
        var services = new ServiceCollection().AddSingleton<IChatClient>(unnamed);
        services.AddKernel();
        using var provider = services.BuildServiceProvider();

        var kernel = provider.GetRequiredService<Kernel>();

        Assert.NotSame(kernel, provider.GetRequiredService<Kernel>());
        Assert.Same(unnamed, kernel.GetRequiredService<IChatClient>());
        Assert.Same(unnamed, kernel.Services.GetRequiredService<IChatClient>());
        Assert.Throws<KernelException>(() => kernel.GetRequiredService<IChatClient>("fast"));
    }

    public void Dispose()
    {
        unnamed.Dispose();
        fast.Dispose();
    }

    private void AddBoth(IServiceCollection services) =>
        services.AddKeyedSingleton<IChatClient>("fast", fast).AddSingleton<IChatClient>(unnamed);

    private static async Task<string?> Ask(KernelFunction prompt, Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        services.AddKernel();
        await using var provider = services.BuildServiceProvider();
        var result = await provider.GetRequiredService<Kernel>().InvokeAsync(prompt);
        return result.GetValue<string>();
    }
}
