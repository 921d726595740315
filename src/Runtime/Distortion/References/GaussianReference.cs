namespace RuleCompiler;

/// <summary>Independent normal numbers with a mean and a variance each. Source: macdonald2019rate, section 5.</summary>
public sealed class GaussianReference : ReferenceDistribution
{
    private readonly float[] _deviation;

    /// <param name="mean">E[n], [d].</param>
    /// <param name="variance">V[n], [d].</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value is not finite, or a variance negative.</exception>
    public GaussianReference(ReadOnlySpan<float> mean, ReadOnlySpan<float> variance)
        : base(mean, variance)
    {
        _deviation = Array.ConvertAll(variance.ToArray(), MathF.Sqrt);
    }

    /// <summary>The normal distribution with another one's mean and variance.</summary>
    public static GaussianReference Like(ReferenceDistribution other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(other.Mean, other.Variance);
    }

    /// <inheritdoc/>
    public override void Draw(int seed, int sample, Span<float> into)
    {
        CheckPlaces(into);
        SampleRandom random = Random(seed, sample);
        NormalNumbers.Fill(ref random, into);
        for (int j = 0; j < into.Length; j++)
            into[j] = Mean[j] + (_deviation[j] * into[j]);
    }
}
