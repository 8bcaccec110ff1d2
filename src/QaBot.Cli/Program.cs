using QaBot.Cli;

return await CommandLine.RunAsync(args, Terminal.OfProcess());
