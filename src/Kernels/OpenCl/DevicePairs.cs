namespace RuleCompiler.Kernels;

/// <summary>
/// A formula at every pair of an input and an output that a weight joins, on a device: what <see cref="Direct"/> is on
/// the processor.
/// </summary>
public static class DevicePairs
{
    /// <summary>
    /// Forward <c>output_k = Σ_j Term(j, w_jk)</c>; of an adjoint geometry <c>below_j = Σ_k Term(j, k, w_jk)</c>.
    /// </summary>
    /// <param name="device">How kernels are cut.</param>
    /// <param name="policy">The term.</param>
    /// <param name="geometry">The layer and the direction, <see cref="ProductGeometry.Exact"/>.</param>
    /// <param name="table">Its numbers on the device.</param>
    /// <param name="samples">N.</param>
    /// <param name="columns">Rows per sample.</param>
    /// <param name="weights">[OutC, C/Groups, KH, KW].</param>
    /// <param name="target">[N·columns,OutC,OH,OW], adjoint [N·columns,C,H,W].</param>
    /// <exception cref="ArgumentException">A run is too short, or the geometry not exact.</exception>
    public static KernelLaunch Launch(
        DeviceTraits device,
        KernelPolicy policy,
        ProductGeometry geometry,
        DeviceRun table,
        int samples,
        int columns,
        DeviceRun weights,
        DeviceRun target
    )
    {
        if (!geometry.IsExact)
            throw new ArgumentException("A term may read its channel: the geometry must be exact.", nameof(geometry));
        Require.Count(samples, nameof(samples));
        Require.Columns(columns);
        long rows = (long)samples * columns;
        weights.Require(geometry.Layer.WeightSize, nameof(weights));
        target.Require(rows * geometry.TargetSize, nameof(target));
        table.Require(geometry.Numbers.Count, nameof(table));
        return new(
            KernelText.Of("pairs", policy, [("BACKWARD", geometry.Adjoint ? 1 : 0)], "geometry", "pairs"),
            KernelLaunch.Cover(
                (long)geometry.Positions * geometry.TargetChannels,
                device.Items,
                rows,
                (long)geometry.Phases * geometry.Groups
            ),
            new(device.Items),
            KernelLaunch.With(policy, weights, target, KernelArgument.Table(table), columns)
        );
    }
}
