namespace RuleCompiler;

/// <summary>
/// The distribution 𝒱 of what stands where an input is not kept: y = x⊙s + n⊙(1−s) with n ~ 𝒱 (Macdonald et al. 2019,
/// eq. 2). Safe for concurrent calls.
/// </summary>
/// <remarks>
/// Source: macdonald2019rate, section 5. Draws are not cut to the range of a network's inputs, so that a draw's moments
/// are those of the distribution.
/// </remarks>
public abstract class ReferenceDistribution
{
    private readonly float[] _mean;
    private readonly float[] _variance;

    /// <summary>For distributions, those of users too.</summary>
    /// <param name="mean">E[n], [d]; copied.</param>
    /// <param name="variance">The diagonal of V[n], [d]; copied.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value is not finite, or a variance negative.</exception>
    protected ReferenceDistribution(ReadOnlySpan<float> mean, ReadOnlySpan<float> variance)
    {
        ReferenceCheck.Finite(mean, "mean");
        ReferenceCheck.Finite(variance, "variance");
        ReferenceCheck.SameLength(mean, variance, "variances");
        int negative = variance.IndexOfAnyInRange(float.MinValue, -float.Epsilon);
        if (negative >= 0)
            throw new ArgumentException(
                $"The variance holds {variance[negative]} at index {negative}; a variance is not negative.",
                nameof(variance)
            );
        (_mean, _variance) = (mean.ToArray(), variance.ToArray());
    }

    /// <summary>The numbers d of an input, flattened in memory order.</summary>
    public int Size => _mean.Length;

    /// <summary>E[n], [d].</summary>
    public ReadOnlySpan<float> Mean => _mean;

    /// <summary>The diagonal of V[n], [d].</summary>
    public ReadOnlySpan<float> Variance => _variance;

    /// <summary>The number r of rows of <see cref="Factor"/>; 0 where the components are independent.</summary>
    public virtual int Rank => 0;

    /// <summary>Q with V[n] = QᵀQ, [r, d]; empty where the components are independent.</summary>
    public virtual ReadOnlySpan<float> Factor => default;

    /// <summary>Draws n: the same numbers for the same seed and sample, whatever the order of calls.</summary>
    /// <param name="seed">Chooses the random numbers.</param>
    /// <param name="sample">The draw's number, from 0.</param>
    /// <param name="into">Receives n, [d].</param>
    /// <exception cref="ArgumentException"><paramref name="into"/> has another length.</exception>
    public abstract void Draw(int seed, int sample, Span<float> into);

    /// <summary>Writes the distribution as arrays of a .npz file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="NotSupportedException">It is a distribution of a user's.</exception>
    public void Save(string path) => ReferenceFile.Write(path, this);

    /// <summary>Reads a distribution that <see cref="Save"/> wrote.</summary>
    /// <exception cref="WeightFileException">The file is missing or damaged, or holds no distribution.</exception>
    public static ReferenceDistribution Load(string path) => ReferenceFile.Read(path);

    /// <summary>The random numbers of a draw.</summary>
    private protected static SampleRandom Random(int seed, int sample) => new((uint)seed, sample);

    private protected void CheckPlaces(Span<float> into)
    {
        if (into.Length != Size)
            throw new ArgumentException(
                $"There are {into.Length} places for a draw of {Size} numbers; give one for each.",
                nameof(into)
            );
    }
}
