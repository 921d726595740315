using System.Diagnostics;
using System.Globalization;

namespace RuleCompiler.GeneratorBench;

/// <summary>This program in a process of its own, in which nothing is compiled yet.</summary>
internal static class Another
{
    /// <summary>What the generator took there, in milliseconds.</summary>
    /// <exception cref="InvalidOperationException">The process failed.</exception>
    public static double Process()
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, "--once") { RedirectStandardOutput = true };
        using Process process =
            System.Diagnostics.Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? double.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The process ended with {process.ExitCode}.");
    }
}
