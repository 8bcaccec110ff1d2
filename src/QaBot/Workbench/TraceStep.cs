using System.Text.Json.Nodes;

namespace QaBot.Workbench;

/// <summary>One step on the way to an answer, as it can be shown.</summary>
/// <param name="Name">For programs, the same for every answer: query, passages, gate, prompt, draft, claims, timings.</param>
/// <param name="Label">For people.</param>
/// <param name="Value">Everything about it; long texts are cut, and a property beside them says how much was left out.</param>
/// <param name="Markdown">The same for people, in short, without the label.</param>
public sealed record TraceStep(string Name, string Label, JsonObject Value, string Markdown);
