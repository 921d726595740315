using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace RuleCompiler.Kernels;

/// <summary>
/// The matrix product of a linear layer and its adjoint. The weights are [OutC, C/Groups, KH, KW] (dense:
/// [outputs, inputs]), inputs [N,C,H,W], outputs [N,OutC,OH,OW]. Results do not depend on the number of threads.
/// </summary>
public static class Product
{
    /// <summary><c>output_k = (accumulate ? output_k : 0) + Σ_j g(w_jk)·input_j</c>; padded positions contribute nothing.</summary>
    /// <typeparam name="G">g(w).</typeparam>
    /// <param name="shape">The layer.</param>
    /// <param name="count">N.</param>
    /// <param name="input">[N,C,H,W].</param>
    /// <param name="weights">[OutC, C/Groups, KH, KW].</param>
    /// <param name="output">[N,OutC,OH,OW]; must not overlap the input.</param>
    /// <param name="accumulate">Whether to add to the output.</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor.</param>
    /// <exception cref="ArgumentException">The shape is none, or a plane too short for it.</exception>
    public static void Forward<G>(
        in ConvShape shape,
        int count,
        Plane input,
        Plane weights,
        Plane output,
        bool accumulate,
        int threads
    )
        where G : IWeightMap
    {
        Check(shape, count, input, weights, output, nameof(input), nameof(output));
        Run<G>(shape, count, input, weights, output, false, accumulate, threads);
    }

    /// <summary><c>below_j = (accumulate ? below_j : 0) + Σ_k g(w_jk)·above_k</c>: the adjoint of <see cref="Forward"/>.</summary>
    /// <typeparam name="G">g(w).</typeparam>
    /// <param name="shape">The layer.</param>
    /// <param name="count">N.</param>
    /// <param name="above">[N,OutC,OH,OW].</param>
    /// <param name="weights">[OutC, C/Groups, KH, KW].</param>
    /// <param name="below">[N,C,H,W]; must not overlap above.</param>
    /// <param name="accumulate">Whether to add to below.</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor.</param>
    /// <exception cref="ArgumentException">The shape is none, or a plane too short for it.</exception>
    public static void Backward<G>(
        in ConvShape shape,
        int count,
        Plane above,
        Plane weights,
        Plane below,
        bool accumulate,
        int threads
    )
        where G : IWeightMap
    {
        Check(shape, count, below, weights, above, nameof(below), nameof(above));
        Run<G>(shape, count, above, weights, below, true, accumulate, threads);
    }

    /// <summary>Either direction with a given register block and lanes.</summary>
    internal static void Run<G, T, V>(
        in ConvShape shape,
        int count,
        Plane source,
        Plane weights,
        Plane target,
        bool adjoint,
        bool accumulate,
        int threads
    )
        where G : IWeightMap
        where T : struct, ITile
        where V : struct, ILanes<V>
    {
        if (count == 0)
            return;
        // as it stands: a layer of ten units is over before its shape is looked at and copied
        if (shape.IsDense && count <= DenseStream<G, V>.MostSamples)
            DenseStream<G, V>.Run(shape, count, source, weights, target, adjoint, accumulate, threads);
        else
            Simplified<G, T, V>(shape.Simplified(), count, source, weights, target, adjoint, accumulate, threads);
        source.KeepAlive();
        weights.KeepAlive();
        target.KeepAlive();
    }

    private static void Simplified<G, T, V>(
        in ConvShape simple,
        int count,
        Plane source,
        Plane weights,
        Plane target,
        bool adjoint,
        bool accumulate,
        int threads
    )
        where G : IWeightMap
        where T : struct, ITile
        where V : struct, ILanes<V>
    {
        int rows = (adjoint ? simple.Channels : simple.OutChannels) / simple.Groups;
        if (!simple.IsDense && rows <= Narrow<G, V>.MostRows)
            Narrow<G, V>.Run(simple, count, source, weights, target, adjoint, accumulate, threads);
        else if (!simple.IsDense)
            Convolution<G, T>.Run(simple, count, source, weights, target, adjoint, accumulate, threads);
        else if (count <= DenseStream<G, V>.MostSamples)
            DenseStream<G, V>.Run(simple, count, source, weights, target, adjoint, accumulate, threads);
        else
            DenseProduct<G, T>.Run(simple, count, source, weights, target, adjoint, accumulate, threads);
    }

    private static void Run<G>(
        in ConvShape shape,
        int count,
        Plane source,
        Plane weights,
        Plane target,
        bool adjoint,
        bool accumulate,
        int threads
    )
        where G : IWeightMap
    {
        if (Vector512.IsHardwareAccelerated)
            Run<G, Tile8<Lanes512>, Lanes512>(shape, count, source, weights, target, adjoint, accumulate, threads);
        else if (Vector256.IsHardwareAccelerated)
            Run<G, Tile6<Lanes256>, Lanes256>(shape, count, source, weights, target, adjoint, accumulate, threads);
        else if (AdvSimd.IsSupported)
            Run<G, Tile8<Lanes128>, Lanes128>(shape, count, source, weights, target, adjoint, accumulate, threads);
        else
            Run<G, Tile6<Lanes128>, Lanes128>(shape, count, source, weights, target, adjoint, accumulate, threads);
    }

    private static void Check(
        in ConvShape shape,
        int count,
        Plane input,
        Plane weights,
        Plane output,
        string inputName,
        string outputName
    )
    {
        shape.Validate();
        Require.Count(count, nameof(count));
        Require.Length(input, count * shape.InputSize, inputName);
        Require.Length(weights, shape.WeightSize, nameof(weights));
        Require.Length(output, count * shape.OutputSize, outputName);
    }
}
