using System.Runtime.InteropServices;

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

        string rid = RuntimeInformation.RuntimeIdentifier;
        string published = DotnetCommand.Run(
            folder,
            ["publish", "-c", "Release", "-r", rid, "--self-contained", "-p:PublishTrimmed=true", "-o", "trimmed"]
        );
        // the dependency's own reflection over descriptors, which weight files do not use
        Assert.All(
            Lines(published, "warning IL"),
            line => Assert.Contains("Google.Protobuf.dll : warning IL2104", line)
        );
        string program = Path.Combine(
            folder,
            "trimmed",
            OperatingSystem.IsWindows() ? "Application.exe" : "Application"
        );
        Assert.Equal(
            [.. Lines(untrimmed, "declared "), .. Lines(untrimmed, "imported ")],
            DotnetCommand.Program(program).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
        );
    }

    private static IEnumerable<string> Lines(string printed, string holding) =>
        printed.Split(Environment.NewLine).Where(line => line.Contains(holding, StringComparison.Ordinal));
}
