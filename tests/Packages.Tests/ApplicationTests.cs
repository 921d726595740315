using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace RuleCompiler.Packages.Tests;

/// <summary>A program outside of the repository that references the package and nothing else.</summary>
[Collection(nameof(Feed))]
public sealed class ApplicationTests(PackageFeed feed)
{
    /// <summary>
    /// x = (1, 2, −1) gives the hidden units 2 and 0 and the output 3·2 = 6, which ε gives to the first unit alone. Its
    /// contributions (a·w)⁺·|w| are 1, 2 and 0, so the inputs get 2, 4 and 0.
    /// </summary>
    private const string Declared = "declared 6.0000: 2.0000 4.0000 0.0000";

    /// <summary>The logits of three dense layers, multiplied out from the file's tensors in double precision.</summary>
    private const string Imported = "imported -4.0259 4.0876: ";

    [Fact]
    public void Builds_runs_and_runs_trimmed()
    {
        string folder = feed.Project("Application");
        PackageFeed.Model(folder, "models", "titanic-mlp.onnx");

        string untrimmed = DotnetCommand.Run(folder, "run", "-c", "Release");
        Assert.Contains(Declared, untrimmed);
        Assert.Contains(Imported, untrimmed);

        string published = Publish(folder, "trimmed", "--self-contained", "-p:PublishTrimmed=true");
        // the dependency's own reflection over descriptors, which weight files do not use
        Assert.All(
            Lines(published, "warning IL"),
            line => Assert.Contains("Google.Protobuf.dll : warning IL2104", line)
        );
        Assert.Equal(
            [.. Lines(untrimmed, "declared "), .. Lines(untrimmed, "imported ")],
            DotnetCommand
                .Program(Program(folder, "trimmed"))
                .Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
        );
    }

    /// <summary>Kernels over the program's formulas are compiled when it is published, not when it starts.</summary>
    [Fact]
    public void Starts_with_precompiled_kernels()
    {
        string folder = feed.Project("Application", called: "Ready");
        PackageFeed.Model(folder, "models", "titanic-mlp.onnx");
        // unless it is told, the compiler leaves out what asks for the widest registers
        string registers = Vector512.IsHardwareAccelerated ? "x86-64-v4" : "";
        Publish(folder, "ready", "--self-contained", "false", $"-p:ReadyToRunInstructionSet={registers}");

        string compiled = Path.Combine(folder, "compiled.txt");
        string printed = DotnetCommand.Program(
            Program(folder, "ready"),
            ("DOTNET_JitDisasmSummary", "1"),
            ("DOTNET_JitStdOutFile", compiled)
        );
        Assert.Contains(Declared, printed);
        Assert.Contains(Imported, printed);
        string[] lines = File.ReadAllLines(compiled);
        Assert.NotEmpty(lines);
        // what is optimised from its first call is never precompiled
        string[] kernels = [.. lines.Where(l => l.Contains("RuleCompiler.Kernels.") && !l.Contains("FullOpts"))];
        Assert.True(kernels.Length < 10, string.Join('\n', kernels));
    }

    /// <summary>A compiler on .NET takes the generator that needs no JIT, where the package was packed on its platform.</summary>
    [Fact]
    public void Compiles_with_one_generator()
    {
        string folder = feed.Project("Application", called: "Ahead");
        string[] analyzers = Generators(folder);
        Assert.Contains(Path.Combine("tasks", "ahead"), Assert.Single(analyzers));
        string common = Assert.Single(Generators(folder, "-p:RuleCompilerAheadGenerator=none"));
        Assert.Contains(Path.Combine("analyzers", "dotnet"), common);
    }

    private static string[] Generators(string folder, params string[] more)
    {
        DotnetCommand.Run(folder, "restore");
        string[] ask = ["build", "-t:AddRuleCompilerGenerator", "-getItem:Analyzer", "--no-restore", .. more];
        using JsonDocument items = JsonDocument.Parse(DotnetCommand.Run(folder, ask));
        return
        [
            .. items
                .RootElement.GetProperty("Items")
                .GetProperty("Analyzer")
                .EnumerateArray()
                .Select(item => item.GetProperty("FullPath").GetString()!)
                .Where(path => Path.GetFileName(path) == "RuleCompiler.Generators.dll"),
        ];
    }

    private static string Publish(string folder, string into, params string[] more)
    {
        string[] ask = ["publish", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", into];
        return DotnetCommand.Run(folder, [.. ask, "-p:PublishReadyToRun=true", .. more]);
    }

    private static string Program(string folder, string published) =>
        Path.Combine(folder, published, OperatingSystem.IsWindows() ? "Application.exe" : "Application");

    private static IEnumerable<string> Lines(string printed, string holding) =>
        printed.Split(Environment.NewLine).Where(line => line.Contains(holding, StringComparison.Ordinal));
}
