namespace RuleCompiler;

/// <summary>
/// Independent numbers, each even between two bounds; E[n] = (l + h)/2, V[n] = (h − l)²/12.
/// Source: macdonald2020explaining, section 2.
/// </summary>
public sealed class UniformReference : ReferenceDistribution
{
    private readonly float[] _low;
    private readonly float[] _high;

    /// <summary>𝒰([low, high]^d).</summary>
    /// <exception cref="ArgumentException">A bound is not finite, or the upper one below the lower one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no number.</exception>
    public UniformReference(int size, float low = 0, float high = 1)
        : this(Filled(size, low), Filled(size, high)) { }

    /// <param name="low">The lower bounds, [d].</param>
    /// <param name="high">The upper bounds, [d].</param>
    /// <exception cref="ArgumentException">A length does not fit, a bound is not finite, or an upper one below the lower one.</exception>
    public UniformReference(ReadOnlySpan<float> low, ReadOnlySpan<float> high)
        : base(Moment(low, high, (l, h) => (l + h) / 2), Moment(low, high, (l, h) => (h - l) * (h - l) / 12))
    {
        (_low, _high) = (low.ToArray(), high.ToArray());
    }

    /// <summary>The lower bounds, [d].</summary>
    public ReadOnlySpan<float> Low => _low;

    /// <summary>The upper bounds, [d].</summary>
    public ReadOnlySpan<float> High => _high;

    /// <inheritdoc/>
    public override void Draw(int seed, int sample, Span<float> into)
    {
        CheckPlaces(into);
        SampleRandom random = Random(seed, sample);
        for (int j = 0; j < into.Length; j++)
            into[j] = (float)(_low[j] + (((double)_high[j] - _low[j]) * random.Uniform()));
    }

    private static float[] Filled(int size, float value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        float[] values = new float[size];
        Array.Fill(values, value);
        return values;
    }

    private static float[] Moment(
        ReadOnlySpan<float> low,
        ReadOnlySpan<float> high,
        Func<double, double, double> moment
    )
    {
        ReferenceCheck.Finite(low, "lower bound");
        ReferenceCheck.Finite(high, "upper bound");
        ReferenceCheck.SameLength(low, high, "upper bounds");
        float[] values = new float[low.Length];
        for (int j = 0; j < values.Length; j++)
        {
            if (high[j] < low[j])
                throw new ArgumentException(
                    $"The upper bound {high[j]} is below the lower bound {low[j]} at index {j}; exchange them.",
                    nameof(high)
                );
            values[j] = (float)moment(low[j], high[j]);
        }

        return values;
    }
}
