using System.Diagnostics;
using System.Runtime.InteropServices;

namespace QaBot.Testing;

/// <summary>Asks a process to end, the Unix way.</summary>
internal static class UnixSignals
{
    private const int Sigint = 2;
    private const int Sigterm = 15;

    public static void Interrupt(this Process process) => Send(process, Sigint);

    public static void Terminate(this Process process) => Send(process, Sigterm);

    private static void Send(Process process, int signal)
    {
        if (Kill(process.Id, signal) != 0)
            throw new InvalidOperationException($"Process {process.Id} did not take the signal {signal}: error {Marshal.GetLastPInvokeError()}.");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
