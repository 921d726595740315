using System.Diagnostics;
using System.Text.Json;
using RuleCompiler.Cli.Caching;

namespace RuleCompiler.Cli.Tests;

/// <summary>The tool as a process: its exit codes, its streams, Ctrl-C.</summary>
public sealed class ProcessTests : IDisposable
{
    private const int Patience = 120_000;

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void NothingButJsonIsOnStdout()
    {
        (int code, string output, string error) = End(
            Start(
                "explain",
                Workplace.Model,
                "--input",
                _place.PathOf("x.npy"),
                "--target",
                "top",
                "--composite",
                "epsilon-plus",
                "-o",
                _place.PathOf("R.npy"),
                "--json"
            )
        );
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(output).RootElement.ValueKind);
    }

    [Fact]
    public void ABenchThatHadToCompileStartsAgainAndReportsOnce()
    {
        // without a cache the second process has to compile, too; it must not start a third
        string nowhere = _place.Write("file", "");
        foreach (string cache in new[] { _place.Cache, Path.Combine(nowhere, "cache") })
        {
            Environment.SetEnvironmentVariable(PlanCache.Variable, cache);
            (int code, string output, string error) = End(
                Start("bench", "mlp", "--composite", "epsilon-plus", "--runs", "1", "--json")
            );
            Assert.Equal((0, ""), (code, error));
            Assert.Equal(1, JsonDocument.Parse(output).RootElement.GetProperty("runs").GetInt32());
        }
    }

    [Fact]
    public void RunsAtTheSameTimeAgree()
    {
        Process[] runs =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(i =>
                    Start(
                        "explain",
                        "mnist",
                        "--input",
                        _place.PathOf("x.npy"),
                        "--target",
                        "0",
                        "--composite",
                        "epsilon",
                        "-o",
                        _place.PathOf($"R{i}.npy")
                    )
                ),
        ];
        Assert.All(runs, run => Assert.Equal(0, End(run).Code));
        Assert.Single(Directory.GetFiles(_place.Cache));
        byte[] first = File.ReadAllBytes(_place.PathOf("R0.npy"));
        Assert.All([1, 2], i => Assert.Equal(first, File.ReadAllBytes(_place.PathOf($"R{i}.npy"))));
    }

    [Fact]
    public void BadUseEndsWithTwo() => Assert.Equal(2, End(Start("explain")).Code);

    [Fact]
    public void AnInterruptionEndsWith130AndOneLine()
    {
        if (OperatingSystem.IsWindows())
            return; // there is no kill
        Process run = Start("bench", "mnist", "--composite", "epsilon", "--runs", "100000000", "--json");
        // the plan is kept right before the first run of a hundred million
        Assert.True(SpinWait.SpinUntil(PlanIsKept, Patience));
        Assert.False(run.HasExited);
        using Process kill = Process.Start("kill", ["-INT", $"{run.Id}"]);
        (int code, string output, string error) = End(run);
        Assert.Equal((130, ""), (code, output));
        Assert.Equal("rulec: interrupted; nothing was left half-written", error.Trim());
        Assert.Empty(Directory.EnumerateFiles(_place.Folder, "*.tmp", SearchOption.AllDirectories));

        bool PlanIsKept()
        {
            Thread.Sleep(50);
            return Directory.Exists(_place.Cache)
                && Directory
                    .EnumerateFiles(_place.Cache, "*", SearchOption.AllDirectories)
                    .Any(f => !f.EndsWith(".tmp"));
        }
    }

    [Fact]
    public void WithoutALoaderOfDevicesTheReasonIsTold()
    {
        ProcessStartInfo start = Tool("devices");
        start.Environment["RULECOMPILER_OPENCL"] = _place.PathOf("nowhere.so");
        (int code, string output, string error) = End(Process.Start(start)!);
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("There is no OpenCL: RULECOMPILER_OPENCL names '", output, StringComparison.Ordinal);
        Assert.Contains("nowhere.so', which is no library that can be loaded.", output, StringComparison.Ordinal);
    }

    [PoclFact]
    public void OneOfTwoDevicesIsChosenByNameOrNumber()
    {
        (int code, string output, string error) = OnTwo("devices", "--json");
        Assert.Equal((0, ""), (code, error));
        JsonElement[] devices = [.. JsonDocument.Parse(output).RootElement.GetProperty("devices").EnumerateArray()];
        JsonElement[] openCl = [.. devices.Where(d => d.GetProperty("backend").GetString() == "OpenCL")];
        Assert.Equal([1, 2], openCl.Select(d => d.GetProperty("number").GetInt32()));
        string[] names = [.. openCl.Select(d => d.GetProperty("name").GetString()!)];
        Assert.Contains(names, name => name.StartsWith("basic", StringComparison.Ordinal));
        Assert.Contains(names, name => name.StartsWith("pthread", StringComparison.Ordinal));

        Assert.Contains($"'portable' fits several devices, #1 {names[0]} (", Refused("opencl:portable"));
        Assert.Contains("No OpenCL device called '#3' is here", Refused("opencl:#3"));

        string Refused(string device)
        {
            (int code, string output, string error) = OnTwo(
                "explain",
                "mnist",
                "--input",
                _place.PathOf("x.npy"),
                "--target",
                "0",
                "--composite",
                "epsilon",
                "-o",
                _place.PathOf("R.npy"),
                "--device",
                device
            );
            Assert.Equal((1, ""), (code, output));
            return error;
        }

        (int Code, string Output, string Error) OnTwo(params string[] arguments)
        {
            ProcessStartInfo start = Tool(arguments);
            start.Environment["POCL_DEVICES"] = "pthread basic";
            return End(Process.Start(start)!);
        }
    }

    private Process Start(params string[] arguments) => Process.Start(Tool(arguments))!;

    private ProcessStartInfo Tool(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "rulec.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[PlanCache.Variable] = _place.Cache;
        return start;
    }

    private static (int Code, string Output, string Error) End(Process process)
    {
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                Assert.Fail("The tool did not end.");
            }
            return (process.ExitCode, output.Result, error.Result);
        }
    }
}
