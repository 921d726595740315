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
        int rows = Check(shape, kind, samples, columns, input);
        Require.Length(output, rows * shape.OutputSize, nameof(output));
        var job = new PoolForwardJob<P>(policy, shape, kind, columns, input, output);
        Workers.Run(job, checked(rows * shape.Channels), Workers.Degree(threads, rows * shape.Multiplications * 8));
        input.KeepAlive();
        output.KeepAlive();
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
        int rows = Check(shape, kind, samples, columns, input);
        Require.Length(below, rows * shape.InputSize, nameof(below));
        var job = new PoolBackwardJob<P>(policy, shape, kind, columns, input, below);
        Workers.Run(job, checked(rows * shape.Channels), Workers.Degree(threads, rows * shape.Multiplications * 8));
        input.KeepAlive();
        below.KeepAlive();
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
