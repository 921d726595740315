using System.Diagnostics;
using System.Globalization;

namespace RuleCompiler.Cli.Measuring;

/// <summary>The most memory that the process had in use since a moment, where the system can tell; else since its start.</summary>
internal static class PeakMemory
{
    private const string Reset = "/proc/self/clear_refs";
    private const string Status = "/proc/self/status";

    /// <summary>Gives back what the compiler left, and begins to count anew.</summary>
    public static void Begin()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        try
        {
            if (File.Exists(Reset))
                File.WriteAllText(Reset, "5"); // 5 resets the high-water mark, see proc(5)
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // a container may forbid it; the peak is then that of the whole run
        }
    }

    /// <summary>10⁶ bytes.</summary>
    public static double Megabytes()
    {
        if (File.Exists(Status))
        {
            string? line = File.ReadLines(Status).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            string[] parts = line?.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) ?? [];
            if (parts.Length > 1 && double.TryParse(parts[1], CultureInfo.InvariantCulture, out double kibibytes))
                return kibibytes * 1024 / 1e6;
        }
        using Process self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1e6;
    }
}
