namespace RuleCompiler.Kernels;

/// <summary>A policy's statements at every element on a device: what <see cref="Pointwise"/> is on the processor.</summary>
public static class DevicePointwise
{
    /// <summary>Over an array [samples·columns, channels, length]; sums over columns are loops of the policy's body.</summary>
    /// <param name="device">How kernels are cut.</param>
    /// <param name="policy">What is done; free of races between elements.</param>
    /// <param name="operands">The runs that the policy names; whether they are as long as it reads is not checked.</param>
    /// <param name="samples">N.</param>
    /// <param name="columns">Rows per sample.</param>
    /// <param name="channels">C.</param>
    /// <param name="length">Elements per channel.</param>
    /// <param name="summed">Columns that the policy's body adds over, where rows are samples.</param>
    /// <exception cref="ArgumentException">A size is negative or too large, there is no column, or the operands are not the policy's.</exception>
    public static KernelLaunch Launch(
        DeviceTraits device,
        KernelPolicy policy,
        IReadOnlyList<DeviceRun> operands,
        int samples,
        int columns,
        int channels,
        int length,
        int summed = 1
    )
    {
        Require.Count(samples, nameof(samples));
        Require.Columns(columns);
        Require.Count(channels, nameof(channels));
        Require.Count(length, nameof(length));
        long size = (long)channels * length;
        new DeviceUnits(size, Math.Max(1, length)).Check(nameof(channels));
        int rows = checked(samples * columns);
        return new(
            KernelText.Of("pointwise", policy, [], "pointwise"),
            KernelLaunch.Cover(size, device.Items, rows),
            new(device.Items),
            KernelLaunch.With(policy, operands, rows, columns, (ulong)size, Math.Max(1, length), summed)
        );
    }
}
