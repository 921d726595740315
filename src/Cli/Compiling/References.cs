using Microsoft.CodeAnalysis;

namespace RuleCompiler.Cli.Compiling;

/// <summary>The assemblies that generated code may use: the framework's and the library's.</summary>
internal static class References
{
    private static readonly string[] Ours =
    [
        "RuleCompiler.RuleDsl",
        "RuleCompiler.Kernels",
        "RuleCompiler.Runtime",
        "rulec",
    ];

    public static MetadataReference[] All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => IsNeeded(Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static bool IsNeeded(string name) =>
        Ours.Contains(name)
        || name is "netstandard" or "mscorlib" or "System"
        || (name.StartsWith("System.", StringComparison.Ordinal) && name != "System.CommandLine");
}
