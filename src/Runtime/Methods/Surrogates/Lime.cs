namespace RuleCompiler;

/// <summary>
/// A linear model of the output over which groups are kept, fitted where coalitions are near the input; its
/// coefficients are the groups' values. Groups are a picture's segments, or numbers of a table (for a table's
/// training statistics see <see cref="TabularLime"/>).
/// </summary>
/// <remarks>
/// The kernel is exp(−d²/2w²): Captum's with its defaults; that of the lime package for pictures with
/// <c>KernelWidth: 0.25, Distance: CosineOfCoalitions, Ridge: 1</c>. Where the budget holds all 2ⁿ − 1 coalitions that
/// keep something, all are asked; otherwise the first is the input itself and the others keep each group with
/// probability ½.
/// </remarks>
/// <param name="Samples">Most coalitions that are asked, for each reference.</param>
/// <param name="KernelWidth">The kernel's width w.</param>
/// <param name="Distance">How far a sample is from the input.</param>
/// <param name="Ridge">What squares of coefficients cost; 0 for least squares. The intercept costs nothing.</param>
[Source("ribeiro2016should", Eq = "2")]
public sealed record Lime(
    int Samples = 1000,
    double KernelWidth = 1,
    LimeDistance Distance = LimeDistance.CosineOfInputs,
    double Ridge = 0
) : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "lime";

    /// <inheritdoc/>
    public override bool UsesReferences => true;

    /// <inheritdoc/>
    public override bool UsesGroups => true;

    /// <inheritdoc/>
    public override bool IsStochastic => true;

    /// <inheritdoc/>
    protected override Attribution Run(Query query)
    {
        SurrogateCheck.Parameters(Samples, KernelWidth, Ridge);
        if (!Enum.IsDefined(Distance))
            throw new ArgumentOutOfRangeException(
                nameof(Distance),
                Distance,
                $"There is no such distance; choose one of {string.Join(", ", Enum.GetNames<LimeDistance>())}."
            );
        if (query.References.Count > 1)
            throw new ArgumentException(
                "A sample's distance from the input is measured for one reference; give one.",
                nameof(AttributionOptions.References)
            );
        CoalitionGame game = new(query, new Grouping(query));
        int groups = game.Groups.Count;
        bool all = Coalition.AllFit(groups, less: 1, Samples);
        int count = all ? (1 << groups) - 1 : Samples;
        game.Expect(count);
        LinearSurrogate surrogate = new(groups);
        Queue<(double[] Row, double Weight)> asked = [];
        double[] sample = new double[query.Input.Length];
        game.Values(
            count,
            (n, kept) =>
            {
                if (all)
                    Coalition.OfBits(n + 1, kept);
                else
                    Draw(query.Options.Seed, n, kept);
                game.Groups.Mix(query.Input, query.References[0], kept, sample);
                double[] row = Coalition.Numbers(kept);
                asked.Enqueue((row, Weight(query.Input, sample, row)));
            },
            (_, value) =>
            {
                (double[] row, double weight) = asked.Dequeue();
                surrogate.Add(row, value, weight);
            }
        );
        return game.Attribution(this, surrogate.Coefficients(Ridge, query.Options.CancellationToken), sums: false);
    }

    private double Weight(double[] input, double[] sample, double[] row)
    {
        double distance = Distance switch
        {
            LimeDistance.CosineOfInputs => Distances.Cosine(input, sample),
            LimeDistance.EuclideanOfInputs => Distances.Euclidean(input, sample),
            _ => Distances.Cosine([.. row.Select(_ => 1.0)], row),
        };
        return Math.Exp(-distance * distance / (2 * KernelWidth * KernelWidth));
    }

    private static void Draw(ulong seed, int sample, Span<bool> kept)
    {
        SampleRandom random = new(seed, sample);
        foreach (ref bool group in kept)
            group = sample == 0 || random.Uniform() < 0.5;
    }
}

/// <summary>How far a sample of <see cref="Lime"/> is from the input.</summary>
public enum LimeDistance
{
    /// <summary>1 − cos of the angle between input and sample; 1 where the sample is all zeros.</summary>
    CosineOfInputs,

    /// <summary>The length of their difference.</summary>
    EuclideanOfInputs,

    /// <summary>1 − cos of the angle between all ones and which groups are kept.</summary>
    CosineOfCoalitions,
}
