namespace RuleCompiler.Kernels;

/// <summary>
/// A convolution (or its adjoint) of one source by one or two maps of the weights, without the products by zeros:
/// after a ReLU half of the activations are zero, below a pool that takes the winner three quarters of the relevance.
/// The weights are packed once for all samples; then for each tile of grid positions and each block of source channels the nonzeros
/// are listed (<see cref="Nonzeros"/>) and all target channels summed (<see cref="NonzeroSums{V}"/>).
/// </summary>
/// <remarks>Sums are taken in an order that depends on the layer and the source alone, on no cut.</remarks>
/// <typeparam name="G0">The first map.</typeparam>
/// <typeparam name="G1">The second map; unused where there is one target.</typeparam>
/// <typeparam name="V">The lanes.</typeparam>
internal ref struct SkippingConvolution<G0, G1, V>
    where G0 : IWeightMap
    where G1 : IWeightMap
    where V : struct, ILanes<V>
{
    private Scratch packed;
    private bool isPacked;

    /// <summary>Computes what is asked of some samples; the weights stay packed for the next ones of the same product.</summary>
    public unsafe void Run(in LayerProduct asked)
    {
        int degree = asked.Degree;
        bool pack = !isPacked || asked.Phases > 1; // each phase of a stride has other taps
        if (!isPacked)
            packed = Scratch.Borrow(SkippingJob<G0, G1, V>.PackedSize(asked));
        isPacked = true;
        for (int phase = 0; phase < asked.Phases; phase++)
        {
            var job = new SkippingJob<G0, G1, V>(asked, phase, degree, packed.Start);
            if (job.Items == 0)
                continue;
            if (pack)
                Workers.Run(new PackJob<G0, G1, V>(job), job.UnitBlocks, degree);
            Workers.Run(job, job.Items, degree);
        }
    }

    /// <summary>Gives back the memory.</summary>
    public readonly void Dispose()
    {
        if (isPacked)
            packed.Dispose();
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
