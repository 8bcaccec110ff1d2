using QaBot;
using QaBot.Configuration;
using QaBot.Web;
using QaBot.Web.Bot;
using QaBot.Web.Bot.Workbench;
using QaBot.Web.Chat;
using QaBot.Web.Health;
using QaBot.Web.Review;
using QaBot.Web.Telemetry;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.Configuration.AddQaBot(builder.Environment.ContentRootPath).AddCommandLine(args);
    builder.UseDefaultUrl();
    builder.Logging.ExplainFailures();
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddQaBot(builder.Configuration);
    // The bot stops before the chat does, which takes its last answers.
    builder.Services.AddChat(builder.Configuration);
    builder.Services.AddBot(builder.Configuration);
    builder.Services.AddPages(builder.Configuration);
    builder.Services.AddReview(builder.Configuration);
    builder.Services.AddHostedService<CorpusWatcher>();
    builder.Services.AddTelemetryExport(builder.Configuration);

    var app = builder.Build();
    app.UsePages();
    app.MapReview();
    app.MapMessages();
    app.MapTranscripts();
    app.MapHealth();
    app.MapChat();
    await app.CheckAsync();
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (Startup.Explain(e) is { } problem)
{
    await Console.Error.WriteLineAsync(problem);
    return 1;
}
