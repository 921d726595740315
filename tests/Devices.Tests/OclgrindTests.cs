using System.Diagnostics;

namespace RuleCompiler.Devices.Tests;

/// <summary>The simulator of OpenCL devices that looks at every access.</summary>
internal static class Oclgrind
{
    private static string Library { get; } =
        Environment.GetEnvironmentVariable("OCLGRIND_ICD") ?? "/usr/lib/oclgrind/liboclgrind-rt-icd.so";

    public static string? Missing { get; } =
        File.Exists(Library)
            ? null
            : $"There is no '{Library}' to search kernels for races: install Debian's package oclgrind, or name its liboclgrind-rt-icd.so in OCLGRIND_ICD.";

    /// <summary>Runs what is named of <see cref="Simulated"/> in a process of its own and gives what the simulator found.</summary>
    public static string[] FindingsOf(string what)
    {
        string folder = Directory.CreateTempSubdirectory("oclgrind-tests-").FullName;
        try
        {
            string log = Path.Combine(folder, "found.log");
            File.WriteAllText(Path.Combine(folder, "oclgrind.icd"), Library + "\n");
            string host = Environment.ProcessPath ?? "";
            ProcessStartInfo start = new(
                Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
                ["exec", typeof(Oclgrind).Assembly.Location, what]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["OCL_ICD_VENDORS"] = folder;
            start.Environment["OCLGRIND_DATA_RACES"] = "1";
            start.Environment["OCLGRIND_LOG"] = log;
            using Process child = Process.Start(start)!;
            Task<string> output = child.StandardOutput.ReadToEndAsync(),
                error = child.StandardError.ReadToEndAsync();
            child.WaitForExit();
            Assert.True(child.ExitCode == 0, $"{output.Result}{error.Result}");
            return File.Exists(log) ? [.. File.ReadAllLines(log).Where(line => line.Length > 0)] : [];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>A test that needs oclgrind; skipped, by name, where there is none.</summary>
internal sealed class OclgrindFactAttribute : FactAttribute
{
    public OclgrindFactAttribute() => Skip = Oclgrind.Missing!;
}

/// <summary>Tests that need oclgrind; skipped, by name, where there is none.</summary>
internal sealed class OclgrindTheoryAttribute : TheoryAttribute
{
    public OclgrindTheoryAttribute() => Skip = Oclgrind.Missing!;
}

/// <summary>No text reads or writes outside of its memories, no two items race.</summary>
public sealed class OclgrindTests
{
    [OclgrindFact]
    public void NothingIsFoundInTheTexts() => Assert.Empty(Oclgrind.FindingsOf(Simulated.Texts));

    [OclgrindTheory]
    [InlineData(Simulated.LocalRace, "data race at local memory")]
    [InlineData(Simulated.GlobalRace, "data race at global memory")]
    [InlineData(Simulated.WriteBeyond, "Invalid write of size 4 at global memory")]
    [InlineData(Simulated.ReadBefore, "Invalid read of size 4 at global memory")]
    public void FaultsAreFound(string what, string finding) =>
        Assert.Contains(Oclgrind.FindingsOf(what), line => line.Contains(finding, StringComparison.OrdinalIgnoreCase));
}
