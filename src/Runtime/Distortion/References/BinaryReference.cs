namespace RuleCompiler;

/// <summary>
/// Independent zeros and ones; 𝒰({0, 1}^d) where every probability is ½. E[n] = p, V[n] = p(1 − p).
/// Source: macdonald2020explaining, section 2.
/// </summary>
public sealed class BinaryReference : ReferenceDistribution
{
    /// <summary>Zeros and ones that are equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no number.</exception>
    public BinaryReference(int size)
        : this(Even(size)) { }

    /// <param name="probability">The probability of a one, [d].</param>
    /// <exception cref="ArgumentException">A probability is not within [0, 1].</exception>
    public BinaryReference(ReadOnlySpan<float> probability)
        : base(probability, Variances(probability)) { }

    /// <inheritdoc/>
    public override void Draw(int seed, int sample, Span<float> into)
    {
        CheckPlaces(into);
        SampleRandom random = Random(seed, sample);
        for (int j = 0; j < into.Length; j++)
            into[j] = random.Uniform() < Mean[j] ? 1 : 0;
    }

    private static float[] Even(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        float[] values = new float[size];
        Array.Fill(values, 0.5f);
        return values;
    }

    private static float[] Variances(ReadOnlySpan<float> probability)
    {
        ReferenceCheck.Finite(probability, nameof(probability));
        float[] values = new float[probability.Length];
        for (int j = 0; j < values.Length; j++)
        {
            if (probability[j] is < 0 or > 1)
                throw new ArgumentException(
                    $"The probability {probability[j]} at index {j} is not within [0, 1].",
                    nameof(probability)
                );
            values[j] = probability[j] * (1 - probability[j]);
        }

        return values;
    }
}
