using System.Runtime.Intrinsics;

namespace RuleCompiler.Kernels;

/// <summary>
/// Pools: the same terms as in <see cref="Direct"/>, where the weight is that with which an input enters its
/// window. The shape has OutChannels = Channels = Groups.
/// </summary>
public static class Windows
{
    /// <summary><c>output_k = Σ_j Term(j, w_jk)</c> over the window's inputs that exist, those of weight 0 included.</summary>
    /// <param name="policy">The contribution.</param>
    /// <param name="shape">The pool.</param>
    /// <param name="kind">The weights.</param>
    /// <param name="count">N.</param>
    /// <param name="input">[N,C,H,W]: decides the maximum; may be empty for averages.</param>
    /// <param name="output">[N,C,OH,OW].</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor.</param>
    /// <exception cref="ArgumentException">The shape is no pool, or a plane too short for it.</exception>
    public static void Forward<P>(
        in P policy,
        in ConvShape shape,
        PoolKind kind,
        int count,
        Plane input,
        Plane output,
        int threads
    )
        where P : struct, IForwardTerm => Forward(policy, shape, kind, count, 1, input, output, threads);

    /// <summary>The same for several columns a sample.</summary>
    /// <param name="policy">The contribution.</param>
    /// <param name="shape">The pool.</param>
    /// <param name="kind">The weights.</param>
    /// <param name="samples">N.</param>
    /// <param name="columns">Rows per sample.</param>
    /// <param name="input">[N,C,H,W]: decides the maximum; may be empty for averages.</param>
    /// <param name="output">[N·columns,C,OH,OW].</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor.</param>
    /// <exception cref="ArgumentException">The shape is no pool, or a plane too short for it.</exception>
    public static void Forward<P>(
        in P policy,
        in ConvShape shape,
        PoolKind kind,
        int samples,
        int columns,
        Plane input,
        Plane output,
        int threads
    )
        where P : struct, IForwardTerm
    {
        switch (LanesAlong(shape))
        {
            case 16:
                Forward<P, Lanes512>(policy, shape, kind, samples, columns, input, output, threads);
                break;
            case 8:
                Forward<P, Lanes256>(policy, shape, kind, samples, columns, input, output, threads);
                break;
            case 4:
                Forward<P, Lanes128>(policy, shape, kind, samples, columns, input, output, threads);
                break;
            default:
                Forward<P, Lane>(policy, shape, kind, samples, columns, input, output, threads);
                break;
        }
    }

    /// <summary><c>below_j = Σ_k Term(j, k, w_jk)</c> over the windows that see j.</summary>
    /// <param name="policy">The share.</param>
    /// <param name="shape">The pool.</param>
    /// <param name="kind">The weights.</param>
    /// <param name="samples">N.</param>
    /// <param name="columns">Rows per sample.</param>
    /// <param name="input">[N,C,H,W]: decides the maximum; may be empty for averages.</param>
    /// <param name="below">[N·columns,C,H,W].</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor.</param>
    /// <exception cref="ArgumentException">The shape is no pool, or a plane too short for it.</exception>
    public static void Backward<P>(
        in P policy,
        in ConvShape shape,
        PoolKind kind,
        int samples,
        int columns,
        Plane input,
        Plane below,
        int threads
    )
        where P : struct, IBackwardTerm
    {
        switch (LanesAlong(shape))
        {
            case 16:
                Backward<P, Lanes512>(policy, shape, kind, samples, columns, input, below, threads);
                break;
            case 8:
                Backward<P, Lanes256>(policy, shape, kind, samples, columns, input, below, threads);
                break;
            case 4:
                Backward<P, Lanes128>(policy, shape, kind, samples, columns, input, below, threads);
                break;
            default:
                Backward<P, Lane>(policy, shape, kind, samples, columns, input, below, threads);
                break;
        }
    }

    /// <summary>Forward in lanes of which a row of inputs, with all that <see cref="Rows"/> joins, fills at least one register.</summary>
    internal static void Forward<P, V>(
        in P policy,
        in ConvShape shape,
        PoolKind kind,
        int samples,
        int columns,
        Plane input,
        Plane output,
        int threads
    )
        where P : struct, IForwardTerm
        where V : struct, ILanes<V>
    {
        int rows = Check(shape, kind, samples, columns, input);
        Require.Length(output, rows * shape.OutputSize, nameof(output));
        if (rows == 0)
            return;
        ConvShape pool = Rows(shape);
        var parts = new PoolParts(pool, checked(rows * pool.Channels), pool.OutHeight);
        var job = new PoolForwardJob<P, V>(policy, pool, kind, columns, parts, input, output);
        Workers.Run(job, parts.Count, Workers.Degree(threads, rows * shape.Multiplications * 8));
        input.KeepAlive();
        output.KeepAlive();
    }

    /// <summary>Backward in lanes of which a row of inputs, with all that <see cref="Rows"/> joins, fills at least one register.</summary>
    internal static void Backward<P, V>(
        in P policy,
        in ConvShape shape,
        PoolKind kind,
        int samples,
        int columns,
        Plane input,
        Plane below,
        int threads
    )
        where P : struct, IBackwardTerm
        where V : struct, ILanes<V>
    {
        int rows = Check(shape, kind, samples, columns, input);
        Require.Length(below, rows * shape.InputSize, nameof(below));
        if (rows == 0)
            return;
        ConvShape pool = Rows(shape);
        var parts = new PoolParts(pool, checked(rows * pool.Channels), pool.Height);
        var job = new PoolBackwardJob<P, V>(policy, pool, kind, columns, parts, input, below);
        Workers.Run(job, parts.Count, Workers.Degree(threads, rows * shape.Multiplications * 8));
        input.KeepAlive();
        below.KeepAlive();
    }

    /// <summary>
    /// The same pool with the longest rows: windows as wide as the image are runs of its memory. A stride that is never
    /// taken becomes the window's size, so that its columns are one group.
    /// </summary>
    internal static ConvShape Rows(in ConvShape shape)
    {
        ConvShape s = shape;
        bool wide = s.KernelWidth == s.Width && s.PadLeft == 0 && s.PadRight == 0;
        if (wide && (s.Width == 1 || (s.DilationWidth == 1 && (s.DilationHeight == 1 || s.KernelHeight == 1))))
        {
            s = s with
            {
                Height = 1,
                Width = s.Height * s.Width,
                KernelHeight = 1,
                KernelWidth = s.KernelHeight * s.KernelWidth,
                StrideHeight = 1,
                StrideWidth = s.StrideHeight * s.Width,
                PadTop = 0,
                PadLeft = s.PadTop * s.Width,
                PadBottom = 0,
                PadRight = s.PadBottom * s.Width,
                DilationHeight = 1,
                DilationWidth = s.Width == 1 ? s.DilationHeight : 1,
            };
        }
        return s.OutWidth == 1 ? s with { StrideWidth = Math.Max(s.StrideWidth, s.KernelWidth) } : s;
    }

    private static int LanesAlong(in ConvShape shape)
    {
        shape.Validate();
        int width = Rows(shape).Width;
        return width >= 16 && Vector512.IsHardwareAccelerated ? 16
            : width >= 8 && Vector256.IsHardwareAccelerated ? 8
            : width >= 4 ? 4
            : 1;
    }

    private static int Check(in ConvShape shape, PoolKind kind, int samples, int columns, Plane input)
    {
        shape.Validate();
        if (shape.OutChannels != shape.Channels || shape.Groups != shape.Channels)
            throw new ArgumentException($"A pool has OutChannels = Channels = Groups: {shape}.", nameof(shape));
        Require.Count(samples, nameof(samples));
        Require.Columns(columns);
        if (kind == PoolKind.Maximum)
            Require.Length(input, samples * shape.InputSize, nameof(input));
        return checked(samples * columns);
    }
}
