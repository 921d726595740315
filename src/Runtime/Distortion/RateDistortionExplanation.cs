namespace RuleCompiler;

/// <summary>The rate-distortion explanation of one input: the map s that <see cref="RateDistortion"/> found.</summary>
public sealed class RateDistortionExplanation
{
    private readonly int[] _shape;

    internal RateDistortionExplanation(float[] relevance, int[] shape)
    {
        (Relevance, _shape) = (relevance, shape);
    }

    /// <summary>s ∈ [0, 1]^d, in <see cref="Shape"/>: what of each component is kept.</summary>
    public float[] Relevance { get; }

    /// <summary>The map's shape without the batch, such as [C,H,W].</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>D(s), in squares of the score.</summary>
    public double Distortion { get; init; }

    /// <summary>‖s‖₁, in components.</summary>
    public double Rate { get; init; }

    /// <summary>D(s) + λ‖s‖₁ at the start and after each iteration; it never rises.</summary>
    public required IReadOnlyList<double> History { get; init; }

    /// <summary>The iterations of the search.</summary>
    public int Iterations => History.Count - 1;

    /// <summary>How often D was computed, with its gradient or without.</summary>
    public int Evaluations { get; init; }

    /// <summary>Why the search ended.</summary>
    public RateDistortionStop Stop { get; init; }

    /// <summary>
    /// Writes the map as a picture: white zero, red positive, scaled by the maximum. All axes before the last two are added;
    /// a vector is one row.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced once the new one is complete.</param>
    /// <param name="scale">Pixels for each component along a side.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public void SavePng(string path, int scale = 8) => Heatmap.Save(Relevance, _shape, path, scale);
}

/// <summary>Why a search ended.</summary>
public enum RateDistortionStop
{
    /// <summary>The projected gradient is small: <see cref="RateDistortionOptions.GradientTolerance"/>.</summary>
    Stationary,

    /// <summary>Five iterations gained little: <see cref="RateDistortionOptions.DecreaseTolerance"/>.</summary>
    SmallDecrease,

    /// <summary>
    /// No step along the direction lowers the objective enough: it is flat to within the network's single precision, or a
    /// kink lies there.
    /// </summary>
    NoDescent,

    /// <summary>All of <see cref="RateDistortionOptions.Iterations"/> were used.</summary>
    IterationLimit,
}
