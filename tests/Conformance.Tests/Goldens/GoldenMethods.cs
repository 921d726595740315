namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>How each entry of golden.json is computed.</summary>
internal static class GoldenMethods
{
    /// <summary>By the entry's name. A family of methods has a table of its own, in a file of its own.</summary>
    public static IReadOnlyDictionary<string, GoldenMethod> All { get; } = new[]
        {
            RuleGoldens.Methods,
            AskingGoldens.Methods,
            DeepLiftGoldens.Methods,
            // a further table: a line here, and its ids out of Awaited
        }.SelectMany(table => table).ToDictionary();

    /// <summary>Entries whose method is not written yet. The table of docs/conformance.md says so.</summary>
    public static IReadOnlyCollection<string> Awaited { get; } = [];
}
