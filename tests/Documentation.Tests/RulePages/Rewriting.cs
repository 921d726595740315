namespace RuleCompiler.Documentation.Tests.RulePages;

/// <summary>Whether what is generated is to be written, not compared.</summary>
internal static class Rewriting
{
    public const string Variable = "RULECOMPILER_REWRITE";

    public const string Command = $"{Variable}=1 dotnet test -c Release tests/Documentation.Tests --filter RulePages";

    public static bool IsAsked => Environment.GetEnvironmentVariable(Variable) == "1";

    /// <summary>Writes a page where that is asked, else compares it.</summary>
    public static void WriteOrCompare(string page, string text)
    {
        string path = Path.Combine(Repository.Root, page);
        if (IsAsked)
            File.WriteAllText(path, text);
        Assert.True(File.Exists(path), $"{page} is missing; {Command} writes it.");
        Assert.True(
            File.ReadAllText(path).ReplaceLineEndings("\n") == text,
            $"{page} says something else than the sources; {Command} writes it anew."
        );
    }
}
