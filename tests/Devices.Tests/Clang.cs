namespace RuleCompiler.Devices.Tests;

/// <summary>The clang that compiles CUDA C to PTX, without a GPU and without CUDA.</summary>
internal static class Clang
{
    public static string Name { get; } = Environment.GetEnvironmentVariable("CLANG") ?? "clang-19";

    /// <summary>What compiles CUDA C to an architecture's PTX; what is compiled follows.</summary>
    public static string[] Arguments(string architecture) =>
        [
            "-x",
            "cuda",
            $"--cuda-gpu-arch={architecture}",
            "--cuda-device-only",
            "-nocudainc",
            "-nocudalib",
            "-Werror",
            "-O2",
            "-S",
        ];

    public static string? Missing { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Append("")
            .Any(folder => File.Exists(Path.Combine(folder, Name)))
            ? null
            : $"There is no '{Name}' to compile CUDA C to PTX: install Debian's package clang-19, or name one in CLANG.";
}

/// <summary>Tests that need clang; skipped, by name, where there is none.</summary>
internal sealed class ClangTheoryAttribute : Xunit.TheoryAttribute
{
    public ClangTheoryAttribute() => Skip = Clang.Missing!;
}
