namespace RuleCompiler.Kernels;

/// <summary>
/// The matrix product of a linear layer and its transpose on a device: what <see cref="Product"/> is on the processor.
/// </summary>
public static class DeviceProduct
{
    /// <summary>Fewer samples than this go through a dense layer without a blocked product.</summary>
    private const int FewSamples = 4;

    /// <summary>
    /// Forward <c>output_k = Σ_j g(w_jk)·input_j</c>, of an adjoint geometry <c>below_j = Σ_k g(w_jk)·above_k</c>, with the
    /// policy's g, prologue and epilogue.
    /// </summary>
    /// <param name="device">How kernels are cut.</param>
    /// <param name="policy">What fills the holes.</param>
    /// <param name="geometry">The layer and the direction.</param>
    /// <param name="table">The geometry's numbers on the device.</param>
    /// <param name="count">N.</param>
    /// <param name="source">[N,C,H,W], adjoint [N,OutC,OH,OW].</param>
    /// <param name="weights">[OutC, C/Groups, KH, KW].</param>
    /// <param name="target">[N,OutC,OH,OW], adjoint [N,C,H,W]; must not overlap the source.</param>
    /// <exception cref="ArgumentException">A run is too short.</exception>
    public static KernelLaunch Launch(
        DeviceTraits device,
        KernelPolicy policy,
        ProductGeometry geometry,
        DeviceRun table,
        int count,
        DeviceRun source,
        DeviceRun weights,
        DeviceRun target
    )
    {
        Require.Count(count, nameof(count));
        source.Require(count * geometry.SourceSize, nameof(source));
        weights.Require(geometry.Layer.WeightSize, nameof(weights));
        target.Require(count * geometry.TargetSize, nameof(target));
        table.Require(geometry.Numbers.Count, nameof(table));
        ConvShape simple = geometry.Layer.Simplified();
        if (simple.IsDense && count < FewSamples)
            return Dense(device, policy, simple, geometry.Adjoint, count, source, weights, target);
        ProductBlocking cut = ProductBlocking.For(device, geometry.TargetChannels);
        long columns = ((long)geometry.Positions * count + cut.Columns - 1) / cut.Columns,
            rows = (geometry.TargetChannels + cut.Rows - 1) / cut.Rows;
        return new(
            KernelText.Of("product", policy, cut.Constants, "geometry", cut.Skeleton),
            new(columns * cut.Side, rows * cut.Side, (long)geometry.Phases * geometry.Groups),
            new(cut.Side, cut.Side),
            KernelLaunch.With(policy, source, weights, target, KernelArgument.Table(table), count)
        );
    }

    /// <summary>The same where g is 1 everywhere: a plain sum, what <see cref="BoxSum"/> is on the processor.</summary>
    /// <param name="device">How kernels are cut.</param>
    /// <param name="policy">What fills the holes.</param>
    /// <param name="geometry">The layer and the direction.</param>
    /// <param name="table">The geometry's numbers on the device.</param>
    /// <param name="count">N.</param>
    /// <param name="source">[N,C,H,W], adjoint [N,OutC,OH,OW].</param>
    /// <param name="target">[N,OutC,OH,OW], adjoint [N,C,H,W]; must not overlap the source.</param>
    /// <exception cref="ArgumentException">A run is too short.</exception>
    public static KernelLaunch Sums(
        DeviceTraits device,
        KernelPolicy policy,
        ProductGeometry geometry,
        DeviceRun table,
        int count,
        DeviceRun source,
        DeviceRun target
    )
    {
        Require.Count(count, nameof(count));
        source.Require(count * geometry.SourceSize, nameof(source));
        target.Require(count * geometry.TargetSize, nameof(target));
        table.Require(geometry.Numbers.Count, nameof(table));
        return new(
            KernelText.Of("sums", policy, [], "geometry", "sums"),
            KernelLaunch.Cover(
                (long)geometry.Positions * count,
                device.Items,
                1,
                (long)geometry.Phases * geometry.Groups
            ),
            new(device.Items),
            KernelLaunch.With(policy, source, target, KernelArgument.Table(table), count)
        );
    }

    private static KernelLaunch Dense(
        DeviceTraits device,
        KernelPolicy policy,
        in ConvShape layer,
        bool adjoint,
        int count,
        DeviceRun source,
        DeviceRun weights,
        DeviceRun target
    )
    {
        // on a processor an item works alone along many numbers; elsewhere neighbours read neighbours
        int width = device.IsProcessor ? Math.Clamp(device.VectorWidth, 1, 16) : 0,
            items = device.IsProcessor ? 1 : Math.Min(64, device.Items),
            lanes = Math.Max(1, 4 * width),
            rows = device.IsProcessor ? 8 : 1,
            columns = Math.Max(1, (layer.Channels >= 128 * width * device.ComputeUnits ? 64 : 16) * width),
            streams = device.IsProcessor ? 8 : 4;
        KernelText text = KernelText.Of(
            adjoint ? "dense_backward" : "dense_forward",
            policy,
            [("ITEMS", items), ("LANES", lanes), ("ROWS", rows), ("COLUMNS", columns), ("STREAMS", streams)],
            "dense"
        );
        long groups = adjoint
            ? (layer.Channels + ((long)items * columns) - 1) / ((long)items * columns)
            : (layer.OutChannels + rows - 1) / rows;
        return new(
            text,
            new(groups * items, count),
            new(items),
            KernelLaunch.With(policy, source, weights, target, layer.Channels, layer.OutChannels)
        );
    }
}
