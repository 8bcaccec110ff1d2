using Microsoft.Playwright;

namespace QaBot.Web.Tests.Browser;

/// <summary>What a visitor looks at the page with.</summary>
internal sealed record Device(int Width, int Height, ColorScheme Theme = ColorScheme.Light, bool IsPhone = false, bool HasScripts = true)
{
    public static Device Desktop { get; } = new(1280, 800);

    public static Device Dark { get; } = Desktop with { Theme = ColorScheme.Dark };

    public static Device Phone { get; } = new(390, 844, IsPhone: true);

    public BrowserNewContextOptions Options(Uri address) => new()
    {
        BaseURL = address.ToString(),
        ColorScheme = Theme,
        HasTouch = IsPhone,
        IsMobile = IsPhone,
        JavaScriptEnabled = HasScripts,
        Locale = "en-US",
        // An axe that comes in the midst of one finds half-transparent text.
        ReducedMotion = ReducedMotion.Reduce,
        ViewportSize = new() { Width = Width, Height = Height },
    };
}
