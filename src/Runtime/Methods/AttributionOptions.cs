namespace RuleCompiler;

/// <summary>What belongs to one run of an <see cref="AttributionMethod"/>.</summary>
public sealed record AttributionOptions
{
    /// <summary>
    /// Reference inputs in memory order; none stands for one of zeros. What a method computes for one reference it
    /// averages over several.
    /// </summary>
    public IReadOnlyList<double[]> References { get; init; } = [];

    /// <summary>
    /// For each number of the input the group that it belongs to, from 0, without gaps: segments of a picture,
    /// columns that belong together. Null for each number by itself.
    /// </summary>
    public int[]? Groups { get; init; }

    /// <summary>Chooses the random numbers; the same seed gives the same result.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// Writes the noise of a sample, with mean 0 and deviation 1; null for <see cref="SampleRandom"/>'s normal
    /// numbers. For methods that add noise to the input.
    /// </summary>
    public NoiseSource? Noise { get; init; }

    /// <summary>Means of the input's numbers in the training data, for <see cref="TabularLime"/>.</summary>
    public double[]? Means { get; init; }

    /// <summary>Standard deviations of the input's numbers in the training data, for <see cref="TabularLime"/>.</summary>
    public double[]? Deviations { get; init; }

    /// <summary>The same network compiled with the method's <see cref="AttributionMethod.GuidedComposite"/>.</summary>
    public IExplainable? Guided { get; init; }

    /// <summary>Told the done part of the work, growing from 0 to 1; 1 comes once, at the end.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Ends the run after the batch under way.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Inputs that are asked at once; 0 leaves it to the method. It changes rounding only.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int BatchSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(BatchSize));
            field = value;
        }
    }
}

/// <summary>Writes the noise of one sample.</summary>
/// <param name="sample">The sample's number, from 0.</param>
/// <param name="noise">Receives one number for each of the input's.</param>
public delegate void NoiseSource(int sample, Span<double> noise);
