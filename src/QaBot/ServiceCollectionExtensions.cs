using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace QaBot;

public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Adds everything that answers questions: <see cref="Answering.QuestionAnswerer"/>, <see cref="Passages.LiveCorpus"/>,
    /// <see cref="Grounding.CitationVerifier"/>. It does not index: call <see cref="Passages.LiveCorpus.RefreshAsync"/> first.
    /// </summary>
    /// <param name="configuration">Built with <see cref="Configuration.QaBotConfiguration.AddQaBot"/>.</param>
    public static IServiceCollection AddQaBot(this IServiceCollection services, IConfiguration configuration) =>
        throw new NotImplementedException(configuration?.ToString() + services);
}
