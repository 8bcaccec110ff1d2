using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Http.Authentication;

/// <summary>An RSA key that signs tokens.</summary>
internal sealed class SigningKey(string id) : IDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);

    public string Id => id;

    /// <summary>The public key's bytes, which whoever confuses algorithms would take for a shared secret.</summary>
    public byte[] PublicBytes => _rsa.ExportSubjectPublicKeyInfo();

    /// <summary>As it stands in a key set.</summary>
    /// <param name="endorsements">Null leaves them out.</param>
    public JObject ToJson(string[]? endorsements)
    {
        var parameters = _rsa.ExportParameters(includePrivateParameters: false);
        var key = new JObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = id,
            ["n"] = WebEncoders.Base64UrlEncode(parameters.Modulus!),
            ["e"] = WebEncoders.Base64UrlEncode(parameters.Exponent!),
        };
        if (endorsements is not null)
            key["endorsements"] = new JArray(endorsements);
        return key;
    }

    /// <param name="algorithm">RS256, RS384 or RS512.</param>
    public string Sign(JObject claims, string algorithm = "RS256", string? keyId = null) => Join(
        new JObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = keyId ?? id },
        claims,
        bytes => _rsa.SignData(bytes, new HashAlgorithmName($"SHA{algorithm[2..]}"), RSASignaturePadding.Pkcs1));

    public static string Join(JObject header, JObject claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{WebEncoders.Base64UrlEncode(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public void Dispose() => _rsa.Dispose();

    private static string Encode(JObject json) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(json.ToString(Formatting.None)));
}
