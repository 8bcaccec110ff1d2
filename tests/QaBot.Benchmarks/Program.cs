using BenchmarkDotNet.Running;
using QaBot.Benchmarks;

if (args is ["chat-load", .. var options])
    return await ChatLoad.RunAsync(options);
if (args is ["review-load", .. var reviewing])
    return await ReviewLoad.RunAsync(reviewing);
BenchmarkSwitcher.FromAssembly(typeof(ChatLoad).Assembly).Run(args);
return 0;
