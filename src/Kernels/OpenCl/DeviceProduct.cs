namespace RuleCompiler.Kernels;

/// <summary>
/// The matrix products of a linear layer and its transpose on a device: what <see cref="Product"/> is on the processor,
/// several of them at once.
/// </summary>
public static class DeviceProduct
{
    /// <summary>Fewer rows than this go through a dense layer without a blocked product.</summary>
    private const int FewRows = 4;

    /// <summary>
    /// Of each of the policy's sums p <c>v_p[k] = Σ_j g_p(w_jk)·source_p[j]</c>, of an adjoint geometry
    /// <c>v_p[j] = Σ_k g_p(w_jk)·source_p[k]</c>, then its statements with v0, v1, … at each place of the target. What they
    /// write must not be read by the sources at other places.
    /// </summary>
    /// <param name="device">How kernels are cut.</param>
    /// <param name="policy">What fills the holes.</param>
    /// <param name="operands">The runs that the policy names; whether they are as long as it reads is not checked.</param>
    /// <param name="geometry">The layer and the direction.</param>
    /// <param name="table">The geometry's numbers on the device.</param>
    /// <param name="count">Rows of the layer: N·columns, times the rows of the layer that make a row of the units.</param>
    /// <param name="columns">Rows per sample.</param>
    /// <param name="source">What sources' indices count in: of [N,C,H,W], adjoint [N,OutC,OH,OW].</param>
    /// <param name="target">What the statements' indices count in: of [N,OutC,OH,OW], adjoint [N,C,H,W].</param>
    /// <param name="weights">[OutC, C/Groups, KH, KW].</param>
    /// <exception cref="ArgumentException">A run is too short, the operands or units do not fit, or the device has too little local memory.</exception>
    public static KernelLaunch Launch(
        DeviceTraits device,
        KernelPolicy policy,
        IReadOnlyList<DeviceRun> operands,
        ProductGeometry geometry,
        DeviceRun table,
        int count,
        int columns,
        DeviceUnits source,
        DeviceUnits target,
        DeviceRun weights
    )
    {
        policy.CheckProducts();
        int parts = geometry.Parts(count, columns, source, target);
        weights.Require(geometry.Layer.WeightSize, nameof(weights));
        table.Require(geometry.Numbers.Count, nameof(table));
        ConvShape simple = geometry.Layer.Simplified();
        if (simple.IsDense && count < FewRows)
            return Dense(
                device,
                policy,
                simple,
                geometry.Adjoint,
                count,
                KernelLaunch.With(
                    policy,
                    operands,
                    weights,
                    simple.Channels,
                    simple.OutChannels,
                    columns,
                    parts,
                    (int)source.Length,
                    (int)target.Length
                )
            );
        ProductBlocking cut = ProductBlocking.For(device, policy, geometry.TargetChannels);
        long across = ((long)geometry.Positions * count + cut.Columns - 1) / cut.Columns,
            down = (geometry.TargetChannels + cut.Rows - 1) / cut.Rows,
            blocks = across * down * geometry.Phases * geometry.Groups;
        if (blocks > int.MaxValue)
            throw new ArgumentException($"{count} rows are too many for one launch; cut the batch.", nameof(count));
        return new(
            KernelText.Of("product", policy, cut.Constants, "geometry", cut.Skeleton),
            new(blocks * cut.Side, cut.Side),
            new(cut.Side, cut.Side),
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
                (int)across,
                (int)down
            )
        );
    }

    /// <summary>The same where every g is 1: plain sums, what <see cref="BoxSum"/> is on the processor.</summary>
    /// <param name="device">How kernels are cut.</param>
    /// <param name="policy">What fills the holes; its maps are not used.</param>
    /// <param name="operands">The runs that the policy names; whether they are as long as it reads is not checked.</param>
    /// <param name="geometry">The layer and the direction.</param>
    /// <param name="table">The geometry's numbers on the device.</param>
    /// <param name="count">Rows of the layer, as of <see cref="Launch"/>.</param>
    /// <param name="columns">Rows per sample.</param>
    /// <param name="source">What sources' indices count in.</param>
    /// <param name="target">What the statements' indices count in.</param>
    /// <exception cref="ArgumentException">A run is too short, or the operands or units do not fit.</exception>
    public static KernelLaunch Sums(
        DeviceTraits device,
        KernelPolicy policy,
        IReadOnlyList<DeviceRun> operands,
        ProductGeometry geometry,
        DeviceRun table,
        int count,
        int columns,
        DeviceUnits source,
        DeviceUnits target
    )
    {
        policy.CheckProducts();
        int parts = geometry.Parts(count, columns, source, target);
        table.Require(geometry.Numbers.Count, nameof(table));
        int slabs = geometry.Phases * geometry.Groups;
        return new(
            KernelText.Of("sums", policy, [], "geometry", "sums"),
            KernelLaunch.Cover((long)geometry.Positions * count, device.Items, slabs),
            new(device.Items),
            KernelLaunch.With(
                policy,
                operands,
                KernelArgument.Table(table),
                count,
                columns,
                parts,
                (int)source.Length,
                (int)target.Length,
                slabs
            )
        );
    }

    private static KernelLaunch Dense(
        DeviceTraits device,
        KernelPolicy policy,
        in ConvShape layer,
        bool adjoint,
        int count,
        KernelArgument[] arguments
    )
    {
        // on a processor an item works alone along many numbers; elsewhere neighbours read neighbours
        int width = device.IsProcessor ? Math.Clamp(device.VectorWidth, 1, 16) : 0,
            items = device.IsProcessor ? 1 : Math.Min(64, device.Items),
            lanes = Math.Max(1, 4 * width),
            together = device.IsProcessor ? 8 : 1,
            outputs = together,
            inputs = Math.Max(1, (layer.Channels >= 128 * width * device.ComputeUnits ? 64 : 16) * width),
            streams = device.IsProcessor ? 8 : 4;
        KernelText text = KernelText.Of(
            adjoint ? "dense_backward" : "dense_forward",
            policy,
            [
                ("ITEMS", items),
                ("LANES", lanes),
                ("ROWS", outputs),
                ("TOGETHER", together),
                ("COLUMNS", inputs),
                ("STREAMS", streams),
            ],
            "dense"
        );
        long groups = adjoint
            ? (layer.Channels + ((long)items * inputs) - 1) / ((long)items * inputs)
            : (layer.OutChannels + outputs - 1) / outputs;
        return new(text, new(groups * items, count), new(items), arguments);
    }
}
