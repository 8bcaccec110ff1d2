using System.CommandLine;
using System.Diagnostics;

namespace QaBot.Benchmarks;

/// <summary>
/// Many people chat at once, each over a WebSocket with one question a second, with the real web host in a process of its own; says how
/// many messages were lost or came twice, and how long answers took.
/// </summary>
internal static class ChatLoad
{
    private static readonly string[] Questions =
    [
        "How many pages of US evidence did Mexico publish?",
        "What was General Cienfuegos accused of?",
        "What restrictions did Mexico's Congress put on U.S. agents?",
        "Where was Cienfuegos arrested?",
        "What is the capital of France?",
    ];

    /// <returns>0 when nothing was lost and nothing came twice, else 1.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        var conversations = new Option<int>("--conversations") { DefaultValueFactory = _ => 200, Description = "People who chat at once." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 60, Description = "How long they ask, one question a second each." };
        var command = new RootCommand("200 conversations over WebSockets") { conversations, seconds };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(conversations), parsed.GetValue(seconds), cancellationToken));
        return command.Parse(args).InvokeAsync();
    }

    private static async Task<int> RunAsync(int conversations, int seconds, CancellationToken cancellationToken)
    {
        await using var host = await WebHostProcess.StartAsync(cancellationToken);
        var clients = new List<ChatClient>();
        for (var i = 0; i < conversations; i++)
            clients.Add(await ChatClient.ConnectAsync(host.Address, cancellationToken));
        Console.WriteLine($"{conversations} conversations are open; asking for {seconds} s.");

        var started = Stopwatch.GetTimestamp();
        var cpu = host.CpuTime;
        await Task.WhenAll(clients.Select((client, i) => AskAsync(client, i, conversations, seconds, cancellationToken)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        await Task.WhenAll(clients.Select(client => client.FinishAsync(TimeSpan.FromSeconds(30))));

        var report = ChatReport.Of(clients, elapsed, host.CpuTime - cpu, host.PeakMemory);
        Console.WriteLine(report);
        foreach (var client in clients)
            await client.DisposeAsync();
        return report.IsComplete ? 0 : 1;
    }

    /// <summary>One question a second; the conversations' seconds begin at different moments, as people's would.</summary>
    private static async Task AskAsync(ChatClient client, int number, int conversations, int seconds, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds((double)number / conversations), cancellationToken);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var i = 0; i < seconds; i++)
        {
            await client.AskAsync(Questions[(number + i) % Questions.Length], cancellationToken);
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
