using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;
using Moq;
using QaBot.Answering;
using QaBot.Configuration;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Answering;

public sealed class AnswerPromptTests : IDisposable
{
    private const string Good = """
        name: Trial
        template_format: semantic-kernel
        template: |
          <message role="system">Answer.</message>
          <message role="user">{{$evidence}} {{$question}}</message>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("qabot-prompt").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_prompt_is_known_by_its_name_and_the_hash_of_its_bytes()
    {
        var first = await LoadAsync(Good);
        var second = await LoadAsync(Good + "\n");

        Assert.Equal("trial", first.Identity.Name);
        Assert.Equal(64, first.Identity.Hash.Length);
        Assert.NotEqual(first.Identity.Hash, second.Identity.Hash);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("template: [", "line")]
    [InlineData("name: T\nbogus: 1\ntemplate_format: semantic-kernel\ntemplate: x", "line 2: unknown key 'bogus'")]
    [InlineData("name: Bad name!\ntemplate_format: semantic-kernel\ntemplate: |\n  <message role=\"user\">{{$evidence}} {{$question}}</message>", "not a Semantic Kernel prompt")]
    [InlineData("name: T\ntemplate_format: semantic-kernel\ntemplate:", "line 3: this key has no value")]
    [InlineData("name: T\ntemplate_format: semantic-kernel\ntemplate: x\ninput_variables:\n  - name: question\n    default: [a, b]", "must be a string")]
    [InlineData("name: T\ntemplate_format: ''\ntemplate: x", "line 2: template_format is ''")]
    [InlineData("name: T\ntemplate_format: handlebars\ntemplate: '{{evidence}} {{question}}'", "line 2: template_format is 'handlebars'")]
    [InlineData("name: T\ntemplate_format: semantic-kernel\ntemplate: |\n  <message role=\"user\">{{$question}}</message>", "line 3: the template has no {{$evidence}}")]
    [InlineData("name: T\ntemplate_format: semantic-kernel\ntemplate: |\n  <message role=\"user\">{{$evidence}}</message>", "line 3: the template has no {{$question}}")]
    [InlineData("name: T\ntemplate_format: semantic-kernel\ntemplate: |\n\n  <message role=\"system\">{{$evidence}} {{$question}}</message>", "line 5: {{$evidence}} does not reach a message with role=\"user\"")]
    [InlineData("name: T\ntemplate_format: semantic-kernel\ntemplate: |\n  <message role=\"user\">{{$evidence}} {{$question}}\n  and more", "line 4: the messages of the template are not well-formed: <message> is not closed.")]
    [InlineData("name: T\ntemplate_format: semantic-kernel\ntemplate: |\n  <message role=\"user\">\n  {{$evidence}} {{$question}}\n  R&D <b>\n  </message>", "line 6: the messages of the template are not well-formed")]
    [InlineData("name: T\ntemplate_format: semantic-kernel\ntemplate: |\n  <message role=\"user\">\n  {{$evidence\n  {{$question}}</message>", "line 5: the template has no {{$evidence}}")]
    [InlineData("name: T\ntemplate_format: semantic-kernel\ntemplate: |\n  <message role=\"user\">{{$evidence}} {{$question}} such as\n  &lt;question&gt;Who?&lt;/question&gt;</message>", "line 5: its own words")]
    [InlineData("name: T\ntemplate_format: semantic-kernel\nallow_dangerously_set_content: true\ntemplate: |\n  <message role=\"user\">{{$evidence}} {{$question}}</message>", "line 3: allow_dangerously_set_content")]
    [InlineData("name: T\ntemplate_format: semantic-kernel\ntemplate: |\n  <message role=\"user\">{{$evidence}} {{$question}}</message>\ninput_variables:\n  - name: evidence\n    allow_dangerously_set_content: true", "line 7: allow_dangerously_set_content")]
    public async Task A_faulty_prompt_is_refused_in_one_line_that_names_file_and_fault(string yaml, string fault)
    {
        var refused = await Assert.ThrowsAsync<ConfigurationException>(() => LoadAsync(yaml));

        Assert.Contains("trial.yaml", refused.Message, StringComparison.Ordinal);
        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task A_prompt_that_names_no_format_is_in_Semantic_Kernels_own()
    {
        var prompt = await LoadAsync(Good.Replace("template_format: semantic-kernel\n", "", StringComparison.Ordinal));

        Assert.Equal("trial", prompt.Identity.Name);
    }

    [Fact]
    public async Task What_a_models_server_says_of_a_failure_is_in_no_log()
    {
        var logs = new Mock<ILoggerFactory>(MockBehavior.Strict);
        using var failing = new ScriptedChatClient("The") { Failure = new HttpRequestException("Incorrect API key provided: sk-1") };
        var services = new ServiceCollection().AddSingleton<IChatClient>(failing).AddSingleton(logs.Object);
        services.AddKernel();
        await using var provider = services.BuildServiceProvider();
        var updates = (await LoadAsync(Good)).StreamAsync(provider.GetRequiredService<Kernel>(), PromptVariables.ForAnswer([], new StandaloneQuery("Why?")));

        await Assert.ThrowsAsync<HttpRequestException>(async () => await updates.ToChatResponseAsync());
        logs.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_missing_prompt_is_named()
    {
        var refused = await Assert.ThrowsAsync<ConfigurationException>(() => new PromptLibrary(_folder, "AnswerQuestion", TimeProvider.System).GetAsync("Absent"));

        Assert.Contains("Absent.yaml", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("a/b")]
    public async Task A_name_cannot_leave_the_folder(string name) =>
        await Assert.ThrowsAsync<ConfigurationException>(() => new PromptLibrary(_folder, "AnswerQuestion", TimeProvider.System).GetAsync(name));

    private async Task<LoadedPrompt> LoadAsync(string yaml)
    {
        var file = Path.Combine(_folder, "trial.yaml");
        await File.WriteAllTextAsync(file, yaml);
        using var library = new PromptLibrary(_folder, "trial", TimeProvider.System);
        return (await library.GetAsync("trial")).Prompt!;
    }
}
