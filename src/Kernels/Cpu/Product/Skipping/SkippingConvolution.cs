using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>
/// A convolution (or its adjoint) of one source by one or two maps of the weights, without the products by zeros:
/// after a ReLU half of the activations are zero, below a pool that takes the winner three quarters of the relevance.
/// The weights are packed once, rows of both maps side by side; then for each tile of grid positions and each block of
/// source channels the nonzeros are listed (<see cref="Nonzeros"/>) and all rows summed (<see cref="NonzeroSums{V}"/>).
/// </summary>
/// <remarks>Sums are taken in an order that depends on the layer and the source alone, on no cut.</remarks>
/// <typeparam name="G0">The first map.</typeparam>
/// <typeparam name="G1">The second map; unused where there is one target.</typeparam>
/// <typeparam name="V">The lanes.</typeparam>
internal static class SkippingConvolution<G0, G1, V>
    where G0 : IWeightMap
    where G1 : IWeightMap
    where V : struct, ILanes<V>
{
    /// <summary>Source and targets are input and outputs, or output and inputs if <paramref name="adjoint"/>.</summary>
    public static unsafe void Run(
        in ConvShape shape,
        int count,
        Plane source,
        Plane weights,
        Plane first,
        Plane? second,
        bool adjoint,
        int threads
    )
    {
        int degree = Workers.Degree(threads, 2 * count * shape.Multiplications);
        int phases = adjoint ? shape.StrideHeight * shape.StrideWidth : 1;
        using Scratch scratch = Scratch.Borrow(SkippingJob<G0, G1, V>.PackedSize(shape, second is not null, adjoint));
        for (int phase = 0; phase < phases; phase++)
        {
            var operands = ConvOperands<G0>.Of(shape, source, weights, first, adjoint, phase, 0);
            var others = ConvOperands<G1>.Of(shape, source, weights, second ?? first, adjoint, phase, 0);
            int rows = adjoint ? shape.Channels : shape.OutChannels;
            var job = new SkippingJob<G0, G1, V>(operands, others, rows, second is null ? 1 : 2, count, degree, scratch.Start);
            if (job.Items == 0)
                continue;
            Workers.Run(new PackJob<G0, G1, V>(job), job.UnitBlocks, degree);
            Workers.Run(job, job.Items, degree);
        }
    }
}

/// <summary>An item is a block of source channels whose weights are packed.</summary>
internal readonly struct PackJob<G0, G1, V>(SkippingJob<G0, G1, V> job) : IJob
    where G0 : IWeightMap
    where G1 : IWeightMap
    where V : struct, ILanes<V>
{
    /// <inheritdoc/>
    public void Do(int item) => job.Pack(item);
}
