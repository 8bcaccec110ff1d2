using QaBot.Retrieval;

namespace QaBot.Workbench;

/// <summary>What became of a passage, in words.</summary>
internal static class FateText
{
    /// <summary>For programs.</summary>
    public static string Name(PassageFate fate) => fate switch
    {
        PassageFate.Evidence => "evidence",
        PassageFate.Merged => "merged",
        PassageFate.ArticleHasItsShare => "articleHasItsShare",
        PassageFate.NoPlaceLeft => "noPlaceLeft",
        PassageFate.NoTokensLeft => "noTokensLeft",
        _ => "passedOver",
    };

    /// <param name="evidence">The piece of evidence that the passage is part of, if any.</param>
    public static string Of(PassageFate fate, int? evidence, bool spanish = false) => fate switch
    {
        PassageFate.Evidence => spanish ? $"evidencia {evidence}" : $"evidence {evidence}",
        PassageFate.Merged => spanish ? $"evidencia {evidence}, unido a sus vecinos" : $"evidence {evidence}, merged with its neighbours",
        PassageFate.ArticleHasItsShare => spanish ? "no enviado: su artículo ya tenía su parte" : "not sent: its article had its share of the places",
        PassageFate.NoPlaceLeft => spanish ? "no enviado: por debajo del corte" : "not sent: below the cut, all places were taken by better ones",
        PassageFate.NoTokensLeft => spanish ? "no enviado: no cabía en el presupuesto de tokens" : "not sent: too long for the tokens that were left",
        _ => spanish ? "no enviado: de artículos largos solo se toma una parte" : "not sent: articles this long are sampled evenly",
    };
}
