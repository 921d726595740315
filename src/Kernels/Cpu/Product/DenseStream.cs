using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// A dense layer or its adjoint on few samples: memory bound, so the weights are read once, in their order, and
/// nothing is packed.
/// </summary>
/// <typeparam name="G">g(w).</typeparam>
/// <typeparam name="V">The lanes.</typeparam>
internal static class DenseStream<G, V>
    where G : IWeightMap
    where V : struct, ILanes<V>
{
    /// <summary>Up to this many samples streaming beats packing.</summary>
    public const int MostSamples = 8;

    /// <summary>Source and target are input and output, or output and input if <paramref name="adjoint"/>.</summary>
    public static void Run(
        in ConvShape shape,
        int count,
        Plane source,
        Plane weights,
        Plane target,
        bool adjoint,
        bool accumulate,
        int threads
    )
    {
        int degree = Workers.Degree(threads, 2 * count * shape.Multiplications);
        if (adjoint)
        {
            var job = new StreamBackwardJob<G, V>(shape, count, source, weights, target, accumulate);
            Workers.Run(job, job.Items, degree);
        }
        else
        {
            var job = new StreamForwardJob<G, V>(shape, count, source, weights, target, accumulate);
            Workers.Run(job, job.Items, degree);
        }
    }
}

/// <summary>An item is a run of outputs: each is a dot product with a row of the weights.</summary>
internal readonly unsafe struct StreamForwardJob<G, V>(
    ConvShape shape,
    int count,
    Plane source,
    Plane weights,
    Plane target,
    bool accumulate
) : IJob
    where G : IWeightMap
    where V : struct, ILanes<V>
{
    private readonly int step = Math.Max(1, 65536 / shape.Channels);

    /// <summary>How many items.</summary>
    public int Items => (shape.OutChannels + step - 1) / step;

    /// <inheritdoc/>
    public void Do(int item)
    {
        int inputs = shape.Channels,
            outputs = shape.OutChannels;
        int last = Math.Min((item + 1) * step, outputs);
        for (int o = item * step; o < last; o++)
        {
            for (int n = 0; n < count; n++)
            {
                float dot = Dot(weights.Start + (nint)o * inputs, source.Start + (nint)n * inputs, inputs);
                float* to = target.Start + (nint)n * outputs + o;
                *to = accumulate ? *to + dot : dot;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Dot(float* w, float* x, int length)
    {
        V s0 = V.Zero,
            s1 = V.Zero,
            s2 = V.Zero,
            s3 = V.Zero;
        nint i = 0;
        for (; i <= length - 4 * V.Width; i += 4 * V.Width)
        {
            s0 = V.MultiplyAdd(G.Map(Load<V>(w + i)), Load<V>(x + i), s0);
            s1 = V.MultiplyAdd(G.Map(Load<V>(w + i + V.Width)), Load<V>(x + i + V.Width), s1);
            s2 = V.MultiplyAdd(G.Map(Load<V>(w + i + 2 * V.Width)), Load<V>(x + i + 2 * V.Width), s2);
            s3 = V.MultiplyAdd(G.Map(Load<V>(w + i + 3 * V.Width)), Load<V>(x + i + 3 * V.Width), s3);
        }
        for (; i <= length - V.Width; i += V.Width)
            s0 = V.MultiplyAdd(G.Map(Load<V>(w + i)), Load<V>(x + i), s0);
        float sum = V.Sum((s0 + s1) + (s2 + s3));
        for (; i < length; i++)
            sum += G.Map(new Lane(w[i])).Value * x[i];
        return sum;
    }
}

/// <summary>An item is a run of inputs: four rows of the weights at a time are added to it.</summary>
internal readonly unsafe struct StreamBackwardJob<G, V>(
    ConvShape shape,
    int count,
    Plane source,
    Plane weights,
    Plane target,
    bool accumulate
) : IJob
    where G : IWeightMap
    where V : struct, ILanes<V>
{
    private const int Step = 1024;

    /// <summary>How many items.</summary>
    public int Items => (shape.Channels + Step - 1) / Step;

    /// <inheritdoc/>
    public void Do(int item)
    {
        int inputs = shape.Channels,
            outputs = shape.OutChannels;
        nint first = (nint)item * Step;
        int length = (int)Math.Min(Step, inputs - first);
        for (int n = 0; n < count && !accumulate; n++)
            new Span<float>(target.Start + (nint)n * inputs + first, length).Clear();
        for (int o = 0; o < outputs; o += 4)
        {
            float* rows = weights.Start + (nint)o * inputs + first;
            for (int n = 0; n < count; n++)
            {
                float* above = source.Start + (nint)n * outputs + o;
                float* below = target.Start + (nint)n * inputs + first;
                if (o + 4 <= outputs)
                {
                    AddFour(rows, inputs, above, below, length);
                    continue;
                }
                for (int r = 0; r < outputs - o; r++)
                    AddOne(rows + (nint)r * inputs, above[r], below, length);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour(float* rows, nint stride, float* above, float* below, int length)
    {
        float* w0 = rows,
            w1 = w0 + stride,
            w2 = w1 + stride,
            w3 = w2 + stride;
        V a0 = V.Of(above[0]),
            a1 = V.Of(above[1]),
            a2 = V.Of(above[2]),
            a3 = V.Of(above[3]);
        nint j = 0;
        for (; j <= length - V.Width; j += V.Width)
        {
            V low = V.MultiplyAdd(G.Map(Load<V>(w0 + j)), a0, G.Map(Load<V>(w1 + j)) * a1);
            V high = V.MultiplyAdd(G.Map(Load<V>(w2 + j)), a2, G.Map(Load<V>(w3 + j)) * a3);
            Store(below + j, Load<V>(below + j) + (low + high));
        }
        for (; j < length; j++)
        {
            below[j] +=
                G.Map(new Lane(w0[j])).Value * above[0]
                + G.Map(new Lane(w1[j])).Value * above[1]
                + (G.Map(new Lane(w2[j])).Value * above[2] + G.Map(new Lane(w3[j])).Value * above[3]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOne(float* w, float above, float* below, int length)
    {
        V a = V.Of(above);
        nint j = 0;
        for (; j <= length - V.Width; j += V.Width)
            Store(below + j, V.MultiplyAdd(G.Map(Load<V>(w + j)), a, Load<V>(below + j)));
        for (; j < length; j++)
            below[j] += G.Map(new Lane(w[j])).Value * above;
    }
}
