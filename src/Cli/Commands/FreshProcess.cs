using System.Diagnostics;
using System.Reflection;

namespace RuleCompiler.Cli.Commands;

/// <summary>
/// The same command line in a process of its own: after a compilation a process holds some 150 MB of the compiler,
/// which a measurement of memory must not count. The second run finds its plans in the cache.
/// </summary>
internal static class FreshProcess
{
    private const string Mark = "RULEC_FRESH";

    /// <summary>The exit code of the second run; null where this is the second run already, or a program that hosts the tool.</summary>
    public static int? Run()
    {
        string[] line = Environment.GetCommandLineArgs();
        if (
            Environment.GetEnvironmentVariable(Mark) is not null
            || Environment.ProcessPath is not { } program
            || Assembly.GetEntryAssembly() != typeof(FreshProcess).Assembly
        )
            return null;
        // the first argument is the assembly, which only the host called dotnet is told
        bool hosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        ProcessStartInfo start = new(program, hosted ? line : line[1..]) { UseShellExecute = false };
        start.Environment[Mark] = "1";
        using Process second = Process.Start(start)!;
        second.WaitForExit();
        return second.ExitCode;
    }
}
