using QaBot.Web.Bot.Channels;

namespace QaBot.Web.Tests.Bot.Channels;

public sealed class TeamsReplyConformance : ReplyShaperConformance
{
    protected override IReplyShaper Shaper => ReplyShapers.For("msteams");
}

public sealed class WebChatReplyConformance : ReplyShaperConformance
{
    protected override IReplyShaper Shaper => ReplyShapers.For("webchat");
}

public sealed class EmulatorReplyConformance : ReplyShaperConformance
{
    protected override IReplyShaper Shaper => ReplyShapers.For("emulator");
}

public sealed class MarkdownReplyConformance : ReplyShaperConformance
{
    protected override IReplyShaper Shaper => ReplyShapers.For("a channel of tomorrow");
}

public sealed class SlackReplyConformance : ReplyShaperConformance
{
    protected override IReplyShaper Shaper => ReplyShapers.For("slack");
}

public sealed class TelegramReplyConformance : ReplyShaperConformance
{
    protected override IReplyShaper Shaper => ReplyShapers.For("telegram");
}

public sealed class FacebookReplyConformance : ReplyShaperConformance
{
    protected override IReplyShaper Shaper => ReplyShapers.For("facebook");
}

public sealed class SmsReplyConformance : ReplyShaperConformance
{
    protected override IReplyShaper Shaper => ReplyShapers.For("twilio-sms");
}

public sealed class LineReplyConformance : ReplyShaperConformance
{
    protected override IReplyShaper Shaper => ReplyShapers.For("line");
}

public sealed class EmailReplyConformance : ReplyShaperConformance
{
    protected override IReplyShaper Shaper => ReplyShapers.For("email");
}
