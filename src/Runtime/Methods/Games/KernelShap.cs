using System.Numerics;

namespace RuleCompiler;

/// <summary>
/// Shapley values as the weighted least squares that explain v(S) by a sum of values, with weights
/// (n−1)/(C(n,s)·s·(n−s)) and Σφ = f(x) − f(x0) held exactly. Where the budget holds all 2ⁿ − 2 coalitions, all are
/// asked and the values are exact; otherwise coalitions are drawn by their weights, each with its complement.
/// </summary>
/// <param name="Samples">Most coalitions that are asked, for each reference; drawn ones come in pairs.</param>
[Source("lundberg2017unified", Eq = "theorem 2")]
[Source("covert2021improving")]
public sealed record KernelShap(int Samples = 2048) : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "kernel-shap";

    /// <inheritdoc/>
    public override bool UsesReferences => true;

    /// <inheritdoc/>
    public override bool UsesGroups => true;

    /// <inheritdoc/>
    public override bool IsStochastic => true;

    /// <inheritdoc/>
    protected override Attribution Run(Query query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Samples, 2, nameof(Samples));
        CoalitionGame game = new(query, new Grouping(query));
        int groups = game.Groups.Count;
        ConstrainedValues values = new(groups, game.Full - game.Empty);
        if (Coalition.AllFit(groups, less: 2, Samples))
            Enumerate(game, values);
        else
            Draw(game, values, query.Options.Seed);
        double[] shapley =
            values.Solve(query.Options.CancellationToken)
            ?? throw new InvalidOperationException(
                $"{Samples} coalitions do not determine the values of {groups} {game.Groups.Names}; raise Samples, or put "
                    + "numbers together by groups."
            );
        return game.Attribution(this, shapley, sums: true);
    }

    private static void Enumerate(CoalitionGame game, ConstrainedValues values)
    {
        int groups = game.Groups.Count;
        if (groups == 1)
            return;
        double[] all = ExactShapley.AllCoalitions(game);
        bool[] kept = new bool[groups];
        for (int coalition = 1; coalition < all.Length - 1; coalition++)
        {
            Coalition.OfBits(coalition, kept);
            double weight = Weight(groups, BitOperations.PopCount((uint)coalition));
            values.Add(kept, all[coalition] - game.Empty, weight);
        }
    }

    private void Draw(CoalitionGame game, ConstrainedValues values, ulong seed)
    {
        int groups = game.Groups.Count;
        int pairs = Samples / 2;
        game.Expect(2L * pairs);
        bool[][] drawn = [.. Enumerable.Range(0, pairs).Select(pair => DrawnCoalition(groups, seed, pair))];
        game.Values(
            2 * pairs,
            (n, kept) => Member(drawn, n, kept),
            (n, value) =>
            {
                bool[] kept = new bool[groups];
                Member(drawn, n, kept);
                values.Add(kept, value - game.Empty, 1);
            }
        );
    }

    /// <summary>A drawn coalition, or its complement where the number is odd.</summary>
    private static void Member(bool[][] drawn, int n, Span<bool> kept)
    {
        for (int i = 0; i < kept.Length; i++)
            kept[i] = drawn[n / 2][i] ^ (n % 2 == 1);
    }

    /// <summary>A size s with probability in proportion to 1/(s(n − s)), then groups of that number, all alike.</summary>
    private static bool[] DrawnCoalition(int groups, ulong seed, int pair)
    {
        SampleRandom random = new(seed, pair);
        double total = 0;
        for (int s = 1; s < groups; s++)
            total += 1.0 / ((double)s * (groups - s));
        double rest = random.Uniform() * total;
        int size = 1;
        while (size < groups - 1 && (rest -= 1.0 / ((double)size * (groups - size))) >= 0)
            size++;

        int[] order = [.. Enumerable.Range(0, groups)];
        random.Shuffle(order);
        bool[] kept = new bool[groups];
        foreach (int group in order.AsSpan(0, size))
            kept[group] = true;
        return kept;
    }

    /// <summary>The Shapley kernel of a coalition.</summary>
    private static double Weight(int groups, int size)
    {
        double subsets = 1;
        for (int k = 1; k <= size; k++)
            subsets = subsets * (groups - size + k) / k;
        return (groups - 1) / (subsets * size * (groups - size));
    }
}
