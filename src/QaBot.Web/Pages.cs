using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.WebEncoders;
using QaBot.Configuration;
using QaBot.Web.Chat;
using QaBot.Web.Review.Figures;
using QaBot.Web.Security;

namespace QaBot.Web;

/// <summary>What every page stands on: Razor Pages, each in the folder of its feature, and the static files of <c>wwwroot</c>.</summary>
/// <remarks>Both come with the program, so neither the content root nor the environment matters.</remarks>
public static class Pages
{
    private static readonly string s_staticFiles = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    public static IServiceCollection AddPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorPages().WithRazorPagesAtContentRoot();
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddResponseCompression();
        // A third smaller than the fastest, for some milliseconds of a file that browsers keep.
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.AddSingleton(new WebChatScript(s_staticFiles));
        services.AddSingleton(new ChartScript(s_staticFiles));
        services.AddSingleton<LocalOnlyPolicy>();
        AddKeys(services, configuration);
        return services;
    }

    /// <summary>The headers of every response, the static files, and the pages.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.UseMiddleware<PublicAddress>();
        app.UseMiddleware<PageSecurity>();
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(s_staticFiles), OnPrepareResponse = SetCaching });
        app.MapRazorPages().LocalOnly();
    }

    private static void AddKeys(IServiceCollection services, IConfiguration configuration)
    {
        services.AddDataProtection().SetApplicationName("QaBot").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(configuration.StateFolder(), "keys")));
        // It warns that the keys are not encrypted; they lie beside what they protect, under the same rights.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
    }

    private static void SetCaching(StaticFileResponseContext file)
    {
        // Libraries carry their version in their name; the other files are asked for again and answered by their ETag.
        var isVersioned = file.Context.Request.Path.StartsWithSegments("/lib") && file.File.Name.Any(char.IsAsciiDigit);
        file.Context.Response.Headers.CacheControl = isVersioned ? "public, max-age=31536000, immutable" : "no-cache";
    }
}
