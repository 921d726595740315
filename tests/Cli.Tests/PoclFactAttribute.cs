namespace RuleCompiler.Cli.Tests;

/// <summary>A test that needs PoCL, which can be told to show several devices; skipped, by name, where it is missing.</summary>
internal sealed class PoclFactAttribute : FactAttribute
{
    private const string Pocl = "Portable Computing Language";

    private static readonly string? Missing = Device.All(out _).Any(d => d.Platform == Pocl)
        ? null
        : "There is no PoCL: install Debian's package pocl-opencl-icd.";

    public PoclFactAttribute() => Skip = Missing!;
}
