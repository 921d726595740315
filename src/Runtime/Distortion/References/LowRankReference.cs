using System.Numerics;
using System.Runtime.InteropServices;

namespace RuleCompiler;

/// <summary>
/// Normal numbers with covariance V[n] = QᵀQ of low rank: n = E[n] + Qᵀg with g ~ N(0, I_r).
/// Source: macdonald2019rate, sections 4.3 and 5 (there Q is [d, r]).
/// </summary>
public sealed class LowRankReference : ReferenceDistribution
{
    private readonly float[] _factor;

    /// <param name="mean">E[n], [d].</param>
    /// <param name="factor">Q, [r, d].</param>
    /// <exception cref="ArgumentException">The factor is no whole number of rows, or a value is not finite.</exception>
    public LowRankReference(ReadOnlySpan<float> mean, ReadOnlySpan<float> factor)
        : base(mean, Diagonal(mean, factor))
    {
        _factor = factor.ToArray();
    }

    /// <inheritdoc/>
    public override int Rank => _factor.Length / Size;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Factor => _factor;

    /// <inheritdoc/>
    public override void Draw(int seed, int sample, Span<float> into)
    {
        CheckPlaces(into);
        SampleRandom random = Random(seed, sample);
        float[] weights = new float[Rank];
        NormalNumbers.Fill(ref random, weights);
        Mean.CopyTo(into);
        for (int r = 0; r < weights.Length; r++)
            Add(weights[r], _factor.AsSpan(r * Size, Size), into);
    }

    private static void Add(float weight, ReadOnlySpan<float> row, Span<float> into)
    {
        ReadOnlySpan<Vector<float>> rows = MemoryMarshal.Cast<float, Vector<float>>(row);
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(into);
        for (int v = 0; v < rows.Length; v++)
            sums[v] += weight * rows[v];
        for (int j = rows.Length * Vector<float>.Count; j < row.Length; j++)
            into[j] += weight * row[j];
    }

    private static float[] Diagonal(ReadOnlySpan<float> mean, ReadOnlySpan<float> factor)
    {
        ReferenceCheck.Finite(mean, nameof(mean));
        ReferenceCheck.Finite(factor, nameof(factor));
        if (factor.Length % mean.Length != 0)
            throw new ArgumentException(
                $"The factor has {factor.Length} numbers, no whole number of rows of {mean.Length}; give [r, d].",
                nameof(factor)
            );
        double[] sums = new double[mean.Length];
        for (int i = 0; i < factor.Length; i++)
            sums[i % sums.Length] += (double)factor[i] * factor[i];
        return Array.ConvertAll(sums, v => (float)v);
    }
}
