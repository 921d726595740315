using System.Diagnostics;
using System.Text;

namespace RuleCompiler.Packages.Tests;

/// <summary>Runs programs and says what they printed.</summary>
internal static class DotnetCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <summary>Runs <c>dotnet</c>, which must succeed.</summary>
    /// <returns>What it printed.</returns>
    public static string Run(string folder, params string[] arguments)
    {
        (int exit, string printed) = Start("dotnet", folder, arguments);
        Assert.True(exit == 0, $"dotnet {string.Join(' ', arguments)} in {folder} ended with {exit}:\n{printed}");
        return printed;
    }

    /// <summary>Runs <c>dotnet</c>, which must fail.</summary>
    /// <returns>What it printed.</returns>
    public static string Fail(string folder, params string[] arguments)
    {
        (int exit, string printed) = Start("dotnet", folder, arguments);
        Assert.True(exit != 0, $"dotnet {string.Join(' ', arguments)} in {folder} succeeded:\n{printed}");
        return printed;
    }

    /// <summary>Runs a program, which must succeed.</summary>
    /// <returns>What it printed.</returns>
    public static string Program(string file, params (string Name, string Value)[] environment)
    {
        (int exit, string printed) = Start(file, Path.GetDirectoryName(file)!, [], environment);
        Assert.True(exit == 0, $"{file} ended with {exit}:\n{printed}");
        return printed;
    }

    private static (int Exit, string Printed) Start(
        string file,
        string folder,
        string[] arguments,
        params (string Name, string Value)[] environment
    )
    {
        ProcessStartInfo start = new(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // what the test run tells its own MSBuild is not for the strangers' one
        foreach (string name in start.Environment.Keys.Where(OfThisBuild).ToArray())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        // processes that stay would hold the pipes below open
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        StringBuilder printed = new();
        process.OutputDataReceived += Receive;
        process.ErrorDataReceived += Receive;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Patience))
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return (process.ExitCode, printed.ToString());

        void Receive(object sender, DataReceivedEventArgs line)
        {
            lock (printed)
                printed.AppendLine(line.Data);
        }
    }

    private static bool OfThisBuild(string name) =>
        name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name is "DOTNET_HOST_PATH" or "DOTNET_ROOT_X64";
}
