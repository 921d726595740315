namespace RuleCompiler.Packages.Tests;

/// <summary>A package of rules that strangers write, used by other strangers who reference it and nothing else.</summary>
[Collection(nameof(Feed))]
public sealed class RuleLibraryTests(PackageFeed feed)
{
    /// <summary>(a·w)⁺·|a| is 1, 4 and 0 for x = (1, 2, 3) and w = (1, 1, −1): a fifth, four fifths and nothing.</summary>
    private const string Shares = "0.2000 0.8000 0.0000";

    [Fact]
    public void Serves_its_rules_and_composites_as_a_package()
    {
        DotnetCommand.Run(feed.Project("RuleLibrary"), "pack", "-c", "Release", "-o", feed.Packages);
        string printed = DotnetCommand.Run(feed.Project("LibraryUser"), "run", "-c", "Release");
        Assert.Contains($"composite {Shares}", printed);
        Assert.Contains($"rule {Shares}", printed);
    }
}
