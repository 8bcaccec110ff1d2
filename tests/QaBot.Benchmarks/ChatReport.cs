using System.Globalization;

namespace QaBot.Benchmarks;

/// <summary>What came of the messages of a run.</summary>
/// <param name="Lost">Questions whose own activity or whose answer never came back.</param>
/// <param name="Doubled">Activities that came twice.</param>
internal sealed record ChatReport(
    int Sent, int Answered, int Refused, int Lost, int Doubled, IReadOnlyList<double> FirstText, IReadOnlyList<double> Whole, TimeSpan Elapsed, TimeSpan Cpu, long PeakMemory)
{
    public bool IsComplete => Lost == 0 && Doubled == 0 && Refused == 0;

    public static ChatReport Of(IReadOnlyList<ChatClient> clients, TimeSpan elapsed, TimeSpan cpu, long peakMemory)
    {
        var messages = clients.SelectMany(client => client.Sent).ToList();
        return new ChatReport(
            messages.Count,
            messages.Count(message => message.Answered is not null),
            clients.Sum(client => client.Refused),
            messages.Count(message => message.Echoed is null || message.Answered is null),
            clients.Sum(client => client.Doubled),
            Sorted(messages.Select(message => message.FirstText)),
            Sorted(messages.Select(message => message.Answered)),
            elapsed, cpu, peakMemory);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        messages    {Sent} sent, {Answered} answered, {Lost} lost, {Doubled} doubled, {Refused} not taken
        first text  p50 {At(FirstText, 0.5):0} ms, p95 {At(FirstText, 0.95):0} ms, most {At(FirstText, 1):0} ms
        answer      p50 {At(Whole, 0.5):0} ms, p95 {At(Whole, 0.95):0} ms, most {At(Whole, 1):0} ms
        host        {Sent / Elapsed.TotalSeconds:0} messages/s, {Cpu.TotalMilliseconds / Sent:0.0} ms CPU a message, {PeakMemory / 1048576} MiB at most
        """);

    private static IReadOnlyList<double> Sorted(IEnumerable<TimeSpan?> times) => [.. times.OfType<TimeSpan>().Select(time => time.TotalMilliseconds).Order()];

    private static double At(IReadOnlyList<double> sorted, double quantile) =>
        sorted.Count == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Count - 1, Math.Ceiling(quantile * sorted.Count) - 1)];
}
