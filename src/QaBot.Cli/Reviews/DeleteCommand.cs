using System.CommandLine;
using System.Globalization;
using QaBot.Cli.Output;
using QaBot.Review;

namespace QaBot.Cli.Reviews;

internal sealed class DeleteCommand : StoreCommand
{
    private readonly Option<string?> _user = new("--user") { HelpName = "ID", Description = "Delete what is stored of this user, as the channel names them." };
    private readonly Option<string?> _before = new("--before") { HelpName = "YYYY-MM-DD", Description = "Delete answers given before this day (UTC); test cases stay." };

    public DeleteCommand(Terminal terminal, Option<bool> debug)
        : base("delete", "Deletes stored answers with their reviews. There is no way back.", terminal, debug)
    {
        _user.Validators.Add(RejectEmpty);
        _before.Validators.Add(result =>
        {
            if (Day(result.Tokens.Count == 1 ? result.Tokens[0].Value : "") is null)
                result.AddError("--before takes a day such as 2026-01-31.");
        });
        Options.Add(_user);
        Options.Add(_before);
        Validators.Add(result =>
        {
            if (result.GetResult(_user) is null == result.GetResult(_before) is null)
                result.AddError("Say what to delete: either --user or --before.");
        });
    }

    protected override IReadOnlyList<string> Examples => ["reviews delete --user 29:1abc", "reviews delete --before 2026-01-31"];

    protected override async Task<int> RunAsync(ParseResult parsed, IReviewStore store, CancellationToken cancellationToken)
    {
        var count = parsed.GetValue(_user) is { } user
            ? await store.DeleteUserAsync(user, Who, cancellationToken)
            : await store.DeleteBeforeAsync(Day(parsed.GetValue(_before)!)!.Value, Who, cancellationToken);
        Terminal.Note($"{Counted.Of(count, "answer")} deleted.");
        return ExitCode.Done;
    }

    private static DateTimeOffset? Day(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : null;
}
