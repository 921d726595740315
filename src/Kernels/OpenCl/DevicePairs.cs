namespace RuleCompiler.Kernels;

/// <summary>
/// A formula at every pair of an input and an output that a weight joins, on a device: what <see cref="Direct"/> is on
/// the processor.
/// </summary>
public static class DevicePairs
{
    /// <summary>
    /// Forward <c>v0[k] = Σ_j Term(j, w_jk)</c>; of an adjoint geometry <c>v0[j] = Σ_k Term(j, k, w_jk)</c>; then the policy's
    /// statements with v0 at each place of the target.
    /// </summary>
    /// <param name="device">How kernels are cut.</param>
    /// <param name="policy">The term and what is done with its sum.</param>
    /// <param name="operands">The runs that the policy names; whether they are as long as it reads is not checked.</param>
    /// <param name="geometry">The layer and the direction, <see cref="ProductGeometry.Exact"/>.</param>
    /// <param name="table">Its numbers on the device.</param>
    /// <param name="samples">N.</param>
    /// <param name="columns">Rows per sample.</param>
    /// <param name="input">What indices of inputs count in: of [N·columns,C,H,W].</param>
    /// <param name="output">What indices of outputs count in: of [N·columns,OutC,OH,OW].</param>
    /// <param name="weights">[OutC, C/Groups, KH, KW].</param>
    /// <exception cref="ArgumentException">A run is too short, the operands or units do not fit, or the geometry is not exact.</exception>
    public static KernelLaunch Launch(
        DeviceTraits device,
        KernelPolicy policy,
        IReadOnlyList<DeviceRun> operands,
        ProductGeometry geometry,
        DeviceRun table,
        int samples,
        int columns,
        DeviceUnits input,
        DeviceUnits output,
        DeviceRun weights
    )
    {
        if (!geometry.IsExact)
            throw new ArgumentException("A term may read its channel: the geometry must be exact.", nameof(geometry));
        Require.Count(samples, nameof(samples));
        Require.Columns(columns);
        (DeviceUnits source, DeviceUnits target) = geometry.Adjoint ? (output, input) : (input, output);
        int parts = source.Parts(geometry.SourceSize, geometry.Adjoint ? nameof(output) : nameof(input)),
            count = checked(samples * columns * parts);
        geometry.Parts(count, columns, source, target);
        weights.Require(geometry.Layer.WeightSize, nameof(weights));
        table.Require(geometry.Numbers.Count, nameof(table));
        // groups of items that one phase of one group of channels takes
        long blocks = ((long)geometry.Positions * geometry.TargetChannels + device.Items - 1) / device.Items;
        return new(
            KernelText.Of("pairs", policy, [("BACKWARD", geometry.Adjoint ? 1 : 0)], "geometry", "pairs"),
            KernelLaunch.Cover(blocks * device.Items * geometry.Phases * geometry.Groups, device.Items, count),
            new(device.Items),
            KernelLaunch.With(
                policy,
                operands,
                weights,
                KernelArgument.Table(table),
                count,
                columns,
                parts,
                (int)source.Length,
                (int)target.Length,
                (int)blocks
            )
        );
    }
}
