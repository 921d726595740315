using System.Diagnostics;
using RuleCompiler.Devices.Tests;
using RuleCompiler.Kernels;

namespace RuleCompiler.OnDevice.Tests;

/// <summary>Many kernels compiled to PTX: one call of clang for many texts, a few calls at a time.</summary>
internal static class Ptx
{
    private const int TextsOfACall = 24;

    /// <summary>Compiles kernels and asserts that each is PTX of the architecture that calls nothing from outside.</summary>
    public static void Check(IEnumerable<KernelText> kernels, string architecture)
    {
        string folder = Directory.CreateTempSubdirectory("ptx-").FullName;
        try
        {
            Parallel.ForEach(
                kernels.Chunk(TextsOfACall).Select((texts, call) => (texts, call)),
                one => Check(one.texts, architecture, Path.Combine(folder, $"{one.call}"))
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Check(KernelText[] texts, string architecture, string folder)
    {
        Directory.CreateDirectory(folder);
        for (int k = 0; k < texts.Length; k++)
            File.WriteAllText(Path.Combine(folder, $"k{k:d2}.cu"), texts[k].ToCuda());
        Run(folder, [.. Clang.Arguments(architecture), .. texts.Select((_, k) => $"k{k:d2}.cu")]);
        for (int k = 0; k < texts.Length; k++)
        {
            string ptx = File.ReadAllText(Assert.Single(Directory.GetFiles(folder, $"k{k:d2}*.s")));
            Assert.Contains($".target {architecture}", ptx, StringComparison.Ordinal);
            Assert.Contains($".visible .entry {texts[k].Entry}(", ptx, StringComparison.Ordinal);
            Assert.False(
                ptx.Contains(".extern .func", StringComparison.Ordinal),
                $"{texts[k].Entry} calls from outside:\n{texts[k].Source}"
            );
        }
    }

    private static void Run(string folder, string[] arguments)
    {
        ProcessStartInfo start = new(Clang.Name, arguments) { WorkingDirectory = folder, RedirectStandardError = true };
        using Process clang = Process.Start(start)!;
        string error = clang.StandardError.ReadToEnd();
        clang.WaitForExit();
        Assert.True(clang.ExitCode == 0, error);
    }
}
