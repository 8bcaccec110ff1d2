namespace QaBot.Answering;

/// <summary>Names of the prompts that no user chooses; by them their kind is known even of a file that cannot be read.</summary>
internal static class SupportingPrompts
{
    public const string Repair = "RepairAnswer";
    public const string Rewrite = "RewriteQuery";

    /// <summary>Null for any other name.</summary>
    public static PromptKind? KindOf(string name) =>
        PromptLibrary.AreSame(name, Repair) ? PromptKind.Repair : PromptLibrary.AreSame(name, Rewrite) ? PromptKind.Rewrite : null;
}
