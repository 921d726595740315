using System.Numerics;

namespace RuleCompiler;

/// <summary>
/// Shapley values by all coalitions: φ_i = Σ_S |S|!(n−|S|−1)!/n! (v(S ∪ i) − v(S)), for at most 16 groups. Asks for
/// 2ⁿ outputs for each reference. Exact but for rounding; the values sum to f(x) − f(x0).
/// </summary>
[Source("shapley1953value")]
[Source("lundberg2017unified", Eq = "8")]
public sealed record ExactShapley() : AttributionMethod
{
    private const int Most = 16;

    /// <inheritdoc/>
    public override string Name => "shapley";

    /// <inheritdoc/>
    public override bool UsesReferences => true;

    /// <inheritdoc/>
    public override bool UsesGroups => true;

    /// <inheritdoc/>
    protected override Attribution Run(Query query)
    {
        Grouping grouping = new(query);
        int groups = grouping.Count;
        if (groups > Most)
            throw new ArgumentException(
                $"Exact Shapley values of {groups} {grouping.Names} would take 2^{groups} coalitions; give at most {Most} "
                    + "groups, or use shapley-sampling or kernel-shap.",
                nameof(AttributionOptions.Groups)
            );

        CoalitionGame game = new(query, grouping);
        double[] values = AllCoalitions(game);
        double[] share = Shares(groups);
        double[] shapley = new double[groups];
        for (int coalition = 0; coalition < values.Length; coalition++)
        {
            int size = BitOperations.PopCount((uint)coalition);
            for (int i = 0; i < groups; i++)
            {
                bool member = (coalition >> i & 1) != 0;
                shapley[i] += member ? share[size - 1] * values[coalition] : -share[size] * values[coalition];
            }
        }

        return game.Attribution(this, shapley, sums: true);
    }

    /// <summary>v of each coalition; bit i says whether group i is kept.</summary>
    internal static double[] AllCoalitions(CoalitionGame game)
    {
        double[] values = new double[1 << game.Groups.Count];
        game.Expect(values.Length - 2);
        (values[0], values[^1]) = (game.Empty, game.Full);
        game.Values(values.Length - 2, (n, kept) => Coalition.OfBits(n + 1, kept), (n, value) => values[n + 1] = value);
        return values;
    }

    /// <summary>s!(n−s−1)!/n! for s from 0; the last place is for the full coalition, which nobody joins.</summary>
    private static double[] Shares(int groups)
    {
        double[] share = new double[groups + 1];
        share[0] = 1.0 / groups;
        for (int s = 1; s < groups; s++)
            share[s] = share[s - 1] * s / (groups - s);
        return share;
    }
}
