using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>An item is one input channel of one row, or a run of a dense layer's inputs: no two write the same number.</summary>
internal unsafe struct DirectBackwardJob<P, V>(P policy, ConvShape shape, int columns, Plane weights, Plane below)
    : IJob
    where P : struct, IBackwardTerm
    where V : struct, ILanes<V>
{
    private const int Run = 512;
    private P policy = policy;

    /// <summary>How many items a row has.</summary>
    public readonly int ItemsPerRow => shape.IsDense ? (shape.Channels + Run - 1) / Run : shape.Channels;

    /// <inheritdoc/>
    public void Do(int item)
    {
        (int row, int part) = Math.DivRem(item, ItemsPerRow);
        if (shape.IsDense)
        {
            int first = part * Run,
                length = Math.Min(Run, shape.Channels - first);
            new Span<float>(below.Start + (nint)row * shape.Channels + first, length).Clear();
            for (int k = 0; k < shape.OutChannels; k++)
                AddRun(
                    row,
                    first,
                    first,
                    length,
                    weights.Start + (nint)k * shape.Channels + first,
                    1,
                    Output(row, k, k)
                );
            return;
        }
        nint plane = (nint)shape.Height * shape.Width;
        float* to = below.Start + row * shape.InputSize + part * plane;
        for (nint i = 0; i < plane; i++)
            to[i] = 0;
        int inputs = shape.Channels / shape.Groups,
            outputs = shape.OutChannels / shape.Groups;
        nint window = (nint)shape.KernelHeight * shape.KernelWidth;
        (int group, int c) = Math.DivRem(part, inputs);
        for (int k = group * outputs; k < (group + 1) * outputs; k++)
            AddChannel(row, part, k, weights.Start + ((nint)k * inputs + c) * window);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddChannel(int row, int channel, int k, float* w)
    {
        int outWidth = shape.OutWidth,
            outHeight = shape.OutHeight,
            dilation = shape.DilationWidth;
        for (int y = 0; y < outHeight; y++)
        {
            for (int x = 0; x < outWidth; x++)
            {
                OneOutput output = Output(row, k, ((nint)k * outHeight + y) * outWidth + x);
                int left = x * shape.StrideWidth - shape.PadLeft;
                int from = left >= 0 ? 0 : (-left + dilation - 1) / dilation;
                int until = Math.Min(shape.KernelWidth, (shape.Width - left + dilation - 1) / dilation);
                for (int t = 0; t < shape.KernelHeight && from < until; t++)
                {
                    int line = y * shape.StrideHeight - shape.PadTop + t * shape.DilationHeight;
                    if ((uint)line >= (uint)shape.Height)
                        continue;
                    nint position = ((nint)channel * shape.Height + line) * shape.Width + left + from * dilation;
                    AddRun(row, channel, position, until - from, w + t * shape.KernelWidth + from, dilation, output);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRun(int row, int channel, nint position, int length, float* w, int step, in OneOutput output)
    {
        Index input = Index.At(row, columns, shape.InputSize, position, channel);
        bool spansChannels = shape.IsDense;
        float* to = below.Start + input.Full;
        int j = 0;
        for (; step == 1 && j <= length - V.Width; j += V.Width)
        {
            Index at = input.Plus(j);
            Store(
                to + j,
                Load<V>(to + j)
                    + policy.Term(spansChannels ? at with { Channel = channel + j } : at, output, Load<V>(w + j))
            );
        }
        for (; j < length; j++)
        {
            Index at = input.Plus((nint)j * step);
            to[(nint)j * step] += policy
                .Term(spansChannels ? at with { Channel = channel + j } : at, output, new Lane(w[j]))
                .Value;
        }
    }

    private readonly OneOutput Output(int row, int k, nint position) =>
        new(Index.At(row, columns, shape.OutputSize, position, k));
}
