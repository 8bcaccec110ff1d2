namespace QaBot.Models.Remote;

/// <summary>More bytes came than are taken.</summary>
internal sealed class AnswerBoundException() : Exception("More bytes came than are taken.");
