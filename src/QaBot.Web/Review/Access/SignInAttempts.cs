using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace QaBot.Web.Review.Access;

/// <summary>Limits how often tokens may be tried: ten times a minute from an address, of IPv6 from a network of 64 bits. Thread-safe.</summary>
public sealed class SignInAttempts : IDisposable
{
    public const int PerMinute = 10;

    private readonly PartitionedRateLimiter<IPAddress?> _limiter = PartitionedRateLimiter.Create<IPAddress?, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(KeyOf(address), _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <returns>Whether another attempt may be made now; it counts as made.</returns>
    public bool Allow(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    /// <summary>Whether none may be made now; asking is no attempt.</summary>
    public bool AreUsedUp(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address, permitCount: 0);
        return !lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    private static string KeyOf(IPAddress? address) => address switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.MapToIPv4().ToString(),
    };
}
