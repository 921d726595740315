using RuleCompiler;

namespace BinaryStrings;

/// <summary>The order in which a relevance map fixes components, and whether it finds the block.</summary>
/// <param name="Name">The method.</param>
/// <param name="Relevance">Its relevance, [16].</param>
/// <param name="Order">The components, the most relevant first; ties are broken at random.</param>
/// <param name="Gap">
/// The least relevance in the block less the largest beside it, in parts of the largest amount: positive where the five
/// most relevant components are the block.
/// </param>
internal sealed record Ranking(string Name, double[] Relevance, int[] Order, double Gap)
{
    public bool FindsBlock => Gap > 0;

    public static Ranking Of(string name, double[] relevance, Signal signal)
    {
        int[] order = [.. Enumerable.Range(0, relevance.Length)];
        new SampleRandom(3, signal.Word).Shuffle(order);
        double[] inside = [.. relevance.Where((_, i) => (signal.Block >> i & 1) != 0)],
            outside = [.. relevance.Where((_, i) => (signal.Block >> i & 1) == 0)];
        double largest = relevance.Max(Math.Abs);
        return new(
            name,
            relevance,
            [.. order.OrderByDescending(i => relevance[i])],
            largest == 0 ? 0 : (inside.Min() - outside.Max()) / largest
        );
    }
}
