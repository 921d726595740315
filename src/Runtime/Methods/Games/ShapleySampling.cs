namespace RuleCompiler;

/// <summary>
/// Shapley values as the mean contribution of a group when all join one after another, over random orders. Asks for
/// (groups − 1)·permutations outputs for each reference. Every order's contributions sum to f(x) − f(x0); the error
/// falls as 1/√permutations.
/// </summary>
/// <param name="Permutations">Random orders.</param>
[Source("castro2009polynomial")]
public sealed record ShapleySampling(int Permutations = 25) : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "shapley-sampling";

    /// <inheritdoc/>
    public override bool UsesReferences => true;

    /// <inheritdoc/>
    public override bool UsesGroups => true;

    /// <inheritdoc/>
    public override bool IsStochastic => true;

    /// <inheritdoc/>
    protected override Attribution Run(Query query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Permutations, 1, nameof(Permutations));
        CoalitionGame game = new(query, new Grouping(query));
        int groups = game.Groups.Count;
        int asked = groups - 1; // of each order the ends are known
        game.Expect((long)asked * Permutations);
        double[] sums = new double[groups];
        int[] writing = new int[groups],
            reading = new int[groups];
        double before = 0;
        if (asked == 0)
            sums[0] = Permutations * (game.Full - game.Empty);
        game.Values(
            checked(asked * Permutations),
            (n, kept) =>
            {
                int joined = n % asked;
                if (joined == 0)
                {
                    Order(query, n / asked, writing);
                    kept.Clear();
                }

                kept[writing[joined]] = true;
            },
            (n, value) =>
            {
                int joined = n % asked;
                if (joined == 0)
                {
                    Order(query, n / asked, reading);
                    before = game.Empty;
                }

                sums[reading[joined]] += value - before;
                before = value;
                if (joined == asked - 1)
                    sums[reading[asked]] += game.Full - value;
            }
        );
        return game.Attribution(this, Array.ConvertAll(sums, sum => sum / Permutations), sums: true);
    }

    private static void Order(Query query, int permutation, int[] order)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        SampleRandom random = new(query.Options.Seed, permutation);
        random.Shuffle(order);
    }
}
