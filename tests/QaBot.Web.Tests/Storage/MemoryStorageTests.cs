using Microsoft.Bot.Builder;

namespace QaBot.Web.Tests.Storage;

public sealed class MemoryStorageTests : StorageConformance
{
    protected override IStorage Storage { get; } = new MemoryStorage();
}
