namespace RuleCompiler;

/// <summary>How rate-distortion explanations are searched for.</summary>
/// <remarks>The defaults are those of macdonald2019rate, section 5, for MNIST.</remarks>
public sealed record RateDistortionOptions
{
    /// <summary>
    /// λ of D(s) + λ‖s‖₁. Neither part is divided by the number of components: D is in squares of the score, ‖s‖₁ counts
    /// components. 0.5 for MNIST, 0.05 for STL-10 (macdonald2019rate), 1.67·10⁻³ for binary strings
    /// (macdonald2020explaining).
    /// </summary>
    public double Lambda { get; init; } = 0.5;

    /// <summary>The search.</summary>
    public RateDistortionSolver Solver { get; init; }

    /// <summary>Where the search begins: s_j = Start for every component.</summary>
    public double Start { get; init; } = 0.2;

    /// <summary>
    /// Where the search of every image begins, [d], in place of <see cref="Start"/>; cut to [0, 1]. The mean of the reference
    /// in macdonald2020explaining.
    /// </summary>
    public float[]? StartMap { get; init; }

    /// <summary>The momentum of projected gradient descent, in [0, 1).</summary>
    public double Momentum { get; init; } = 0.85;

    /// <summary>The pairs that L-BFGS-B remembers.</summary>
    public int Memory { get; init; } = 10;

    /// <summary>Most iterations of an image.</summary>
    public int Iterations { get; init; } = 200;

    /// <summary>
    /// The search ends where the largest component of the projected gradient is this part of what it was at the start.
    /// </summary>
    public double GradientTolerance { get; init; } = 1e-4;

    /// <summary>The search ends where five iterations together lower the objective by no more than this part of it.</summary>
    public double DecreaseTolerance { get; init; } = 1e-4;

    /// <summary>Told after every question to the network.</summary>
    public IProgress<RateDistortionProgress>? Progress { get; init; }

    /// <summary>Ends the search after the question under way.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal void Check(int components)
    {
        Within(Lambda, 0, double.MaxValue, nameof(Lambda));
        Within(Start, 0, 1, nameof(Start));
        Within(Momentum, 0, Math.BitDecrement(1.0), nameof(Momentum));
        Within(GradientTolerance, 0, double.MaxValue, nameof(GradientTolerance));
        Within(DecreaseTolerance, 0, double.MaxValue, nameof(DecreaseTolerance));
        ArgumentOutOfRangeException.ThrowIfLessThan(Memory, 1, nameof(Memory));
        ArgumentOutOfRangeException.ThrowIfNegative(Iterations, nameof(Iterations));
        if (!Enum.IsDefined(Solver))
            throw new ArgumentOutOfRangeException(
                nameof(Solver),
                Solver,
                $"The solvers are {string.Join(", ", Enum.GetNames<RateDistortionSolver>())}."
            );
        if (StartMap is { } map && map.Length != components)
            throw new ArgumentException(
                $"The start map has {map.Length} numbers for {components} components; give one for each.",
                nameof(StartMap)
            );
        if (StartMap.AsSpan().IndexOfAnyNotFinite() is >= 0 and int bad)
            throw new ArgumentException($"The start map holds {StartMap![bad]} at index {bad}.", nameof(StartMap));
    }

    private static void Within(double value, double low, double high, string name)
    {
        if (!(value >= low && value <= high)) // true for NaN
            throw new ArgumentOutOfRangeException(name, value, $"{name} is within [{low}, {high}].");
    }
}

/// <summary>The searches for a minimum of D(s) + λ‖s‖₁ on [0, 1]^d.</summary>
public enum RateDistortionSolver
{
    /// <summary>
    /// Gradient descent with momentum and a backtracked Armijo line search along the projection (macdonald2019rate;
    /// nocedal2006numerical).
    /// </summary>
    ProjectedGradient,

    /// <summary>L-BFGS-B (byrd1995limited).</summary>
    LimitedMemory,
}

/// <summary>How far a search is.</summary>
/// <param name="Iteration">The iterations of the image that is furthest.</param>
/// <param name="Running">The images whose search has not ended.</param>
/// <param name="Images">The images of the batch.</param>
/// <param name="Objective">The mean over all images of D(s) + λ‖s‖₁ so far.</param>
public readonly record struct RateDistortionProgress(int Iteration, int Running, int Images, double Objective);
