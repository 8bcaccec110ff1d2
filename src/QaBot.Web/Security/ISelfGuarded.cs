namespace QaBot.Web.Security;

/// <summary>Metadata of an endpoint that other machines may reach whatever <c>Web:Public</c> says, because it needs no guard or has its own.</summary>
public interface ISelfGuarded;
