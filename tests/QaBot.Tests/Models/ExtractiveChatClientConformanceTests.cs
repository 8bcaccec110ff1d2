using Microsoft.Extensions.AI;
using QaBot.Answering;
using QaBot.Articles;
using QaBot.Models;
using QaBot.Grounding;
using QaBot.Models.Extractive;
using QaBot.Retrieval;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Models;

public sealed class ExtractiveChatClientConformanceTests : ChatClientConformance
{
    private static readonly Article s_bees = TestArticles.Of(
        "The waggle dance of honey bees was decoded after many patient years by Karl von Frisch in Austria. "
        + "Every hive of honey bees holds about 40,000 workers when summer reaches its warmest weeks. "
        + "Dancing workers tell their sisters where distant flowers with plenty of nectar stand.", "bees.txt");

    protected override bool TellsUsage => false;

    protected override IReadOnlyList<IReadOnlyList<ChatMessage>> Questions { get; } = [Ask("Summarise the articles"), Ask("How many bees are in a hive?")];

    protected override IChatClient Create() => new ExtractiveChatClient(new SentenceRanker(new Analyzer(), Bm25Index.Empty, new Thesaurus(new Analyzer())), new CitationVerifier(new Analyzer()));

    private static ChatMessage[] Ask(string question) =>
    [
        new(ChatRole.User, EvidenceMarkup.Write([new EvidencePassage(1, s_bees, new TextSpan(0, s_bees.Text.Length), 1)]) + "\n" + EvidenceMarkup.Write(new StandaloneQuery(question))),
    ];
}
