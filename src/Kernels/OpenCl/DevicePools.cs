namespace RuleCompiler.Kernels;

/// <summary>
/// Pools on a device: what <see cref="Windows"/> is on the processor. The shape has OutChannels = Channels = Groups.
/// </summary>
public static class DevicePools
{
    /// <summary>The numbers that <c>pools.cl</c> reads: to be written to a memory of their own once.</summary>
    /// <exception cref="ArgumentException">The shape is no pool.</exception>
    public static int[] Geometry(in ConvShape shape)
    {
        shape.Validate();
        if (shape.OutChannels != shape.Channels || shape.Groups != shape.Channels)
            throw new ArgumentException($"A pool has OutChannels = Channels = Groups: {shape}.", nameof(shape));
        return
        [
            shape.Height,
            shape.Width,
            shape.OutHeight,
            shape.OutWidth,
            shape.KernelHeight,
            shape.KernelWidth,
            shape.StrideHeight,
            shape.StrideWidth,
            shape.PadTop,
            shape.PadLeft,
            shape.DilationHeight,
            shape.DilationWidth,
            shape.Channels,
        ];
    }

    /// <summary>
    /// Forward <c>v0[k] = Σ_j Term(j, w_jk)</c> over the window's inputs that exist; backward
    /// <c>v0[j] = Σ_k Term(j, k, w_jk)</c> over the windows that see j; then the policy's statements with v0.
    /// </summary>
    /// <param name="device">How kernels are cut.</param>
    /// <param name="policy">The term and what is done with its sum; indices count in [N·columns,C,H,W] and [N·columns,C,OH,OW].</param>
    /// <param name="operands">The runs that the policy names; whether they are as long as it reads is not checked.</param>
    /// <param name="shape">The pool.</param>
    /// <param name="table">Its geometry on the device.</param>
    /// <param name="kind">The weights.</param>
    /// <param name="backward">The direction.</param>
    /// <param name="samples">N.</param>
    /// <param name="columns">Rows per sample.</param>
    /// <param name="decides">[N,C,H,W]: decides the maximum; of averages any run.</param>
    /// <exception cref="ArgumentException">The shape is no pool, a run too short, or the operands are not the policy's.</exception>
    public static KernelLaunch Launch(
        DeviceTraits device,
        KernelPolicy policy,
        IReadOnlyList<DeviceRun> operands,
        in ConvShape shape,
        DeviceRun table,
        PoolKind kind,
        bool backward,
        int samples,
        int columns,
        DeviceRun decides
    )
    {
        table.Require(Geometry(shape).Length, nameof(table));
        Require.Count(samples, nameof(samples));
        Require.Columns(columns);
        int rows = checked(samples * columns);
        decides.Require(kind == PoolKind.Maximum ? samples * (long)shape.InputSize : 0, nameof(decides));
        // the term names the output only backward, so each direction is a text
        (string, int)[] constants =
        [
            ("AVERAGE", (int)PoolKind.Average),
            ("MAXIMUM", (int)PoolKind.Maximum),
            ("KIND", (int)kind),
            ("BACKWARD", backward ? 1 : 0),
        ];
        return new(
            KernelText.Of(backward ? "pool_backward" : "pool_forward", policy, constants, "pools"),
            KernelLaunch.Cover(backward ? shape.InputSize : shape.OutputSize, device.Items, rows),
            new(device.Items),
            KernelLaunch.With(policy, operands, decides, KernelArgument.Table(table), rows, columns)
        );
    }
}
