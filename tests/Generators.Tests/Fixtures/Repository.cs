using System.Runtime.CompilerServices;

namespace RuleCompiler.Generators.Tests.Fixtures;

/// <summary>Where the repository lies, found from where this file was compiled.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find([CallerFilePath] string here = "")
    {
        for (DirectoryInfo? at = Directory.GetParent(here); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "RuleCompiler.sln")))
                return at.FullName;
        }

        throw new DirectoryNotFoundException($"No RuleCompiler.sln lies above {here}.");
    }
}
