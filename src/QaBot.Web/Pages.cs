using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using QaBot.Configuration;
using QaBot.Web.Chat;

namespace QaBot.Web;

/// <summary>What every page stands on: Razor Pages, each in the folder of its feature, and the static files of <c>wwwroot</c>.</summary>
/// <remarks>Both come with the program, so neither the content root nor the environment matters.</remarks>
public static class Pages
{
    private static readonly string s_staticFiles = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    public static IServiceCollection AddPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorPages().WithRazorPagesAtContentRoot();
        services.AddDataProtection().SetApplicationName("QaBot").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(configuration.StateFolder(), "keys")));
        services.AddResponseCompression();
        services.AddSingleton(new WebChatScript(s_staticFiles));
        return services;
    }

    public static void UsePages(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(s_staticFiles), OnPrepareResponse = SetCaching });
        app.MapRazorPages();
    }

    private static void SetCaching(StaticFileResponseContext file)
    {
        // Files of lib/ carry their version in the name; the others are asked for again and answered by their ETag.
        var isVersioned = file.Context.Request.Path.StartsWithSegments("/lib") && file.File.Name.Any(char.IsAsciiDigit);
        file.Context.Response.Headers.CacheControl = isVersioned ? "public, max-age=31536000, immutable" : "no-cache";
    }
}
