using Microsoft.SemanticKernel;

namespace QaBot.Tests.StandIns.SemanticKernel;

public class PromptTemplateTests
{
    [Fact]
    public async Task Variables_are_replaced_and_encoded_and_the_text_around_them_is_kept()
    {
        var rendered = await Render("Q: {{$question}} <b>{{ $question }}</b>", new() { ["question"] = "a < b & \"c\"" });

        Assert.Equal("Q: a &lt; b &amp; &quot;c&quot; <b>a &lt; b &amp; &quot;c&quot;</b>", rendered);
    }

    [Fact]
    public async Task A_missing_variable_renders_as_nothing() => Assert.Equal("[]", await Render("[{{$question}}]", []));

    [Fact]
    public async Task Names_of_variables_do_not_depend_on_case() =>
        Assert.Equal("[x]", await Render("[{{$Question}}]", new() { ["qUESTION"] = "x" }));

    [Theory]
    [InlineData("no braces")]
    [InlineData("a { b } c")]
    [InlineData("{{ never closed")]
    [InlineData("never opened }}")]
    [InlineData("empty {{}} and {{ }} braces")]
    public async Task Text_without_a_variable_is_left_alone(string template) => Assert.Equal(template, await Render(template, []));

    [Fact]
    public async Task The_last_opening_before_a_closing_counts() =>
        Assert.Equal("{{ x{x}", await Render("{{ {{$v}}{{{$v}}}", new() { ["v"] = "x" }));

    [Theory]
    [InlineData("{{$a-b}}")]
    [InlineData("{{$}}")]
    [InlineData("{{$a $b}}")]
    public void A_variable_with_an_invalid_name_is_refused(string template) =>
        Assert.Throws<KernelException>(() => Create(new PromptTemplateConfig(template)));

    [Fact]
    public void Creating_a_template_declares_the_variables_that_it_uses()
    {
        var config = new PromptTemplateConfig("{{$evidence}} {{$question}} {{$Evidence}}")
        {
            InputVariables = [new() { Name = "question" }],
        };

        Create(config);

        Assert.Equal(["question", "evidence"], config.InputVariables.Select(variable => variable.Name));
    }

    [Fact]
    public void Another_format_is_refused() =>
        Assert.Throws<KernelException>(() => Create(new PromptTemplateConfig("x") { TemplateFormat = "handlebars" }));

    private static IPromptTemplate Create(PromptTemplateConfig config) => new KernelPromptTemplateFactory().Create(config);

    private static Task<string> Render(string template, KernelArguments arguments) =>
        Create(new PromptTemplateConfig(template)).RenderAsync(new Kernel(), arguments);
}
