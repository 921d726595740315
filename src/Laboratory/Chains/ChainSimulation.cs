namespace RuleCompiler.Laboratory.Chains;

/// <summary>
/// How fast the columns of a product of random matrices become parallel, as Fig. 7 of Sixt et al. 2020 shows it
/// (sixt2020when, appendix B). The same seed gives the same numbers.
/// </summary>
/// <remarks>
/// Columns start as those of the topmost matrix and go down, as relevance does: v ← A·v. Each is set to length 1 after
/// each product, which changes no angle. Matrices are never stored: an entry is made when its product is formed.
/// </remarks>
public sealed record ChainSimulation
{
    /// <summary>
    /// Units of the layers from the top down: matrix n is [Sizes[n + 1], Sizes[n]]. VGG-16's unless given, its kernels
    /// taken as 1×1.
    /// </summary>
    public IReadOnlyList<int> Sizes { get; init; } =
    [1000, 4096, 4096, 512, 512, 512, 512, 512, 512, 256, 256, 256, 128, 128, 64, 64, 3];

    /// <summary>How many columns of the topmost matrix go down; every pair of them is compared.</summary>
    public int Vectors { get; init; } = 10;

    /// <summary>How many chains are drawn for each kind.</summary>
    public int Chains { get; init; } = 5;

    /// <summary>Chooses the random numbers. All kinds are made from the same ones.</summary>
    public ulong Seed { get; init; }

    /// <summary>Ends a run after the product under way.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Draws chains of one kind.</summary>
    /// <exception cref="ArgumentException">There are fewer than two sizes, or one is not positive; or fewer than two vectors, or no chain.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ChainSeries Run(ChainKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        Check();
        double[][] medians = new double[Chains][];
        int[] zeros = new int[Chains];
        Parallel.For(
            0,
            Chains,
            new ParallelOptions { CancellationToken = CancellationToken },
            chain => (medians[chain], zeros[chain]) = Draw(kind, chain)
        );
        double[] depths =
        [
            .. Enumerable
                .Range(0, Sizes.Count - 1)
                .Select(n => Directions.Median([.. medians.Select(m => m[n]).Where(v => !double.IsNaN(v))])),
        ];
        return new(kind.Name, depths, zeros.Sum());
    }

    /// <summary>Draws chains of several kinds.</summary>
    /// <inheritdoc cref="Run(ChainKind)"/>
    public IReadOnlyList<ChainSeries> Run(IEnumerable<ChainKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        return [.. kinds.Select(Run)];
    }

    /// <summary>αW⁺ + βW⁻ with α = 1 + β, as rules that keep relevance have it (Fig. 7b).</summary>
    /// <inheritdoc cref="Run(ChainKind)"/>
    public IReadOnlyList<ChainSeries> Sweep(IEnumerable<double> betas)
    {
        ArgumentNullException.ThrowIfNull(betas);
        return Run(betas.Select(beta => ChainKind.Weighted(1 + beta, beta)));
    }

    private (double[] Medians, int Zeros) Draw(ChainKind kind, int chain)
    {
        double[][] columns = new double[Math.Min(Vectors, Sizes[0])][];
        for (int v = 0; v < columns.Length; v++)
        {
            columns[v] = new double[Sizes[0]];
            columns[v][v] = 1;
        }

        double[] medians = new double[Sizes.Count - 1];
        int zeros = 0;
        for (int n = 0; n < medians.Length; n++)
        {
            CancellationToken.ThrowIfCancellationRequested();
            RandomFactor factor = new(kind, Sizes[n + 1], Sizes[n], Seed, (chain * (long)medians.Length) + n);
            columns = factor.Times(columns);
            bool[] zero = [.. columns.Select(column => Directions.Normalize(column) == 0)];
            zeros += zero.Count(is0 => is0);
            medians[n] = Median(columns, zero);
        }

        return (medians, zeros);
    }

    private static double Median(double[][] columns, bool[] zero)
    {
        List<double> values = [];
        for (int j = 0; j < columns.Length; j++)
        {
            for (int i = 0; i < j; i++)
            {
                if (!zero[i] && !zero[j])
                    values.Add(Directions.OneMinusAbsoluteCosine(columns[i], columns[j]));
            }
        }

        return Directions.Median(values);
    }

    private void Check()
    {
        if (Sizes.Count < 2 || Sizes.Any(size => size < 1))
            throw new ArgumentException(
                $"The sizes [{string.Join(", ", Sizes)}] make no chain; give at least two positive numbers of units."
            );
        if (Vectors < 2 || Sizes[0] < 2)
            throw new ArgumentException(
                $"{Math.Min(Vectors, Sizes[0])} column has no pair; give at least two vectors and two units at the top."
            );
        if (Chains < 1)
            throw new ArgumentException($"{Chains} chains were asked for; give at least 1.");
    }
}

/// <summary>How parallel the columns of a chain became.</summary>
/// <param name="Name">The kind of matrices.</param>
/// <param name="OneMinusCosine">
/// 1 − |cos| after each matrix from the top down: the median over pairs of columns, and over the chains; NaN where all
/// columns are zero. Below about 10⁻³⁰ it is rounding.
/// </param>
/// <param name="ZeroVectors">Columns that were zero after some product, over all depths and chains; they are left out.</param>
public sealed record ChainSeries(string Name, IReadOnlyList<double> OneMinusCosine, int ZeroVectors);
