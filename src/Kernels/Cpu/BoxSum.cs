using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// The product of a layer all of whose weights are 1, by sums only: the channels of a group, then the window, then
/// the same number to every channel on the other side.
/// </summary>
public static class BoxSum
{
    /// <summary><c>output_k = Σ_j input_j</c> over the inputs that k sees.</summary>
    /// <param name="shape">The layer.</param>
    /// <param name="count">N.</param>
    /// <param name="input">[N,C,H,W].</param>
    /// <param name="output">[N,OutC,OH,OW].</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor.</param>
    /// <exception cref="ArgumentException">The shape is none, or a plane too short for it.</exception>
    public static void Forward(in ConvShape shape, int count, Plane input, Plane output, int threads)
    {
        Check(shape, count, input, output, nameof(input), nameof(output));
        Run(shape, count, input, output, false, threads);
    }

    /// <summary><c>below_j = Σ_k above_k</c> over the outputs that see j.</summary>
    /// <param name="shape">The layer.</param>
    /// <param name="count">N.</param>
    /// <param name="above">[N,OutC,OH,OW].</param>
    /// <param name="below">[N,C,H,W].</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor.</param>
    /// <exception cref="ArgumentException">The shape is none, or a plane too short for it.</exception>
    public static void Backward(in ConvShape shape, int count, Plane above, Plane below, int threads)
    {
        Check(shape, count, below, above, nameof(below), nameof(above));
        Run(shape, count, above, below, true, threads);
    }

    private static void Run(in ConvShape shape, int count, Plane source, Plane target, bool adjoint, int threads)
    {
        ConvShape simple = shape.Simplified();
        double operations = count * ((double)shape.InputSize + shape.OutputSize);
        var job = new BoxSumJob(simple, source, target, adjoint);
        Workers.Run(job, checked(count * simple.Groups), Workers.Degree(threads, operations));
        source.KeepAlive();
        target.KeepAlive();
    }

    private static void Check(
        in ConvShape shape,
        int count,
        Plane input,
        Plane output,
        string inputName,
        string outputName
    )
    {
        shape.Validate();
        Require.Count(count, nameof(count));
        Require.Length(input, count * shape.InputSize, inputName);
        Require.Length(output, count * shape.OutputSize, outputName);
    }
}

/// <summary>An item is one group of one sample.</summary>
internal readonly unsafe struct BoxSumJob(ConvShape shape, Plane source, Plane target, bool adjoint) : IJob
{
    /// <inheritdoc/>
    public void Do(int item)
    {
        (int sample, int group) = Math.DivRem(item, shape.Groups);
        int inputs = shape.Channels / shape.Groups,
            outputs = shape.OutChannels / shape.Groups;
        (int from, int to) = adjoint ? (outputs, inputs) : (inputs, outputs);
        int sourcePlane = adjoint ? shape.OutHeight * shape.OutWidth : shape.Height * shape.Width;
        int targetPlane = adjoint ? shape.Height * shape.Width : shape.OutHeight * shape.OutWidth;
        float* first = source.Start + (nint)item * from * sourcePlane;
        float* into = target.Start + (nint)item * to * targetPlane;

        using Scratch scratch = Scratch.Borrow((nint)2 * sourcePlane + targetPlane);
        float* sum = scratch.Start,
            window = sum + 2 * sourcePlane;
        if (sourcePlane == 1)
            *sum = Total(first, from);
        else
            SumChannels(first, from, sourcePlane, sum, sum + sourcePlane);
        for (int phase = 0; phase < (adjoint ? shape.StrideHeight * shape.StrideWidth : 1); phase++)
            SumWindows(sum, window, phase);
        for (int c = 0; c < to; c++, into += targetPlane)
            new Span<float>(window, targetPlane).CopyTo(new Span<float>(into, targetPlane));
    }

    /// <summary>Channels in blocks of 32, the blocks after that: short chains keep the rounding small.</summary>
    private static void SumChannels(float* first, int channels, int length, float* sum, float* block)
    {
        new Span<float>(sum, length).Clear();
        for (int c = 0; c < channels; c += 32)
        {
            new Span<float>(block, length).Clear();
            for (int d = c; d < Math.Min(c + 32, channels); d++)
                Add(first + (nint)d * length, block, length);
            Add(block, sum, length);
        }
    }

    /// <summary>A dense layer's one sum, in 32 partial sums.</summary>
    private static float Total(float* x, int length)
    {
        Lanes256 s0 = Lanes256.Zero,
            s1 = s0,
            s2 = s0,
            s3 = s0;
        int i = 0;
        for (; i <= length - 32; i += 32)
        {
            s0 += Load<Lanes256>(x + i);
            s1 += Load<Lanes256>(x + i + 8);
            s2 += Load<Lanes256>(x + i + 16);
            s3 += Load<Lanes256>(x + i + 24);
        }
        float sum = Lanes256.Sum((s0 + s1) + (s2 + s3));
        for (; i < length; i++)
            sum += x[i];
        return sum;
    }

    private void SumWindows(float* sum, float* window, int phase)
    {
        (int down, int across) = Math.DivRem(phase, shape.StrideWidth);
        Axis vertical = Axis.Down(shape, adjoint, down),
            horizontal = Axis.Across(shape, adjoint, across);
        for (int y = 0; y < vertical.Grid; y++)
        {
            float* line = window + (nint)(vertical.TargetStart + y * vertical.TargetStep) * horizontal.Target;
            for (int x = 0; x < horizontal.Grid; x++)
                line[horizontal.TargetStart + x * horizontal.TargetStep] = Window(sum, vertical, horizontal, y, x);
        }
    }

    private static float Window(float* sum, in Axis vertical, in Axis horizontal, int y, int x)
    {
        float total = 0;
        for (int ty = 0; ty < vertical.Taps; ty++)
        {
            int sy = y * vertical.SourceStep + vertical.Offset(ty);
            if ((uint)sy >= (uint)vertical.Source)
                continue;
            for (int tx = 0; tx < horizontal.Taps; tx++)
            {
                int sx = x * horizontal.SourceStep + horizontal.Offset(tx);
                if ((uint)sx < (uint)horizontal.Source)
                    total += sum[(nint)sy * horizontal.Source + sx];
            }
        }
        return total;
    }

    private static void Add(float* from, float* to, int length)
    {
        int i = 0;
        for (; i <= length - Lanes256.Width; i += Lanes256.Width)
            Store(to + i, Load<Lanes256>(to + i) + Load<Lanes256>(from + i));
        for (; i < length; i++)
            to[i] += from[i];
    }
}
