using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace QaBot.Models.Remote;

/// <summary>Logs, when the host starts, what is doubtful about the models' settings.</summary>
internal sealed class ModelWarnings(IOptions<ModelsOptions> models, ILogger<ModelWarnings> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var warning in models.Value.Warnings())
            log.LogWarning("{Warning}", warning);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
