namespace RuleCompiler.Laboratory.Pages;

/// <summary>What the compiler proves of the entries of a layer's propagation matrix.</summary>
public enum MatrixSign
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>No entry is negative, for any input and any weights.</summary>
    NonNegative,

    /// <summary>No entry is positive.</summary>
    NonPositive,

    /// <summary>Entries of both signs occur.</summary>
    Mixed,
}

/// <summary>The proofs: a table of methods and layers, with the longest non-negative chain of each.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Layers">The layers' names, the top layer first.</param>
/// <param name="Methods">What is proven of each method.</param>
public sealed record Findings(string Title, IReadOnlyList<string> Layers, IReadOnlyList<Finding> Methods)
    : PageSection(Title)
{
    internal override void Check()
    {
        if (Layers.Count == 0 || Methods.Count == 0)
            throw Refuse("a table of proofs needs at least one layer and one method.");
        if (Methods.FirstOrDefault(m => m.Signs.Count != Layers.Count) is { } odd)
            throw Refuse($"'{odd.Name}' has {odd.Signs.Count} signs for {Layers.Count} layers.");
    }
}

/// <summary>What is proven of a method.</summary>
/// <param name="Name">The method.</param>
/// <param name="Signs">The sign of each layer's propagation matrix, the top layer first.</param>
/// <param name="Statement">What it means, in a sentence; empty lets the page say how long the chain is.</param>
public sealed record Finding(string Name, IReadOnlyList<MatrixSign> Signs, string Statement = "")
{
    /// <summary>
    /// The layers that stand out, of a network whose layers branch: neighbours in the table need not follow each other
    /// there. Null takes <see cref="LongestChain"/>.
    /// </summary>
    public IReadOnlySet<string>? Chain { get; init; }

    /// <summary>The longest run of non-negative layers: its first index and its length, which is 0 if there is none.</summary>
    /// <remarks>Of runs of one length the lowest is taken: nothing below it can bring back what it lost.</remarks>
    public (int First, int Count) LongestChain
    {
        get
        {
            (int First, int Count) longest = (0, 0);
            int run = 0;
            for (int i = 0; i < Signs.Count; i++)
            {
                run = Signs[i] == MatrixSign.NonNegative ? run + 1 : 0;
                if (run > 0 && run >= longest.Count)
                    longest = (i - run + 1, run);
            }

            return longest;
        }
    }
}
