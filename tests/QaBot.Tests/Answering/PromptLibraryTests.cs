using QaBot.Answering;
using QaBot.Configuration;

namespace QaBot.Tests.Answering;

public sealed class PromptLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qabot-prompts").FullName;
    private readonly PromptLibrary _library;

    public PromptLibraryTests() => _library = new PromptLibrary(_folder, "First", TimeProvider.System);

    public void Dispose()
    {
        _library.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_prompt_saved_on_disk_is_used_from_the_next_turn()
    {
        Write("First", Prompt("Old"));
        var old = await _library.GetAsync("First");
        // As long as the old one and written within the same tick of the clock: neither size nor time tells.
        Write("First", Prompt("New"));
        File.SetLastWriteTimeUtc(PathOf("First"), File.GetLastWriteTimeUtc(PathOf("First")));

        var version = await _library.GetAsync("First");

        Assert.Equal("New", version.Prompt!.Description);
        Assert.NotEqual(old.Prompt!.Identity.Hash, version.Prompt.Identity.Hash);
        Assert.Null(version.Problem);
    }

    [Fact]
    public async Task A_prompt_that_has_not_changed_is_not_parsed_again()
    {
        Write("First", Prompt("Old"));

        Assert.Same((await _library.GetAsync("First")).Prompt, (await _library.GetAsync("First")).Prompt);
    }

    [Fact]
    public async Task A_settled_file_is_not_even_read_again()
    {
        Write("First", Prompt("Old"));
        var longAgo = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(PathOf("First"), longAgo);
        await _library.GetAsync("First");
        Write("First", Prompt("New"));
        File.SetLastWriteTimeUtc(PathOf("First"), longAgo);

        Assert.Equal("Old", (await _library.GetAsync("First")).Prompt!.Description);
    }

    [Fact]
    public async Task A_prompt_that_became_faulty_leaves_the_last_good_version_in_use_and_says_where_the_fault_is()
    {
        Write("First", Prompt("Good"));
        var good = await _library.GetAsync("First");
        Write("First", Prompt("Faulty").Replace("template_format", "template_fromat", StringComparison.Ordinal));

        var version = await _library.GetAsync("First");

        Assert.Equal(good.Prompt!.Identity, version.Prompt!.Identity);
        Assert.Equal("First.yaml, line 3: unknown key 'template_fromat'.", version.Problem);
    }

    [Theory]
    [InlineData("name: First\ndescr")]
    [InlineData("")]
    [InlineData(null)]
    public async Task What_an_editor_has_half_written_is_not_reported_when_it_is_whole_a_moment_later(string? half)
    {
        Write("First", Prompt("Old"));
        var time = new EditorTime(() => Write("First", Prompt("New")));
        using var library = new PromptLibrary(_folder, "First", time);
        await library.GetAsync("First");
        if (half is null)
            File.Delete(PathOf("First"));
        else
            Write("First", half);
        time.Now = half is null ? time.Now : File.GetLastWriteTimeUtc(PathOf("First"));

        var version = await library.GetAsync("First");

        Assert.Equal(("New", null), (version.Prompt!.Description, version.Problem));
        Assert.Equal(1, time.Waits);
    }

    [Fact]
    public async Task A_fault_that_is_known_or_old_is_not_waited_for()
    {
        Write("First", "name: First\nbogus: 1\n");
        var time = new EditorTime(() => { }) { Now = File.GetLastWriteTimeUtc(PathOf("First")).AddMilliseconds(1) };
        using var library = new PromptLibrary(_folder, "First", time);

        await library.FindAsync("First");
        await library.FindAsync("First");
        Assert.Equal(1, time.Waits);

        time.Now = time.Now.AddSeconds(1);
        Write("First", "name: First\nbogus: 2\nmore: 3\n");
        File.SetLastWriteTimeUtc(PathOf("First"), time.Now.AddSeconds(-0.5).UtcDateTime);
        Assert.NotNull((await library.FindAsync("First")).Problem);
        Assert.Equal(1, time.Waits);
    }

    [Theory]
    [InlineData("\n", false)]
    [InlineData("\r\n", false)]
    [InlineData("\r\n", true)]
    [InlineData("\n", true)]
    public async Task Line_endings_and_a_byte_order_mark_are_the_editors_affair(string newline, bool hasMark)
    {
        await File.WriteAllTextAsync(PathOf("First"), Prompt("Good").ReplaceLineEndings(newline), new System.Text.UTF8Encoding(hasMark));

        var version = await _library.GetAsync("First");

        Assert.Equal(("Good", null), (version.Prompt!.Description, version.Problem));
    }

    [Fact]
    public async Task A_prompt_that_is_added_is_listed_and_one_that_is_removed_is_not_listed_any_more()
    {
        Write("First", Prompt("One"));
        await _library.ListAsync();
        Write("Second one", Prompt("Two"));
        Assert.Equal(["First", "Second one"], (await _library.ListAsync()).Select(listing => listing.Name));
        Assert.Equal("Two", (await _library.GetAsync("second one")).Prompt!.Description);

        File.Delete(PathOf("First"));
        File.Delete(PathOf("Second one"));

        Assert.DoesNotContain("Second one", (await _library.ListAsync()).Where(listing => listing.Problem is null).Select(listing => listing.Name));
    }

    [Fact]
    public async Task A_file_that_is_no_prompt_by_its_size_is_not_read()
    {
        Write("First", Prompt("Good") + new string('#', 2 << 20));

        Assert.Equal("First.yaml: the file is too large for a prompt.", (await _library.FindAsync("First")).Problem);
    }

    [Fact]
    public async Task A_prompt_that_was_repaired_is_used_again()
    {
        Write("First", Prompt("Good"));
        await _library.GetAsync("First");
        Write("First", "");
        Assert.Equal("First.yaml: it is empty.", (await _library.GetAsync("First")).Problem);
        Write("First", Prompt("Good"));

        Assert.Null((await _library.GetAsync("First")).Problem);
    }

    [Fact]
    public async Task A_prompt_that_was_deleted_stays_in_use_and_is_said_to_be_gone()
    {
        Write("First", Prompt("Good"));
        await _library.GetAsync("First");
        File.Delete(PathOf("First"));

        var version = await _library.GetAsync("First");
        Assert.Equal(("Good", "First.yaml: the file is gone."), (version.Prompt?.Description, version.Problem));

        Write("First", Prompt("Good"));
        Assert.Null((await _library.GetAsync("First")).Problem);
    }

    [Fact]
    public async Task A_prompt_that_never_was_good_is_refused_with_file_line_and_reason()
    {
        Write("First", "name: First\nbogus: 1\n");

        var refused = await Assert.ThrowsAsync<ConfigurationException>(() => _library.GetAsync("First"));

        Assert.Contains("First.yaml, line 2: unknown key 'bogus'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("first", "First")]
    [InlineData("FIRST.yaml", "First")]
    [InlineData(" First ", "First")]
    public async Task Names_are_matched_without_regard_to_case_or_ending(string name, string found)
    {
        Write("First", Prompt("Good"));

        Assert.Equal(found, (await _library.GetAsync(name)).Prompt!.Identity.Name);
    }

    [Theory]
    [InlineData("Frist", "Did you mean First?")]
    [InlineData("fir", "Did you mean First?")]
    [InlineData("Something", "there is no such prompt.")]
    public async Task A_name_that_is_nearly_right_is_put_right(string name, string problem)
    {
        Write("First", Prompt("Good"));
        Write("Second", Prompt("Good"));

        var version = await _library.FindAsync(name);

        Assert.Null(version.Prompt);
        Assert.EndsWith(problem, version.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_has_every_answer_prompt_with_its_problem_and_leaves_other_prompts_out()
    {
        Write("First", Prompt("One"));
        Write("Second", Prompt("Two"));
        Write("Other", "name: Other\ntemplate_format: semantic-kernel\ntemplate: Say hello to {{$name}}.\n");
        Write("Broken", "template: [");
        await _library.ListAsync();
        Write("Second", Prompt("Two").Replace("role=\"user\"", "role=\"system\"", StringComparison.Ordinal));

        var list = await _library.ListAsync();

        Assert.Equal(["Broken", "First", "Second"], list.Select(listing => listing.Name));
        Assert.Equal([false, true, false], list.Select(listing => listing.IsConfigured));
        Assert.Equal([null, "One", "Two"], list.Select(listing => listing.Description));
        Assert.StartsWith("Broken.yaml, line 1:", list[0].Problem, StringComparison.Ordinal);
        Assert.Null(list[1].Problem);
        Assert.Equal(64, list[1].Hash!.Length);
        Assert.Contains("does not reach a message", list[2].Problem, StringComparison.Ordinal);
        Assert.NotNull(list[2].Hash);
    }

    [Fact]
    public async Task Prompts_for_repairs_and_queries_are_no_answer_prompts_even_when_they_are_broken()
    {
        Write("First", Prompt("One"));
        Write("RepairAnswer", "template: [");
        Write("RewriteQuery", Prompt("Not for queries"));
        Write("My repair", Supporting("{{$evidence}} {{$question}} {{$claims}}"));

        Assert.Equal(["First"], (await _library.ListAsync()).Select(listing => listing.Name));
        Assert.Equal("My repair.yaml: it is a prompt for something else than answering.", (await _library.FindAsync("My repair")).Problem);
        Assert.StartsWith("RewriteQuery.yaml, line 4: the template has no {{$history}}", (await _library.FindAsync("RewriteQuery", PromptKind.Rewrite)).Problem, StringComparison.Ordinal);
        Assert.StartsWith("RepairAnswer.yaml, line 1: ", (await _library.FindAsync("RepairAnswer", PromptKind.Repair)).Problem, StringComparison.Ordinal);
        Assert.Equal("First.yaml: it is a prompt for something else than repairing claims.", (await _library.FindAsync("First", PromptKind.Repair)).Problem);
        Assert.DoesNotContain("Did you mean", (await _library.FindAsync("RewriteQuerry")).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RepairAnswer", PromptKind.Repair, "{{$evidence}} {{$question}} {{$claims}}", "claims")]
    [InlineData("RewriteQuery", PromptKind.Rewrite, "{{$history}} {{$question}}", "history")]
    public async Task A_prompt_of_any_kind_is_tried_when_it_is_loaded_and_its_last_good_version_stays_in_use(string name, PromptKind kind, string variables, string variable)
    {
        Write(name, Supporting(variables));
        var good = await _library.FindAsync(name, kind);
        Write(name, Supporting(variables).Replace("role=\"user\"", "role=\"system\"", StringComparison.Ordinal));

        var version = await _library.FindAsync(name, kind);

        Assert.Null(good.Problem);
        Assert.Equal(kind, good.Prompt!.Kind);
        Assert.Equal(good.Prompt.Identity, version.Prompt!.Identity);
        Assert.Matches("does not reach a message", version.Problem);
        Write(name, Supporting(variables.Replace($" {{{{${variable}}}}}", "", StringComparison.Ordinal).Replace($"{{{{${variable}}}}} ", "", StringComparison.Ordinal)));
        Assert.Contains($"the template has no {{{{${variable}}}}}", (await _library.FindAsync(name, kind)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json_object", true)]
    [InlineData("text", false)]
    public async Task A_prompt_says_whether_it_wants_JSON(string format, bool wantsJson)
    {
        Write("First", Prompt("One") + $"\nexecution_settings:\n  default:\n    response_format: {format}\n");

        Assert.Equal(wantsJson, (await _library.GetAsync("First")).Prompt!.WantsJson);
    }

    private static string Supporting(string variables) => $"""
        name: Supporting
        template_format: semantic-kernel
        template: |
          <message role="user">{variables}</message>
        """;

    [Fact]
    public async Task Turns_that_ask_while_an_editor_writes_all_get_a_prompt_that_is_whole()
    {
        Write("First", Prompt("Text 0"));
        await _library.GetAsync("First");
        using var done = new CancellationTokenSource();
        var editor = Task.Run(async () =>
        {
            for (var i = 1; i <= 40; i++)
            {
                // As editors do that do not write aside: half of it first.
                var text = Prompt($"Text {i}");
                await File.WriteAllTextAsync(PathOf("First"), text[..(text.Length / 2)]);
                await File.WriteAllTextAsync(PathOf("First"), text);
            }

            await done.CancelAsync();
        });
        var turns = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
                Assert.StartsWith("Text ", (await _library.GetAsync("First")).Prompt!.Description, StringComparison.Ordinal);
        }));

        await Task.WhenAll(turns.Append(editor));

        Assert.Equal(("Text 40", null), (await _library.GetAsync("First")) is var last ? (last.Prompt!.Description, last.Problem) : default);
    }

    /// <summary>An editor goes on writing whenever somebody waits.</summary>
    private sealed class EditorTime(Action write) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public int Waits { get; private set; }

        public override DateTimeOffset GetUtcNow() => Now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits++;
            write();
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }

    private static string Prompt(string description) => $$$"""
        name: First
        description: {{{description}}}
        template_format: semantic-kernel
        template: |
          <message role="user">{{$evidence}} {{$question}}</message>
        """;

    private string PathOf(string name) => Path.Combine(_folder, name + ".yaml");

    private void Write(string name, string yaml) => File.WriteAllText(PathOf(name), yaml);
}
