using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>An item is a run of outputs: each is a dot product with a row of the weights, four rows at a time.</summary>
internal readonly unsafe struct StreamForwardJob<G0, G1, V>(LayerProduct asked) : IJob
    where G0 : IWeightMap
    where G1 : IWeightMap
    where V : struct, ILanes<V>
{
    private readonly int inputs = asked.Shape.Channels,
        outputs = asked.Shape.OutChannels,
        step = Math.Max(4, 65536 / asked.Shape.Channels & ~3); // the same fours, however items are cut

    /// <summary>How many items.</summary>
    public int Items => (outputs + step - 1) / step;

    /// <inheritdoc/>
    public void Do(int item)
    {
        int last = Math.Min((item + 1) * step, outputs);
        for (int o = item * step; o < last; o += 4)
        {
            int rows = Math.Min(4, last - o);
            for (int n = 0; n < asked.Count; n++)
            {
                // the second map finds the rows in the cache
                Rows<G0>(o, rows, n, asked.Source.Start, asked.First.Start);
                if (asked.Second is { } second)
                    Rows<G1>(o, rows, n, (asked.Other ?? asked.Source).Start, second.Start);
            }
        }
    }

    private void Rows<G>(int row, int rows, int sample, float* source, float* target)
        where G : IWeightMap
    {
        float* w = asked.Weights.Start + (nint)row * inputs;
        float* x = source + (nint)sample * inputs;
        float* to = target + (nint)sample * outputs + row;
        if (rows == 4)
        {
            Dots<G>(w, x, inputs, to);
            return;
        }
        for (int r = 0; r < rows; r++, w += inputs)
            to[r] = Dot<G>(w, x, inputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots<G>(float* w, float* x, int length, float* dots)
        where G : IWeightMap
    {
        float* w1 = w + length,
            w2 = w1 + length,
            w3 = w2 + length;
        V a0 = V.Zero,
            a1 = V.Zero,
            a2 = V.Zero,
            a3 = V.Zero;
        V b0 = V.Zero,
            b1 = V.Zero,
            b2 = V.Zero,
            b3 = V.Zero;
        nint i = 0;
        for (; i <= length - 2 * V.Width; i += 2 * V.Width)
        {
            V a = Load<V>(x + i),
                b = Load<V>(x + i + V.Width);
            a0 = V.MultiplyAdd(G.Map(Load<V>(w + i)), a, a0);
            a1 = V.MultiplyAdd(G.Map(Load<V>(w1 + i)), a, a1);
            a2 = V.MultiplyAdd(G.Map(Load<V>(w2 + i)), a, a2);
            a3 = V.MultiplyAdd(G.Map(Load<V>(w3 + i)), a, a3);
            b0 = V.MultiplyAdd(G.Map(Load<V>(w + i + V.Width)), b, b0);
            b1 = V.MultiplyAdd(G.Map(Load<V>(w1 + i + V.Width)), b, b1);
            b2 = V.MultiplyAdd(G.Map(Load<V>(w2 + i + V.Width)), b, b2);
            b3 = V.MultiplyAdd(G.Map(Load<V>(w3 + i + V.Width)), b, b3);
        }
        dots[0] = V.Sum(a0 + b0);
        dots[1] = V.Sum(a1 + b1);
        dots[2] = V.Sum(a2 + b2);
        dots[3] = V.Sum(a3 + b3);
        for (; i < length; i++)
        {
            dots[0] += G.Map(new Lane(w[i])).Value * x[i];
            dots[1] += G.Map(new Lane(w1[i])).Value * x[i];
            dots[2] += G.Map(new Lane(w2[i])).Value * x[i];
            dots[3] += G.Map(new Lane(w3[i])).Value * x[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Dot<G>(float* w, float* x, int length)
        where G : IWeightMap
    {
        V even = V.Zero,
            odd = V.Zero;
        nint i = 0;
        for (; i <= length - 2 * V.Width; i += 2 * V.Width)
        {
            even = V.MultiplyAdd(G.Map(Load<V>(w + i)), Load<V>(x + i), even);
            odd = V.MultiplyAdd(G.Map(Load<V>(w + i + V.Width)), Load<V>(x + i + V.Width), odd);
        }
        float sum = V.Sum(even + odd);
        for (; i < length; i++)
            sum += G.Map(new Lane(w[i])).Value * x[i];
        return sum;
    }
}
