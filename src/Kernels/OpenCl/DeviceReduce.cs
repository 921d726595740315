namespace RuleCompiler.Kernels;

/// <summary>Reductions on a device: what <see cref="Reduce"/> is on the processor.</summary>
public static class DeviceReduce
{
    /// <summary>
    /// The percentile of each sample's numbers, interpolated between the two neighbours in order, as numpy.percentile
    /// does by default; NaN where a sample holds a NaN. Exact but for the interpolation, which is in float32.
    /// </summary>
    /// <param name="device">How kernels are cut.</param>
    /// <param name="values">[count, size].</param>
    /// <param name="count">Samples.</param>
    /// <param name="size">Numbers a sample; at least 1, at most 2³² − 1.</param>
    /// <param name="percent">0 … 100.</param>
    /// <param name="perSample">[count].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percent"/> or a size is out of range.</exception>
    /// <exception cref="ArgumentException">A run is too short.</exception>
    public static KernelLaunch Percentile(
        DeviceTraits device,
        DeviceRun values,
        int count,
        long size,
        double percent,
        DeviceRun perSample
    )
    {
        Require.Count(count, nameof(count));
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, uint.MaxValue);
        if (!(percent >= 0 && percent <= 100))
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentile lies between 0 and 100.");
        values.Require(count * size, nameof(values));
        perSample.Require(count, nameof(perSample));
        double place = (size - 1) * (percent / 100);
        ulong lower = (ulong)Math.Floor(place);
        return new(
            KernelText.Of("percentile", KernelPolicy.None, [("ITEMS", device.Items)], "percentile"),
            new((long)count * device.Items),
            new(device.Items),
            [values, perSample, (ulong)size, lower, (float)(place - lower)]
        );
    }
}
