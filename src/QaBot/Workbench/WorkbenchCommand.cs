namespace QaBot.Workbench;

/// <summary>A command of the workbench.</summary>
/// <param name="Name">With its slash, in lower case: "/prompt".</param>
/// <param name="Arguments">What follows it, as help shows it ("NAME NAME"); empty for nothing.</param>
/// <param name="Description">What it does, in English, in one phrase.</param>
public sealed record WorkbenchCommand(string Name, string Arguments, string Description);
