namespace RuleCompiler.TestData;

/// <summary>Finds the repository's test data from wherever the tests run.</summary>
internal static class TestFiles
{
    private static readonly string[] Folders =
    [
        "tests/Data",
        "examples/QuickStart/data",
        "examples/Detypify",
        "examples/Face",
        "examples/Rank1Study",
    ];

    /// <summary>The repository's root: the folder above the tests that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The full path of a file of tests/Data or, failing that, of an example.</summary>
    /// <exception cref="FileNotFoundException">None has it.</exception>
    public static string Path(string name) =>
        Folders.Select(folder => System.IO.Path.Combine(Root, folder, name)).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"None of {string.Join(", ", Folders)} holds '{name}'.", name);

    private static string FindRoot()
    {
        string start = Environment.GetEnvironmentVariable("RULECOMPILER_ROOT") ?? AppContext.BaseDirectory;
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "RuleCompiler.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException(
            $"No folder above {start} holds RuleCompiler.sln; set RULECOMPILER_ROOT to the repository."
        );
    }
}
