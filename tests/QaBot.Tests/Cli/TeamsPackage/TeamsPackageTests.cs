using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Fluent;
using QaBot.Cli;
using QaBot.Cli.TeamsPackage;

namespace QaBot.Tests.Cli.TeamsPackage;

public sealed class TeamsPackageTests : IDisposable
{
    private const string AppId = "00001111-2222-3333-4444-555566667777";

    private static readonly string[] s_necessary = ["--app-id", AppId, "--domain", "qabot.example.org"];

    private readonly CliDriver _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task The_package_holds_the_manifest_and_the_two_icons_and_nothing_else()
    {
        var result = await PackAsync();

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal("", result.Out);
        Assert.Contains("qabot-teams.zip", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        using var zip = ZipFile.OpenRead(_cli.PathOf("qabot-teams.zip"));
        Assert.Equal(["manifest.json", "color.png", "outline.png"], zip.Entries.Select(entry => entry.FullName));
    }

    [SkippableFact]
    public async Task The_manifest_is_what_the_official_schema_demands()
    {
        using var schema = ManifestSchema.Start();
        Configure("Who wrote it?", string.Join(' ', Enumerable.Repeat("question", 40)));

        await PackAsync();
        Assert.Empty(await schema.ObjectionsAsync(Manifest()));
        await PackAsync("--name", new string('n', 30), "--developer", new string('d', 32), "--version", "2.10.3");

        Assert.Empty(await schema.ObjectionsAsync(Manifest()));
    }

    [SkippableFact]
    public async Task The_schema_objects_to_a_manifest_that_is_wrong()
    {
        using var schema = ManifestSchema.Start();
        await PackAsync();
        var manifest = Manifest();
        manifest["name"]!["short"] = new string('n', 31);
        manifest["bots"]![0]!["botId"] = "no GUID";

        var objections = await schema.ObjectionsAsync(manifest);

        Assert.Contains(objections, objection => objection.StartsWith("/name/short ", StringComparison.Ordinal));
        Assert.Contains(objections, objection => objection.StartsWith("/bots/0/botId ", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Whatever_questions_are_configured_the_manifest_keeps_the_limits()
    {
        using var schema = ManifestSchema.Start();
        var questions = ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "").Select(text => text.Length % 3 == 0 ? string.Concat(Enumerable.Repeat($"{text}\ud83d\ude00 w", 60)) : text);

        foreach (var some in questions.ListOf().Sample(150, 20))
        {
            var app = new TeamsApp(Guid.Parse(AppId), "qabot.example.org") { ExampleQuestions = [.. some] };

            var manifest = JsonNode.Parse(JsonSerializer.Serialize(app.Manifest(), TeamsManifestJson.Default.TeamsManifest))!;

            Assert.Empty(await schema.ObjectionsAsync(manifest));
            Assert.All(Commands(manifest), command => Assert.NotEqual("", (string)command["title"]!));
        }
    }

    [Fact]
    public async Task Each_scope_offers_the_example_questions_and_the_questions_about_the_bot_itself()
    {
        Configure("Who wrote it?", "And\nwhen?", "  ", "Who wrote it?");

        await PackAsync();

        var manifest = Manifest();
        Assert.Equal(["personal", "team", "groupChat"], manifest["bots"]![0]!["scopes"]!.AsArray().Select(scope => (string)scope!));
        Assert.Equal(["personal", "team", "groupChat"], manifest["bots"]![0]!["commandLists"]!.AsArray().Select(list => (string)list!["scopes"]!.AsArray().Single()!));
        string[] expected = ["Who wrote it?", "And when?", "Which articles do you have?", "What can you do?"];
        Assert.Equal([.. expected, .. expected, .. expected], Commands(manifest).Select(command => (string)command["title"]!));
        Assert.All(Commands(manifest), command => Assert.Equal("prompt", (string)command["type"]!));
    }

    [Fact]
    public async Task A_long_question_is_shortened_at_a_word_in_the_list_and_sent_whole()
    {
        var question = string.Join(' ', Enumerable.Repeat("lorem", 40));
        Configure(question);

        await PackAsync();

        var command = Commands(Manifest())[0];
        Assert.Equal($"{string.Join(' ', Enumerable.Repeat("lorem", 21))}…", (string)command["title"]!);
        Assert.Equal(question, (string)command["prompt"]!);
    }

    [Fact]
    public async Task No_more_commands_are_offered_than_teams_allows()
    {
        Configure([.. Enumerable.Range(1, 30).Select(i => $"Question {i}?")]);

        await PackAsync();

        Assert.Equal(3 * TeamsApp.MostCommands, Commands(Manifest()).Count);
    }

    [SkippableFact]
    public async Task Whatever_the_command_takes_the_schema_takes_too()
    {
        using var schema = ManifestSchema.Start();
        var texts = ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "").Three();
        var hosts = Gen.Elements("", "a", "Ä-1", "xn--", "-", "..").Three();
        var cases = texts.Zip(hosts, (text, host) => (text.Item1, text.Item2, Host: $"{host.Item1}{host.Item2}{host.Item3}.example.org")).Sample(150, 20);
        var taken = 0;

        foreach (var (name, developer, host) in cases.Append(("\ud83d\ude00 \"</script>", "Bücher & {{Söhne}}", "bücher.example")))
        {
            var result = await _cli.RunAsync("teams-package", "--app-id", AppId, $"--name={name}", $"--developer={developer}", $"--domain={host}", "--force");

            if (result.ExitCode == ExitCode.Done)
            {
                taken++;
                Assert.Empty(await schema.ObjectionsAsync(Manifest()));
            }
            else
            {
                Assert.Equal(ExitCode.WrongUse, result.ExitCode);
                Assert.Single(result.ErrorLines);
            }
        }

        Assert.NotEqual(0, taken);
    }

    [Fact]
    public async Task The_addresses_are_qabots_own_where_no_others_are_given()
    {
        await PackAsync();
        var own = Manifest();
        await PackAsync("--privacy-url", "https://example.org/p?lang=en", "--terms-url", "https://example.org/t");
        var others = Manifest();

        Assert.Equal(
            """{"name":"QaBot","websiteUrl":"https://qabot.example.org/","privacyUrl":"https://qabot.example.org/privacy","termsOfUseUrl":"https://qabot.example.org/terms"}""",
            own["developer"]!.ToJsonString());
        Assert.Equal("https://example.org/p?lang=en", (string)others["developer"]!["privacyUrl"]!);
        Assert.Equal("https://example.org/t", (string)others["developer"]!["termsOfUseUrl"]!);
        Assert.Equal("""["qabot.example.org"]""", own["validDomains"]!.ToJsonString());
        Assert.Equal("""["identity"]""", own["permissions"]!.ToJsonString());
        Assert.Equal(AppId, (string)own["bots"]![0]!["botId"]!);
    }

    [Fact]
    public async Task The_same_app_makes_the_same_bytes()
    {
        await PackAsync();
        await PackAsync("--out", "second.zip");

        Assert.Equal(File.ReadAllBytes(_cli.PathOf("qabot-teams.zip")), File.ReadAllBytes(_cli.PathOf("second.zip")));
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public void The_icons_have_the_size_that_teams_asks_for(string name, int size)
    {
        var (width, height, _) = Header(TeamsAppIcons.Read(name));

        Assert.Equal((size, size), (width, height));
    }

    [Fact]
    public void The_outline_icon_is_white_on_transparency()
    {
        const int rgba = 6;
        var png = TeamsAppIcons.Read(TeamsAppIcons.OutlineName);
        Assert.Equal(rgba, Header(png).ColorType);

        var pixels = Pixels(png, 32);

        Assert.Equal(0, pixels[0].Alpha);
        Assert.Contains(pixels, pixel => pixel.Alpha == 255);
        Assert.All(pixels.Where(pixel => pixel.Alpha > 0), pixel => Assert.Equal((255, 255, 255), (pixel.Red, pixel.Green, pixel.Blue)));
    }

    [Theory]
    [InlineData("--app-id", "12345")]
    [InlineData("--app-id", "{00001111-2222-3333-4444-555566667777}")]
    [InlineData("--app-id", "00000000-0000-0000-0000-000000000000")]
    [InlineData("--domain", "https://qabot.example.org")]
    [InlineData("--domain", "qabot.example.org/api")]
    [InlineData("--domain", "qabot.example.org:443")]
    [InlineData("--domain", "localhost")]
    [InlineData("--domain", "bot.localhost")]
    [InlineData("--domain", "10.0.0.1")]
    [InlineData("--domain", "-bot.example.org")]
    [InlineData("--domain", "*.example.org")]
    [InlineData("--version", "1.0")]
    [InlineData("--name", "A name that is too long for the short one")]
    [InlineData("--developer", "A developer whose name is longer than it may be")]
    [InlineData("--privacy-url", "http://example.org/privacy")]
    [InlineData("--terms-url", "terms")]
    public async Task What_cannot_be_packed_is_named_in_one_line(string option, string value)
    {
        var arguments = s_necessary.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        arguments[option] = value;

        var result = await _cli.RunAsync(["teams-package", .. arguments.SelectMany(pair => new[] { pair.Key, pair.Value })]);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains($"'{value}' of {option}", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.False(File.Exists(_cli.PathOf("qabot-teams.zip")));
    }

    [Theory]
    [InlineData("mine")]
    [InlineData("")]
    public async Task A_file_that_is_none_of_the_apps_packages_is_only_replaced_when_that_is_wanted(string content)
    {
        _cli.Write("qabot-teams.zip", content);

        var result = await PackAsync();

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("--force", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(content, _cli.Read("qabot-teams.zip"));
        Assert.Equal(ExitCode.Done, (await PackAsync("--force")).ExitCode);
    }

    [Fact]
    public async Task A_package_is_replaced_by_a_newer_one_of_the_same_app_and_by_no_other()
    {
        await PackAsync();
        var newer = await PackAsync("--version", "1.0.1");
        var other = await _cli.RunAsync("teams-package", "--app-id", "99999999-2222-3333-4444-555566667777", "--domain", "qabot.example.org");

        Assert.Equal(ExitCode.Done, newer.ExitCode);
        Assert.Equal(ExitCode.WrongUse, other.ExitCode);
        Assert.Equal(("1.0.1", AppId), ((string)Manifest()["version"]!, (string)Manifest()["id"]!));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_named()
    {
        var result = await PackAsync("--out", "nowhere/qabot.zip");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("'nowhere/qabot.zip'", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_with_other_letters_is_written_as_the_network_knows_it()
    {
        await _cli.RunAsync([.. s_necessary.Prepend("teams-package").Select(word => word == "qabot.example.org" ? "Bücher.Example.org" : word)]);

        Assert.Equal("""["xn--bcher-kva.example.org"]""", Manifest()["validDomains"]!.ToJsonString());
    }

    private Task<CliResult> PackAsync(params string[] more) => _cli.RunAsync(["teams-package", .. s_necessary, .. more]);

    private void Configure(params string[] questions) =>
        _cli.Write("appsettings.json", JsonSerializer.Serialize(new { Bot = new { ExampleQuestions = questions } }));

    private JsonNode Manifest()
    {
        using var zip = ZipFile.OpenRead(_cli.PathOf("qabot-teams.zip"));
        using var manifest = zip.GetEntry("manifest.json")!.Open();
        return JsonNode.Parse(manifest)!;
    }

    private static List<JsonNode> Commands(JsonNode manifest) =>
        [.. manifest["bots"]![0]!["commandLists"]!.AsArray().SelectMany(list => list!["commands"]!.AsArray()).Select(command => command!)];

    private static (int Width, int Height, int ColorType) Header(byte[] png) =>
        (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)), png[25]);

    /// <summary>The pixels of an RGBA picture of 8 bits that is not interlaced.</summary>
    private static List<(int Red, int Green, int Blue, int Alpha)> Pixels(byte[] png, int size)
    {
        using var compressed = new MemoryStream();
        for (var at = 8; at < png.Length; at += BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at)) + 12)
        {
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
                compressed.Write(png.AsSpan(at + 8, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at))));
        }

        compressed.Position = 0;
        using var raw = new MemoryStream();
        using (var inflate = new ZLibStream(compressed, CompressionMode.Decompress))
            inflate.CopyTo(raw);
        return Unfilter(raw.ToArray(), size);
    }

    private static List<(int Red, int Green, int Blue, int Alpha)> Unfilter(byte[] raw, int size)
    {
        const int depth = 4;
        var stride = size * depth;
        var rows = new byte[size + 1, stride];
        var pixels = new List<(int, int, int, int)>();
        for (var y = 0; y < size; y++)
        {
            var filter = raw[y * (stride + 1)];
            for (var x = 0; x < stride; x++)
            {
                int left = x < depth ? 0 : rows[y + 1, x - depth], up = rows[y, x], corner = x < depth ? 0 : rows[y, x - depth];
                var predicted = filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, _ => Paeth(left, up, corner) };
                rows[y + 1, x] = (byte)(raw[(y * (stride + 1)) + 1 + x] + predicted);
            }

            for (var x = 0; x < stride; x += depth)
                pixels.Add((rows[y + 1, x], rows[y + 1, x + 1], rows[y + 1, x + 2], rows[y + 1, x + 3]));
        }

        return pixels;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var estimate = left + up - corner;
        var (a, b, c) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}
