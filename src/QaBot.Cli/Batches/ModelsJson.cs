namespace QaBot.Cli.Batches;

/// <summary>What <c>models --json</c> writes.</summary>
internal sealed record ModelsJson(ModelCheck Chat, ModelCheck Embeddings);
