using QaBot.Models;

namespace QaBot.Testing.Models;

/// <summary>A way in which servers fail, and what it is to be taken for.</summary>
public sealed record ModelFault(string Name, ModelReply Reply, ModelProblemKind Kind);
