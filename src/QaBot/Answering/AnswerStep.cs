namespace QaBot.Answering;

internal enum AnswerStep
{
    Retrieve,
    Answer,
    Verify,
    Repair,
}
