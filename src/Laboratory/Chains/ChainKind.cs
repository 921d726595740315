namespace RuleCompiler.Laboratory.Chains;

/// <summary>How the matrices of a random chain are made from numbers w of N(0, 1) (sixt2020when, appendix B, Fig. 7).</summary>
/// <param name="Name">What the series is called.</param>
public abstract record ChainKind(string Name)
{
    /// <summary>The numbers as they are.</summary>
    public static ChainKind Vanilla { get; } = new Entrywise("vanilla", w => w);

    /// <summary>The numbers as they are, and max(0, ·) of each column after each product.</summary>
    public static ChainKind Rectified { get; } = new Entrywise("ReLU", w => w) { RectifiesProducts = true };

    /// <summary>max(0, w): half of the entries are zero.</summary>
    public static ChainKind NonNegative { get; } = new Entrywise("non-negative", w => Math.Max(0, w));

    /// <summary>|w|</summary>
    public static ChainKind Positive { get; } = new Entrywise("positive", Math.Abs);

    /// <summary>|w|, each column divided by its sum.</summary>
    public static ChainKind Stochastic { get; } = new Entrywise("stochastic", Math.Abs) { DividesColumnsBySums = true };

    /// <summary>The kinds of Fig. 7a; its learned weights are not among them.</summary>
    public static IReadOnlyList<ChainKind> All { get; } = [Vanilla, Rectified, NonNegative, Positive, Stochastic];

    /// <summary>Whether negative numbers become 0 after each product.</summary>
    public bool RectifiesProducts { get; private init; }

    /// <summary>Whether each column is divided by its sum.</summary>
    public bool DividesColumnsBySums { get; private init; }

    /// <summary>αW⁺ + βW⁻ with W⁺ = max(0, W) and W⁻ = min(0, W): slightly negative matrices (Fig. 7b).</summary>
    public static ChainKind Weighted(double alpha, double beta) =>
        new Entrywise(FormattableString.Invariant($"α={alpha} β={beta}"), w => w > 0 ? alpha * w : beta * w);

    /// <summary>The entry made of a number of N(0, 1).</summary>
    public abstract double Entry(double normal);

    private sealed record Entrywise(string Name, Func<double, double> Of) : ChainKind(Name)
    {
        public override double Entry(double normal) => Of(normal);
    }
}
