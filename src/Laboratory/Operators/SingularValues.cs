namespace RuleCompiler.Laboratory.Operators;

/// <summary>How leading singular values are computed.</summary>
public sealed record SingularValueOptions
{
    /// <summary>How many are wanted, the largest first.</summary>
    public int Count { get; init; } = 2;

    /// <summary>A value is done when its residual is at most this part of it, or of the size of rounding.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>Most blocks that are applied, each to the operator and its transpose.</summary>
    public int MostIterations { get; init; } = 60;

    /// <summary>Chooses the random block that begins.</summary>
    public ulong Seed { get; init; }

    /// <summary>Ends a run after the products under way.</summary>
    public CancellationToken CancellationToken { get; init; }
}

/// <summary>The leading singular values of an operator, with what is known of their error.</summary>
/// <param name="Values">σ_1 ≥ σ_2 ≥ …</param>
/// <param name="Residuals">‖Av − σu‖ of each, while Aᵀu = σv up to rounding: no more than this lies between σ and a singular value of A.</param>
/// <param name="Left">The unit vectors u, [Rows] each.</param>
/// <param name="Right">The unit vectors v, [Columns] each.</param>
/// <param name="Iterations">Blocks that were applied.</param>
/// <param name="Products">Vectors that the operator or its transpose was applied to.</param>
/// <param name="Converged">Whether every residual is within the tolerance.</param>
public sealed record SingularValues(
    IReadOnlyList<double> Values,
    IReadOnlyList<double> Residuals,
    IReadOnlyList<double[]> Left,
    IReadOnlyList<double[]> Right,
    int Iterations,
    int Products,
    bool Converged
)
{
    /// <summary>σ_1/σ_2: infinite at rank 1 and NaN where one value is known. Rounding ends it at some 10¹⁵.</summary>
    public double Ratio => Values.Count < 2 ? double.NaN : Values[0] / Values[1];

    /// <summary>
    /// Computes them by block Lanczos bidiagonalisation with full reorthogonalisation from a random block
    /// (golub1981block; halko2011finding for the random start).
    /// </summary>
    /// <remarks>
    /// A and Aᵀ are applied to vectors of length 1 alone and never multiplied with each other, so a small σ_2 beside a
    /// large σ_1 keeps all digits but those of eps·σ_1/σ_2. Memory: two vectors for each product, in double precision.
    /// </remarks>
    /// <exception cref="ArgumentException">The options ask for no value, or for more than there are.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No iteration is allowed.</exception>
    /// <exception cref="ArithmeticException">The operator gives a number that is not finite.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SingularValues Of(ILinearOperator matrix, SingularValueOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        options ??= new();
        int most = Math.Min(matrix.Rows, matrix.Columns);
        if (options.Count < 1 || options.Count > most)
            throw new ArgumentException(
                $"{options.Count} singular values were asked for; a matrix of {matrix.Rows} rows and {matrix.Columns} columns "
                    + $"has 1 to {most}.",
                nameof(options)
            );
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MostIterations, 1);
        BlockLanczos lanczos = new(matrix, options);
        while (!lanczos.IsDone)
            lanczos.Step();
        return lanczos.Result();
    }
}
