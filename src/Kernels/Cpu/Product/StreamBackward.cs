using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// An item is a run of inputs, to which the rows of the weights are added, each times its relevance: eight rows to a
/// sum of their own, the sums one after the other. Rows without relevance are not read; the others' sums stay the same
/// to the bit.
/// </summary>
internal readonly unsafe struct StreamBackwardJob<G0, G1, V> : IJob
    where G0 : IWeightMap
    where G1 : IWeightMap
    where V : struct, ILanes<V>
{
    private const int Rows = 8;
    private const int MostColumns = 8192; // 32 KiB of sums: with the runs of eight rows no more than a second-level cache
    private readonly LayerProduct asked;
    private readonly int inputs,
        outputs,
        step;

    public StreamBackwardJob(in LayerProduct asked, int degree)
    {
        this.asked = asked;
        (inputs, outputs) = (asked.Shape.Channels, asked.Shape.OutChannels);
        int share = degree <= 1 ? inputs : (inputs + 2 * degree - 1) / (2 * degree);
        step = Math.Min(MostColumns, (share + 63) & ~63);
    }

    /// <summary>How many items.</summary>
    public int Items => (inputs + step - 1) / step;

    /// <inheritdoc/>
    public void Do(int item)
    {
        int column = item * step,
            length = Math.Min(step, inputs - column);
        float* first = asked.First.Start + column,
            second = asked.Second is { } other ? other.Start + column : null;
        for (int n = 0; n < asked.Count; n++)
        {
            new Span<float>(first + (nint)n * inputs, length).Clear();
            if (second != null)
                new Span<float>(second + (nint)n * inputs, length).Clear();
        }
        float** rows = stackalloc float*[Rows];
        float* factors = stackalloc float[Rows];
        for (int o = 0; o < outputs; o += Rows)
        {
            for (int n = 0; n < asked.Count; n++)
            {
                int many = Relevant(asked.Source, n, o, column, rows, factors);
                if (many > 0)
                    Add<G0>(rows, factors, many, first + (nint)n * inputs, length);
                if (second == null)
                    continue;
                if (asked.Other is { } source)
                    many = Relevant(source, n, o, column, rows, factors);
                if (many > 0)
                    Add<G1>(rows, factors, many, second + (nint)n * inputs, length);
            }
        }
    }

    /// <summary>The rows from <paramref name="row"/> on that have relevance, from a column on.</summary>
    private int Relevant(Plane source, int sample, int row, int column, float** rows, float* factors)
    {
        float* above = source.Start + (nint)sample * outputs;
        int many = 0;
        for (int k = row; k < Math.Min(row + Rows, outputs); k++)
        {
            if (above[k] == 0)
                continue;
            rows[many] = asked.Weights.Start + (nint)k * inputs + column;
            factors[many++] = above[k];
        }
        return many;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<G>(float** rows, float* factors, int many, float* below, int length)
        where G : IWeightMap
    {
        nint j = 0;
        for (; j <= length - 4 * V.Width; j += 4 * V.Width)
        {
            V s0 = V.Zero,
                s1 = V.Zero,
                s2 = V.Zero,
                s3 = V.Zero;
            for (nint r = 0; r < many; r++)
            {
                float* w = rows[r] + j;
                V a = V.Of(factors[r]);
                s0 = V.MultiplyAdd(G.Map(Load<V>(w)), a, s0);
                s1 = V.MultiplyAdd(G.Map(Load<V>(w + V.Width)), a, s1);
                s2 = V.MultiplyAdd(G.Map(Load<V>(w + 2 * V.Width)), a, s2);
                s3 = V.MultiplyAdd(G.Map(Load<V>(w + 3 * V.Width)), a, s3);
            }
            Store(below + j, Load<V>(below + j) + s0);
            Store(below + j + V.Width, Load<V>(below + j + V.Width) + s1);
            Store(below + j + 2 * V.Width, Load<V>(below + j + 2 * V.Width) + s2);
            Store(below + j + 3 * V.Width, Load<V>(below + j + 3 * V.Width) + s3);
        }
        for (; j <= length - V.Width; j += V.Width)
        {
            V sum = V.Zero;
            for (nint r = 0; r < many; r++)
                sum = V.MultiplyAdd(G.Map(Load<V>(rows[r] + j)), V.Of(factors[r]), sum);
            Store(below + j, Load<V>(below + j) + sum);
        }
        for (; j < length; j++)
        {
            float sum = 0;
            for (nint r = 0; r < many; r++)
                sum = float.MultiplyAddEstimate(G.Map(new Lane(rows[r][j])).Value, factors[r], sum);
            below[j] += sum;
        }
    }
}
