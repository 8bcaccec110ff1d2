using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using QaBot.Passages;

namespace QaBot.Models.Resilience;

/// <summary>Charges what is asked through it to one user's <see cref="TokenBudget"/>. Never disposed: what it wraps lives on.</summary>
/// <remarks>
/// Charged is the usage that the model reports, also of a call that broke off or was stopped; where it reports none, the prompt and what came
/// of the answer are counted. A call that never reached the model, or that the model refused, costs nothing.
/// </remarks>
internal sealed class BudgetedChatClient(IChatClient inner, TokenBudget budget, TokenCounter counter, string user) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        budget.Demand(user);
        try
        {
            var response = await base.GetResponseAsync(asked, options, cancellationToken);
            budget.Charge(user, Total(response.Usage) ?? Count(asked) + counter.Count(response.Text));
            return response;
        }
        catch (Exception e) when (HasCost(e))
        {
            budget.Charge(user, Count(asked));
            throw;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        budget.Demand(user);
        var written = new StringBuilder();
        UsageDetails? usage = null;
        var isCharged = true;
        var updates = base.GetStreamingResponseAsync(asked, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            while (true)
            {
                try
                {
                    if (!await updates.MoveNextAsync())
                        break;
                }
                catch (Exception e)
                {
                    isCharged = usage is not null || written.Length > 0 || HasCost(e);
                    throw;
                }

                written.Append(updates.Current.Text);
                foreach (var reported in updates.Current.Contents.OfType<UsageContent>())
                    (usage ??= new UsageDetails()).Add(reported.Details);
                yield return updates.Current;
            }
        }
        finally
        {
            await updates.DisposeAsync();
            if (isCharged)
                budget.Charge(user, Total(usage) ?? Count(asked) + counter.Count(written.ToString()));
        }
    }

    /// <summary>Whether the model may have begun to answer.</summary>
    private static bool HasCost(Exception failure) => failure is OperationCanceledException or ModelException
    {
        Kind: ModelProblemKind.TimedOut or ModelProblemKind.BrokenOff or ModelProblemKind.Malformed or ModelProblemKind.AnswerTooLong or ModelProblemKind.Filtered,
    };

    private static long? Total(UsageDetails? usage) => usage?.TotalTokenCount ?? (usage?.InputTokenCount + usage?.OutputTokenCount);

    private long Count(IReadOnlyList<ChatMessage> messages) => messages.Sum(message => (long)counter.Count(message.Text));
}
