using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>An item is one output channel of one row.</summary>
internal unsafe struct DirectForwardJob<P, V>(P policy, ConvShape shape, int columns, Plane weights, Plane output)
    : IJob
    where P : struct, IForwardTerm
    where V : struct, ILanes<V>
{
    private readonly Axis vertical = Axis.Forward(
        shape.Height,
        shape.OutHeight,
        shape.KernelHeight,
        shape.StrideHeight,
        shape.PadTop,
        shape.DilationHeight
    );
    private readonly Axis horizontal = Axis.Forward(
        shape.Width,
        shape.OutWidth,
        shape.KernelWidth,
        shape.StrideWidth,
        shape.PadLeft,
        shape.DilationWidth
    );
    private P policy = policy;

    /// <inheritdoc/>
    public void Do(int item)
    {
        (int row, int k) = Math.DivRem(item, shape.OutChannels);
        int inputs = shape.Channels / shape.Groups;
        int window = shape.KernelHeight * shape.KernelWidth;
        float* w = weights.Start + (nint)k * inputs * window;
        if (shape.IsDense)
        {
            output.Start[item] = Dot(row, w);
            return;
        }
        nint plane = (nint)vertical.Grid * horizontal.Grid;
        float* to = output.Start + item * plane;
        for (nint i = 0; i < plane; i++)
            to[i] = 0;
        int first = k / (shape.OutChannels / shape.Groups) * inputs;
        for (int c = first; c < first + inputs; c++, w += window)
            AddChannel(row, c, w, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddChannel(int row, int channel, float* w, float* to)
    {
        nint plane = (nint)shape.Height * shape.Width;
        for (int ty = 0; ty < vertical.Taps; ty++)
        {
            (int y0, int y1) = vertical.Inside(ty, 0, vertical.Grid);
            for (int tx = 0; tx < horizontal.Taps; tx++)
            {
                (int x0, int x1) = horizontal.Inside(tx, 0, horizontal.Grid);
                float weight = w[ty * horizontal.Taps + tx];
                for (int y = y0; y < y1; y++)
                {
                    nint position =
                        channel * plane
                        + (nint)(y * vertical.SourceStep + vertical.Offset(ty)) * shape.Width
                        + (nint)x0 * horizontal.SourceStep
                        + horizontal.Offset(tx);
                    Index input = Index.At(row, columns, shape.InputSize, position, channel);
                    AddRun(input, weight, to + (nint)y * horizontal.Grid + x0, x1 - x0);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRun(in Index input, float weight, float* to, int length)
    {
        int step = horizontal.SourceStep,
            x = 0;
        V w = V.Of(weight);
        for (; step == 1 && x <= length - V.Width; x += V.Width)
            Store(to + x, Load<V>(to + x) + policy.Term(input.Plus(x), w));
        for (; x < length; x++)
            to[x] += policy.Term(input.Plus((nint)x * step), new Lane(weight)).Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Dot(int row, float* w)
    {
        V sum = V.Zero;
        int j = 0;
        for (; j <= shape.Channels - V.Width; j += V.Width)
            sum += policy.Term(Index.At(row, columns, shape.Channels, j, j), Load<V>(w + j));
        float total = V.Sum(sum);
        for (; j < shape.Channels; j++)
            total += policy.Term(Index.At(row, columns, shape.Channels, j, j), new Lane(w[j])).Value;
        return total;
    }
}
