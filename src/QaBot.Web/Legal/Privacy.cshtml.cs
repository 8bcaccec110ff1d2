using System.Globalization;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using QaBot.DirectLine;
using QaBot.Models;
using QaBot.Web.Bot;
using QaBot.Web.Review;

namespace QaBot.Web.Legal;

/// <summary><c>/privacy</c>: what is stored of those who ask, where, for how long, and how it is deleted.</summary>
public sealed class PrivacyModel(IOptions<WebOptions> web, IChatClient model, IOptions<BotOptions> bot, IOptions<DirectLineOptions> directLine, IOptions<ModelsOptions> models, IOptions<ReviewOptions> review)
    : LegalModel(web, model)
{
    private static readonly (TimeSpan Length, string Name)[] s_units =
        [(TimeSpan.FromDays(1), "day"), (TimeSpan.FromHours(1), "hour"), (TimeSpan.FromMinutes(1), "minute"), (TimeSpan.FromSeconds(1), "second")];

    /// <summary>Whether it is counted what each user costs.</summary>
    public bool HasBudget => models.Value.Chat.TokensPerUserAndDay > 0 && !IsQuoting;

    public int RememberedQuestions => bot.Value.RememberedQuestions;

    public string ForgetAfter => InWords(bot.Value.ForgetAfter);

    /// <summary>Null when answers are kept until somebody deletes them.</summary>
    public string? KeepAnswers => review.Value.KeepDays > 0 ? InWords(TimeSpan.FromDays(review.Value.KeepDays)) : null;

    public string KeepReplies => InWords(bot.Value.KeepReplies);

    public string IdleTimeout => InWords(directLine.Value.IdleTimeout);

    /// <returns>"2 hours": in the largest unit that leaves no rest, and in seconds, rounded up, where all do.</returns>
    public static string InWords(TimeSpan time)
    {
        var (length, name) = s_units.FirstOrDefault(unit => time >= unit.Length && time.Ticks % unit.Length.Ticks == 0, s_units[^1]);
        var count = (long)Math.Ceiling(time / length);
        return string.Create(CultureInfo.InvariantCulture, $"{count:N0} {name}{(count == 1 ? "" : "s")}");
    }
}
