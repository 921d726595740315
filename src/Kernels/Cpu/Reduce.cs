namespace RuleCompiler.Kernels;

/// <summary>Reductions of a layer to one number a sample.</summary>
public static class Reduce
{
    /// <summary>
    /// The percentile of each sample's numbers, by linear interpolation between the two neighbours in order, as
    /// numpy.percentile does by default; NaN where a sample holds a NaN.
    /// </summary>
    /// <param name="values">[count, size].</param>
    /// <param name="count">Samples.</param>
    /// <param name="size">Numbers a sample; at least 1.</param>
    /// <param name="percent">0 … 100.</param>
    /// <param name="perSample">[count].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percent"/> or a size is out of range.</exception>
    /// <exception cref="ArgumentException">A plane is too short.</exception>
    public static unsafe void Percentile(Plane values, int count, nint size, double percent, Plane perSample)
    {
        Require.Count(count, nameof(count));
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (!(percent >= 0 && percent <= 100))
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentile lies between 0 and 100.");
        Require.Length(values, count * size, nameof(values));
        Require.Length(perSample, count, nameof(perSample));
        using Scratch scratch = Scratch.Borrow(size);
        for (int n = 0; n < count; n++)
        {
            Buffer.MemoryCopy(values.Start + n * size, scratch.Start, size * sizeof(float), size * sizeof(float));
            perSample.Start[n] = OrderStatistic.Percentile(scratch.Start, size, percent);
        }
        values.KeepAlive();
        perSample.KeepAlive();
    }
}
