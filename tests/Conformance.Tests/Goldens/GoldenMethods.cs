namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>How each entry of golden.json is computed.</summary>
internal static class GoldenMethods
{
    /// <summary>By the entry's name. A family of methods has a table of its own, in a file of its own.</summary>
    public static IReadOnlyDictionary<string, GoldenMethod> All { get; } =
        new[] { RuleGoldens.Methods, DeepLiftGoldens.Methods, AskingGoldens.Methods }
            .SelectMany(table => table)
            .ToDictionary();
}
