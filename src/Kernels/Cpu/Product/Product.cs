using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace RuleCompiler.Kernels;

/// <summary>
/// The matrix product of a linear layer and its adjoint. The weights are [OutC, C/Groups, KH, KW] (dense:
/// [outputs, inputs]), inputs [N,C,H,W], outputs [N,OutC,OH,OW]. Results do not depend on the number of threads.
/// </summary>
public static class Product
{
    /// <summary><c>output_k = Σ_j g(w_jk)·input_j</c>; padded positions contribute nothing.</summary>
    /// <typeparam name="G">g(w).</typeparam>
    /// <param name="shape">The layer.</param>
    /// <param name="count">N.</param>
    /// <param name="input">[N,C,H,W].</param>
    /// <param name="weights">[OutC, C/Groups, KH, KW].</param>
    /// <param name="output">[N,OutC,OH,OW]; must not overlap the input.</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor.</param>
    /// <exception cref="ArgumentException">The shape is none, or a plane too short for it.</exception>
    public static void Forward<G>(in ConvShape shape, int count, Plane input, Plane weights, Plane output, int threads)
        where G : IWeightMap
    {
        Check(shape, count, input, weights, output, nameof(input), nameof(output));
        Run<G, G>(shape, count, input, weights, output, null, false, threads);
    }

    /// <summary><c>below_j = Σ_k g(w_jk)·above_k</c>: the adjoint of the forward product.</summary>
    /// <typeparam name="G">g(w).</typeparam>
    /// <param name="shape">The layer.</param>
    /// <param name="count">N.</param>
    /// <param name="above">[N,OutC,OH,OW].</param>
    /// <param name="weights">[OutC, C/Groups, KH, KW].</param>
    /// <param name="below">[N,C,H,W]; must not overlap above.</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor.</param>
    /// <exception cref="ArgumentException">The shape is none, or a plane too short for it.</exception>
    public static void Backward<G>(in ConvShape shape, int count, Plane above, Plane weights, Plane below, int threads)
        where G : IWeightMap
    {
        Check(shape, count, below, weights, above, nameof(below), nameof(above));
        Run<G, G>(shape, count, above, weights, below, null, true, threads);
    }

    /// <summary>
    /// Two forward products of one input: <c>first_k = Σ_j g0(w_jk)·input_j</c> and <c>second_k = Σ_j g1(w_jk)·input_j</c>.
    /// The input is looked through once.
    /// </summary>
    /// <typeparam name="G0">g0(w).</typeparam>
    /// <typeparam name="G1">g1(w).</typeparam>
    /// <param name="shape">The layer.</param>
    /// <param name="count">N.</param>
    /// <param name="input">[N,C,H,W].</param>
    /// <param name="weights">[OutC, C/Groups, KH, KW].</param>
    /// <param name="first">[N,OutC,OH,OW]; must not overlap the input.</param>
    /// <param name="second">[N,OutC,OH,OW]; must not overlap the input or the first.</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor.</param>
    /// <exception cref="ArgumentException">The shape is none, or a plane too short for it.</exception>
    public static void Forward<G0, G1>(
        in ConvShape shape,
        int count,
        Plane input,
        Plane weights,
        Plane first,
        Plane second,
        int threads
    )
        where G0 : IWeightMap
        where G1 : IWeightMap
    {
        Check(shape, count, input, weights, first, nameof(input), nameof(first));
        Require.Length(second, count * shape.OutputSize, nameof(second));
        Run<G0, G1>(shape, count, input, weights, first, second, false, threads);
    }

    /// <summary>
    /// A forward product of each of two inputs: <c>first_k = Σ_j g0(w_jk)·input_j</c> and
    /// <c>second_k = Σ_j g1(w_jk)·other_j</c>. The weights are read from memory once; the results are those of two calls,
    /// to the bit.
    /// </summary>
    /// <typeparam name="G0">g0(w).</typeparam>
    /// <typeparam name="G1">g1(w).</typeparam>
    /// <param name="shape">The layer.</param>
    /// <param name="count">N.</param>
    /// <param name="input">[N,C,H,W].</param>
    /// <param name="other">[N,C,H,W].</param>
    /// <param name="weights">[OutC, C/Groups, KH, KW].</param>
    /// <param name="first">[N,OutC,OH,OW]; must not overlap the inputs.</param>
    /// <param name="second">[N,OutC,OH,OW]; must not overlap the inputs or the first.</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor.</param>
    /// <exception cref="ArgumentException">The shape is none, or a plane too short for it.</exception>
    public static void Forward<G0, G1>(
        in ConvShape shape,
        int count,
        Plane input,
        Plane other,
        Plane weights,
        Plane first,
        Plane second,
        int threads
    )
        where G0 : IWeightMap
        where G1 : IWeightMap
    {
        Check(shape, count, input, weights, first, nameof(input), nameof(first));
        Require.Length(other, count * shape.InputSize, nameof(other));
        Require.Length(second, count * shape.OutputSize, nameof(second));
        Run<G0, G1>(shape, count, input, weights, first, second, false, threads, other);
    }

    /// <summary>
    /// Two adjoints of one relevance: <c>first_j = Σ_k g0(w_jk)·above_k</c> and <c>second_j = Σ_k g1(w_jk)·above_k</c>.
    /// </summary>
    /// <typeparam name="G0">g0(w).</typeparam>
    /// <typeparam name="G1">g1(w).</typeparam>
    /// <param name="shape">The layer.</param>
    /// <param name="count">N.</param>
    /// <param name="above">[N,OutC,OH,OW].</param>
    /// <param name="weights">[OutC, C/Groups, KH, KW].</param>
    /// <param name="first">[N,C,H,W]; must not overlap above.</param>
    /// <param name="second">[N,C,H,W]; must not overlap above or the first.</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor.</param>
    /// <exception cref="ArgumentException">The shape is none, or a plane too short for it.</exception>
    public static void Backward<G0, G1>(
        in ConvShape shape,
        int count,
        Plane above,
        Plane weights,
        Plane first,
        Plane second,
        int threads
    )
        where G0 : IWeightMap
        where G1 : IWeightMap
    {
        Check(shape, count, first, weights, above, nameof(first), nameof(above));
        Require.Length(second, count * shape.InputSize, nameof(second));
        Run<G0, G1>(shape, count, above, weights, first, second, true, threads);
    }

    /// <summary>
    /// An adjoint of each of two relevances: <c>first_j = Σ_k g0(w_jk)·above_k</c> and
    /// <c>second_j = Σ_k g1(w_jk)·other_k</c>. The weights are read from memory once; the results are those of two calls,
    /// to the bit.
    /// </summary>
    /// <typeparam name="G0">g0(w).</typeparam>
    /// <typeparam name="G1">g1(w).</typeparam>
    /// <param name="shape">The layer.</param>
    /// <param name="count">N.</param>
    /// <param name="above">[N,OutC,OH,OW].</param>
    /// <param name="other">[N,OutC,OH,OW].</param>
    /// <param name="weights">[OutC, C/Groups, KH, KW].</param>
    /// <param name="first">[N,C,H,W]; must not overlap what is above.</param>
    /// <param name="second">[N,C,H,W]; must not overlap what is above or the first.</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor.</param>
    /// <exception cref="ArgumentException">The shape is none, or a plane too short for it.</exception>
    public static void Backward<G0, G1>(
        in ConvShape shape,
        int count,
        Plane above,
        Plane other,
        Plane weights,
        Plane first,
        Plane second,
        int threads
    )
        where G0 : IWeightMap
        where G1 : IWeightMap
    {
        Check(shape, count, first, weights, above, nameof(first), nameof(above));
        Require.Length(other, count * shape.OutputSize, nameof(other));
        Require.Length(second, count * shape.InputSize, nameof(second));
        Run<G0, G1>(shape, count, above, weights, first, second, true, threads, other);
    }

    private static void Run<G0, G1>(
        in ConvShape shape,
        int count,
        Plane source,
        Plane weights,
        Plane first,
        Plane? second,
        bool adjoint,
        int threads,
        Plane? other = null
    )
        where G0 : IWeightMap
        where G1 : IWeightMap
    {
        if (count == 0)
            return;
        var asked = new LayerProduct
        {
            Shape = shape,
            Count = count,
            Source = source,
            Other = other,
            Weights = weights,
            First = first,
            Second = second,
            Adjoint = adjoint,
            Threads = threads,
        };
        if (Vector512.IsHardwareAccelerated)
            Dispatch<G0, G1, Tile8<Lanes512>, Lanes512>.Run(asked);
        else if (Vector256.IsHardwareAccelerated)
            Dispatch<G0, G1, Tile6<Lanes256>, Lanes256>.Run(asked);
        else if (AdvSimd.IsSupported)
            Dispatch<G0, G1, Tile8<Lanes128>, Lanes128>.Run(asked);
        else
            Dispatch<G0, G1, Tile6<Lanes128>, Lanes128>.Run(asked);
        asked.KeepAlive();
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
