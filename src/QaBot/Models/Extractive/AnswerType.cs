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

    /// <summary>Something that a thing has or is, asked for by name: "the genre of …", "the capital of …".</summary>
    Attribute,
    Reason,
    Definition,
    List,
    Opinion,
    Summary,
}
