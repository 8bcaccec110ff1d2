using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace QaBot.Configuration;

public static class OptionsSection
{
    /// <summary>
    /// Reads a section now, so that a mistake stops the start, and registers it as <see cref="IOptions{TOptions}"/>.
    /// </summary>
    /// <exception cref="ConfigurationException">
    /// A setting is unknown, has the wrong type or is out of its range; the message names it as <c>Section:Key</c>.
    /// </exception>
    public static TOptions AddSection<TOptions>(this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class, new()
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var options = Bind<TOptions>(configuration.GetSection(section), section);
        Validate(options, section);
        services.AddSingleton(Options.Create(options));
        return options;
    }

    private static TOptions Bind<TOptions>(IConfigurationSection values, string section)
        where TOptions : class, new()
    {
        var options = new TOptions();
        try
        {
            values.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            return options;
        }
        catch (InvalidOperationException e)
        {
            throw new ConfigurationException($"Section '{section}' of the configuration: {Shorten(e, section)}", e);
        }
    }

    private static void Validate(object options, string section)
    {
        var results = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
            throw new ConfigurationException($"{section}:{results[0].MemberNames.FirstOrDefault()}: {results[0].ErrorMessage}");
        // The validator looks at one level only; options nest sections of QaBot's own types.
        foreach (var property in options.GetType().GetProperties().Where(property => property.PropertyType.Assembly == options.GetType().Assembly && property.PropertyType.IsClass))
        {
            if (property.GetValue(options) is { } nested)
                Validate(nested, $"{section}:{property.Name}");
        }
    }

    /// <summary>The binder's messages name .NET types; people know keys.</summary>
    private static string Shorten(InvalidOperationException e, string section)
    {
        const string unknown = "were not found on the instance of";
        if (!e.Message.Contains(unknown, StringComparison.Ordinal))
            return e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message;
        var keys = e.Message[(e.Message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..];
        return $"unknown setting {keys.Replace("'", $"'{section}:", 1)}";
    }

    private static string Replace(this string text, string what, string with, int count)
    {
        var at = text.IndexOf(what, StringComparison.Ordinal);
        return at < 0 || count == 0 ? text : string.Concat(text.AsSpan(0, at), with, text.AsSpan(at + what.Length));
    }
}
