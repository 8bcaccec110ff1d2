namespace QaBot.Web.Bot.Workbench;

/// <summary>Where the prompt workbench is on.</summary>
public enum WorkbenchMode
{
    /// <summary>For those who develop the bot: in the Bot Framework Emulator and in the Agents Playground.</summary>
    Auto,

    /// <summary>On every channel, for everyone who reaches the bot.</summary>
    On,

    Off,
}
