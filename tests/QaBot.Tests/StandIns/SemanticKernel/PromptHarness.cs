using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.StandIns.SemanticKernel;

/// <summary>A kernel over one scripted client, and prompts made from the text of a template.</summary>
internal static class PromptHarness
{
    public static Kernel KernelOver(IChatClient client, params IReadOnlyList<IPromptRenderFilter> filters)
    {
        var services = new ServiceCollection().AddSingleton(client);
        foreach (var filter in filters)
            services.AddSingleton(filter);
        services.AddKernel();
        return services.BuildServiceProvider().GetRequiredService<Kernel>();
    }

    /// <param name="template">May have several lines.</param>
    /// <param name="settings">The YAML under <c>execution_settings</c>, lines indented by two spaces.</param>
    public static KernelFunction Prompt(string template, string settings = "")
    {
        var indented = template.ReplaceLineEndings("\n  ");
        var yaml = $"name: Ask\ndescription: A test\ntemplate_format: semantic-kernel\ntemplate: |\n  {indented}\n";
        return KernelFunctionYaml.FromPromptYaml(settings.Length == 0 ? yaml : $"{yaml}execution_settings:\n{settings}\n");
    }

    public static async Task<IReadOnlyList<ChatMessage>> MessagesOf(KernelFunction prompt, KernelArguments? arguments = null)
    {
        using var client = new ScriptedChatClient("ok");
        await KernelOver(client).InvokeAsync(prompt, arguments);
        return Assert.Single(client.Requests);
    }

    public static async Task<ChatOptions?> OptionsOf(KernelFunction prompt, KernelArguments? arguments = null)
    {
        using var client = new ScriptedChatClient("ok");
        await KernelOver(client).InvokeAsync(prompt, arguments);
        return Assert.Single(client.Options);
    }

    public static async Task<IReadOnlyList<T>> ReadAll<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);
        return list;
    }
}
