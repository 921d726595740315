using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RuleCompiler.Startup;

/// <summary>A program that was published ReadyToRun into a folder of its own, which goes with the object.</summary>
internal sealed class Published : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rulecompiler-startup-");
    private readonly string program;

    private Published(string project)
    {
        program = Path.Combine(folder.FullName, Path.GetFileName(project));
        string publish = $"publish -c Release -r {Platform} --self-contained false -p:PublishReadyToRun=true";
        // unless it is told, the compiler leaves out what asks for the widest registers
        if (Vector512.IsHardwareAccelerated)
            publish += " -p:ReadyToRunInstructionSet=x86-64-v4";
        Finish("dotnet", $"{publish} -o \"{folder.FullName}\" \"{project}\"");
    }

    /// <summary>The platform that is published for: this one.</summary>
    public static string Platform => RuntimeInformation.RuntimeIdentifier;

    /// <summary>Publishes the project in a folder.</summary>
    /// <exception cref="InvalidOperationException">It does not publish; what the build said is in the message.</exception>
    public static Published Of(string project) => new(project);

    /// <summary>The folder of the programs to measure.</summary>
    public static string Folder([CallerFilePath] string here = "") =>
        Path.GetDirectoryName(Path.GetDirectoryName(here))!;

    /// <summary>Runs it once; milliseconds from the start of the process to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public double Run() => Finish(program, "");

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    private static double Finish(string file, string arguments)
    {
        long begin = Stopwatch.GetTimestamp();
        using Process process =
            Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{file} was not started.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? Stopwatch.GetElapsedTime(begin).TotalMilliseconds
            : throw new InvalidOperationException($"{file} ended with {process.ExitCode}.\n{output}");
    }
}
