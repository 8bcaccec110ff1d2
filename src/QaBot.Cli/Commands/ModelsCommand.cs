using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using QaBot.Cli.Batches;
using QaBot.Cli.Output;
using QaBot.Models;

namespace QaBot.Cli.Commands;

internal sealed class ModelsCommand : CommandWithExamples
{
    private const int DefaultTimeout = 15;

    private readonly Option<bool> _json = new("--json") { Description = "Write the result as one line of JSON." };
    private readonly Option<int> _timeout = new("--timeout")
    {
        HelpName = "SECONDS",
        Description = $"How long each model may take; one that is loaded first may need minutes. 1 to 600, default {DefaultTimeout}.",
        DefaultValueFactory = _ => DefaultTimeout,
        CustomParser = Seconds,
    };

    public ModelsCommand(Terminal terminal, Option<bool> debug)
        : base("models", "Asks the chat model and the embedding model a little, as they are configured, and says what is wrong.", terminal, debug)
    {
        Options.Add(_json);
        Options.Add(_timeout);
        SetAction(RunAsync);
    }

    protected override IReadOnlyList<string> Examples => ["models", "models --timeout 120", "models --json"];

    private static int Seconds(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 600)
            return seconds;
        result.AddError($"--timeout must be 1 to 600 seconds, not '{result.Tokens[0].Value}'.");
        return default;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var pipeline = new Pipeline(Terminal, LogLevelOf(parsed));
        var options = pipeline.Get<IOptions<ModelsOptions>>().Value;
        foreach (var warning in options.Warnings())
            Terminal.Note($"warning: {warning}");
        var patience = TimeSpan.FromSeconds(parsed.GetValue(_timeout));
        var chat = await TryAsync(options.Chat, pipeline.Get<IChatClient>(), patience, cancellationToken);
        var embeddings = await TryAsync(options.Embeddings, pipeline.Get<IEnumerable<IEmbeddingGenerator<string, Embedding<float>>>>().LastOrDefault(), patience, cancellationToken);
        if (parsed.GetValue(_json))
        {
            Terminal.Out.WriteLine(JsonSerializer.Serialize(new ModelsJson(chat, embeddings), BatchJson.Readable.ModelsJson));
        }
        else
        {
            Print("chat", chat, "the embedded answerer, which copies sentences; Models:Chat names a model");
            Print("embeddings", embeddings, "passages are found by their words; Models:Embeddings names a model");
        }

        return chat.IsOk && embeddings.IsOk ? ExitCode.Done : ExitCode.Failed;
    }

    private static Task<ModelCheck> TryAsync(ChatModelOptions options, IChatClient client, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (ExtractiveChatClient.IsBehind(client))
            return Task.FromResult(new ModelCheck(options.Provider, null, null, IsOk: true));
        var metadata = (ChatClientMetadata?)client.GetService(typeof(ChatClientMetadata));
        return TryAsync(new ModelCheck(options.Provider, metadata?.ProviderUri, metadata?.DefaultModelId, IsOk: true), patience, async (check, stop) =>
        {
            var answer = await client.GetStreamingResponseAsync("Reply with the word yes.", new ChatOptions { Temperature = 0 }, stop).ToChatResponseAsync(stop);
            return check with { InputTokens = answer.Usage?.InputTokenCount, OutputTokens = answer.Usage?.OutputTokenCount };
        }, cancellationToken);
    }

    private static Task<ModelCheck> TryAsync(
        EmbeddingModelOptions options, IEmbeddingGenerator<string, Embedding<float>>? generator, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (generator is null)
            return Task.FromResult(new ModelCheck(options.Provider, null, null, IsOk: true));
        var metadata = (EmbeddingGeneratorMetadata?)generator.GetService(typeof(EmbeddingGeneratorMetadata));
        return TryAsync(new ModelCheck(options.Provider, metadata?.ProviderUri, metadata?.DefaultModelId, IsOk: true), patience, async (check, stop) =>
        {
            var vectors = await generator.GenerateAsync(["yes"], cancellationToken: stop);
            return check with { InputTokens = vectors.Usage?.InputTokenCount, Dimensions = vectors[0].Vector.Length };
        }, cancellationToken);
    }

    private static async Task<ModelCheck> TryAsync(
        ModelCheck check, TimeSpan patience, Func<ModelCheck, CancellationToken, Task<ModelCheck>> ask, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(patience);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var asked = await ask(check, stop.Token);
            return asked with { ElapsedMs = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 3) };
        }
        catch (ModelException problem)
        {
            return Failed(check, problem.Kind, problem.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(check, ModelProblemKind.TimedOut, string.Create(CultureInfo.InvariantCulture, $"no answer within {patience.TotalSeconds} s: --timeout allows for more."));
        }
    }

    private static ModelCheck Failed(ModelCheck check, ModelProblemKind kind, string problem) =>
        check with { IsOk = false, Kind = kind.ToString(), Problem = problem.StartsWith($"{check.Endpoint}: ", StringComparison.Ordinal) ? problem[$"{check.Endpoint}: ".Length..] : problem };

    private void Print(string what, ModelCheck check, string unused)
    {
        var ink = new Ink(Terminal.OutHasColor);
        var who = check.Endpoint is null ? check.Provider : $"{check.Provider}, {check.Model} at {check.Endpoint}";
        var told = check switch
        {
            { Problem: { } problem } => problem,
            { Endpoint: null } => unused,
            _ => string.Join(", ", new[]
            {
                string.Create(CultureInfo.InvariantCulture, $"{check.ElapsedMs / 1000:0.00} s"),
                check.InputTokens is { } read ? $"{Counted.Of((int)read, "token")} read" : null,
                check.OutputTokens is { } written ? $"{Counted.Of((int)written, "token")} written" : null,
                check.Dimensions is { } dimensions ? Counted.Of(dimensions, "dimension") : null,
            }.OfType<string>()),
        };
        Terminal.Out.WriteLine($"{(check.IsOk ? ink.Good("ok    ") : ink.Bad("failed"))}  {what,-10}  {Ink.Printable(CommandLine.OneLine($"{who}: {told}"))}");
    }
}
