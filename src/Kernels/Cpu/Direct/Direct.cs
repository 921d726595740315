using System.Runtime.Intrinsics;

namespace RuleCompiler.Kernels;

/// <summary>
/// Linear layers whose contributions do not separate: the policy's formula is evaluated inside the loop over all
/// pairs of input and output. As many operations as the product, at the rate of the formula.
/// </summary>
public static class Direct
{
    /// <summary><c>output_k = Σ_j Term(j, w_jk)</c>; padded positions contribute nothing.</summary>
    /// <param name="policy">The contribution.</param>
    /// <param name="shape">The layer.</param>
    /// <param name="samples">N.</param>
    /// <param name="columns">Rows per sample.</param>
    /// <param name="weights">[OutC, C/Groups, KH, KW].</param>
    /// <param name="output">[N·columns, OutC, OH, OW].</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor.</param>
    /// <exception cref="ArgumentException">The shape is none, or a plane too short for it.</exception>
    public static void Forward<P>(
        in P policy,
        in ConvShape shape,
        int samples,
        int columns,
        Plane weights,
        Plane output,
        int threads
    )
        where P : struct, IForwardTerm
    {
        if (Vector512.IsHardwareAccelerated)
            Forward<P, Lanes512>(policy, shape, samples, columns, weights, output, threads);
        else if (Vector256.IsHardwareAccelerated)
            Forward<P, Lanes256>(policy, shape, samples, columns, weights, output, threads);
        else
            Forward<P, Lanes128>(policy, shape, samples, columns, weights, output, threads);
    }

    /// <summary><c>below_j = Σ_k Term(j, k, w_jk)</c> over the outputs that see j.</summary>
    /// <param name="policy">The share.</param>
    /// <param name="shape">The layer.</param>
    /// <param name="samples">N.</param>
    /// <param name="columns">Rows per sample.</param>
    /// <param name="weights">[OutC, C/Groups, KH, KW].</param>
    /// <param name="below">[N·columns, C, H, W].</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor.</param>
    /// <exception cref="ArgumentException">The shape is none, or a plane too short for it.</exception>
    public static void Backward<P>(
        in P policy,
        in ConvShape shape,
        int samples,
        int columns,
        Plane weights,
        Plane below,
        int threads
    )
        where P : struct, IBackwardTerm
    {
        if (Vector512.IsHardwareAccelerated)
            Backward<P, Lanes512>(policy, shape, samples, columns, weights, below, threads);
        else if (Vector256.IsHardwareAccelerated)
            Backward<P, Lanes256>(policy, shape, samples, columns, weights, below, threads);
        else
            Backward<P, Lanes128>(policy, shape, samples, columns, weights, below, threads);
    }

    /// <summary>Forward in given lanes.</summary>
    internal static void Forward<P, V>(
        in P policy,
        in ConvShape shape,
        int samples,
        int columns,
        Plane weights,
        Plane output,
        int threads
    )
        where P : struct, IForwardTerm
        where V : struct, ILanes<V>
    {
        int rows = Check(shape, samples, columns, weights);
        Require.Length(output, rows * shape.OutputSize, nameof(output));
        var job = new DirectForwardJob<P, V>(policy, shape, columns, weights, output);
        Workers.Run(job, checked(rows * shape.OutChannels), Degree(threads, rows, shape));
        weights.KeepAlive();
        output.KeepAlive();
    }

    /// <summary>Backward in given lanes.</summary>
    internal static void Backward<P, V>(
        in P policy,
        in ConvShape shape,
        int samples,
        int columns,
        Plane weights,
        Plane below,
        int threads
    )
        where P : struct, IBackwardTerm
        where V : struct, ILanes<V>
    {
        int rows = Check(shape, samples, columns, weights);
        Require.Length(below, rows * shape.InputSize, nameof(below));
        var job = new DirectBackwardJob<P, V>(policy, shape, columns, weights, below);
        Workers.Run(job, checked(rows * job.ItemsPerRow), Degree(threads, rows, shape));
        weights.KeepAlive();
        below.KeepAlive();
    }

    private static int Check(in ConvShape shape, int samples, int columns, Plane weights)
    {
        shape.Validate();
        Require.Count(samples, nameof(samples));
        Require.Columns(columns);
        Require.Length(weights, shape.WeightSize, nameof(weights));
        return checked(samples * columns);
    }

    private static int Degree(int threads, int rows, in ConvShape shape) =>
        Workers.Degree(threads, rows * shape.Multiplications * 8);
}
