namespace RuleCompiler.Conformance.Tests.OnnxSuite;

/// <summary>Where ONNX's backend tests lie: Debian's package libonnx-testdata, or where a variable says.</summary>
internal static class SuiteFolder
{
    public const string Variable = "ONNX_TESTDATA";

    private const string Debian = "/usr/share/libonnx-testdata/data";

    /// <summary>The collections of tests; <c>real</c> is left out, its models are not in the package.</summary>
    private static readonly string[] Collections = ["node", "simple", "pytorch-converted", "pytorch-operator"];

    public static string Path { get; } = Environment.GetEnvironmentVariable(Variable) ?? Debian;

    public static bool Exists => Directory.Exists(System.IO.Path.Combine(Path, Collections[0]));

    /// <summary>The folders of all tests, in order of their names.</summary>
    public static IEnumerable<string> Tests =>
        Collections
            .Select(collection => System.IO.Path.Combine(Path, collection))
            .Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories)
            .Where(test => File.Exists(System.IO.Path.Combine(test, "model.onnx")))
            .Order(StringComparer.Ordinal);
}

/// <summary>A test that needs ONNX's backend tests; skipped where they are not installed.</summary>
internal sealed class SuiteFactAttribute : FactAttribute
{
    public SuiteFactAttribute()
    {
        if (!SuiteFolder.Exists)
        {
            Skip =
                $"ONNX's backend tests are not in {SuiteFolder.Path}: install Debian's package libonnx-testdata, or set "
                + $"{SuiteFolder.Variable} to the folder that holds 'node'.";
        }
    }
}
