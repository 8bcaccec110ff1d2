using BenchmarkDotNet.Running;
using QaBot.Benchmarks;

if (args is ["chat-load", .. var options])
    return await ChatLoad.RunAsync(options);
BenchmarkSwitcher.FromAssembly(typeof(ChatLoad).Assembly).Run(args);
return 0;
