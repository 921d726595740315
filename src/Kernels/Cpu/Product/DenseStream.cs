namespace RuleCompiler.Kernels;

/// <summary>
/// A dense layer or its adjoint on few samples: memory bound, so the weights are read once, in their order, for both
/// maps; nothing is packed. Several rows go by at a time, which asks the memory for several streams.
/// </summary>
/// <typeparam name="G0">The first map.</typeparam>
/// <typeparam name="G1">The second map; unused where there is one target.</typeparam>
/// <typeparam name="V">The lanes.</typeparam>
internal static class DenseStream<G0, G1, V>
    where G0 : IWeightMap
    where G1 : IWeightMap
    where V : struct, ILanes<V>
{
    /// <summary>Up to this many samples streaming beats packing.</summary>
    public const int MostSamples = 8;

    /// <summary>Computes what is asked.</summary>
    public static void Run(in LayerProduct asked)
    {
        int degree = asked.Degree;
        if (asked.Adjoint)
        {
            var job = new StreamBackwardJob<G0, G1, V>(asked, degree);
            Workers.Run(job, job.Items, degree);
        }
        else
        {
            var job = new StreamForwardJob<G0, G1, V>(asked);
            Workers.Run(job, job.Items, degree);
        }
    }
}
