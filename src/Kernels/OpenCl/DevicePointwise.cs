namespace RuleCompiler.Kernels;

/// <summary>A policy's statements at every element on a device: what <see cref="Pointwise"/> is on the processor.</summary>
public static class DevicePointwise
{
    /// <summary>Over an array [samples·columns, channels, length]; sums over columns are loops of the policy's body.</summary>
    /// <param name="device">How kernels are cut.</param>
    /// <param name="policy">What is done; free of races between elements. Its operands are not checked against the size.</param>
    /// <param name="samples">N.</param>
    /// <param name="columns">Rows per sample.</param>
    /// <param name="channels">C.</param>
    /// <param name="length">Elements per channel.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or there is no column.</exception>
    public static KernelLaunch Launch(
        DeviceTraits device,
        KernelPolicy policy,
        int samples,
        int columns,
        int channels,
        int length
    )
    {
        Require.Count(samples, nameof(samples));
        Require.Columns(columns);
        Require.Count(channels, nameof(channels));
        Require.Count(length, nameof(length));
        long size = (long)channels * length;
        return new(
            KernelText.Of("pointwise", policy, [], "pointwise"),
            KernelLaunch.Cover(size, device.Items, (long)samples * columns),
            new(device.Items),
            KernelLaunch.With(policy, columns, (ulong)size, (ulong)length)
        );
    }
}
