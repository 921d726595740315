using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RuleCompiler.Cli.Networks;

namespace RuleCompiler.Bench.Tables;

/// <summary>Runs rulec in a process of its own, as a user would: memory is that of one explainer.</summary>
internal static class RulecRun
{
    /// <exception cref="InvalidOperationException">rulec failed.</exception>
    public static TableRow Measure(string network, string composite, int batch, int threads, int runs)
    {
        string tool = typeof(Subject).Assembly.Location;
        ProcessStartInfo start = new(
            "dotnet",
            [
                tool,
                "bench",
                network,
                "--composite",
                composite,
                "--batch",
                Text(batch),
                "--threads",
                Text(threads),
                "--runs",
                Text(runs),
                "--json",
            ]
        )
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        string json = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? TableRow.Read(composite, JsonDocument.Parse(json).RootElement)
            : throw new InvalidOperationException($"rulec bench {network} ended with {process.ExitCode}.");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
