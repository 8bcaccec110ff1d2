namespace QaBot.Models.Extractive;

/// <summary>What kind of thing a question asks for.</summary>
public enum AnswerType
{
    Any,
    Person,
    Time,
    Place,

    /// <summary>A count or a measure: "how many", "how long", "how old".</summary>
    Number,
    Money,
    Share,
    Reason,
    Definition,
    List,
    Opinion,
    Summary,
}
