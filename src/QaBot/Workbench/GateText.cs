using QaBot.Answering;

namespace QaBot.Workbench;

/// <summary>What the evidence gate said, in words.</summary>
internal static class GateText
{
    private const int MostWords = 12;
    private const int LongestWord = 40;

    public static string Of(GateJudgement judgement, double refuseBelow, Phrasebook phrases)
    {
        var isEnough = judgement.Probability >= refuseBelow;
        var (probability, limit) = (WorkbenchText.Number(judgement.Probability), WorkbenchText.Number(refuseBelow));
        var words = string.Join(", ", judgement.Missing.Take(MostWords).Select(word => WorkbenchText.Plain(word, LongestWord)));
        var more = Math.Max(0, judgement.Missing.Count - MostWords);
        if (!phrases.IsEnglish)
        {
            return $"Probabilidad de que las pruebas respondan: **{probability}** ({(isEnough ? "suficiente" : "insuficiente")}; se rechaza por debajo de {limit})."
                + (words.Length == 0 ? "" : $" Ningún pasaje tiene: {words}{(more > 0 ? $" y {more} más" : "")}.");
        }

        return $"Probability that the evidence answers: **{probability}** ({(isEnough ? "enough" : "not enough")}; refused below {limit})."
            + (words.Length == 0 ? "" : $" No passage has: {words}{(more > 0 ? $" and {more} more" : "")}.");
    }
}
