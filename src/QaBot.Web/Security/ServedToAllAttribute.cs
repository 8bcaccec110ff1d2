namespace QaBot.Web.Security;

/// <summary>A page that anyone may read whatever <c>Web:Public</c> says: it holds nothing of the articles, nor of what is asked and answered.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ServedToAllAttribute : Attribute, ISelfGuarded;
