using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// Sums along a row of a pool's windows: terms lie along the inputs, one row for each group of columns, between
/// borders of zeros; outputs take every stride-th of them.
/// </summary>
internal readonly unsafe struct PoolSums
{
    private readonly ConvShape shape;
    private readonly nint line;
    private readonly float* lines;

    /// <summary>Memory at <paramref name="memory"/>, which moves on.</summary>
    public PoolSums(in ConvShape shape, int groups, ref float* memory)
    {
        (this.shape, line) = (shape, PoolRows.Line(shape));
        lines = memory;
        memory += groups * line;
        new Span<float>(lines, checked((int)(groups * line))).Clear();
    }

    /// <summary>How many numbers this takes.</summary>
    public static nint Size(in ConvShape shape, int groups) => groups * PoolRows.Line(shape);

    /// <summary>[Width]: where a group's terms belong.</summary>
    public float* Terms(int group) => lines + group * line + shape.PadLeft;

    /// <summary>Writes a row of outputs.</summary>
    public void Write(float* to)
    {
        if (Vector256.IsHardwareAccelerated && shape.OutWidth >= Lanes256.Width)
            Write<Lanes256>(to);
        else if (shape.OutWidth >= Lanes128.Width)
            Write<Lanes128>(to);
        else if (shape.DilationWidth == 1 && shape.StrideWidth >= 2 * Lanes128.Width)
            Wide(to);
        else
            Write<Lane>(to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write<V>(float* to)
        where V : struct, ILanes<V>
    {
        int kernel = shape.KernelWidth,
            stride = shape.StrideWidth,
            dilation = shape.DilationWidth,
            width = shape.OutWidth;
        for (int x = 0; x < width; x += V.Width)
        {
            x = Math.Min(x, width - V.Width);
            V sum = V.Zero;
            for (int t = 0; t < kernel; t++)
                sum += LoadEvery<V>(Column(t) + (nint)x * stride, stride);
            Store(to + x, sum);
        }
    }

    /// <summary>Where the terms of column t of the window of output 0 are.</summary>
    private float* Column(int t) => lines + PoolTaps.GroupOf(shape, t) * line + (nint)t * shape.DilationWidth;

    /// <summary>Few outputs with wide windows: lanes run along the window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Wide(float* to)
    {
        for (int x = 0; x < shape.OutWidth; x++)
        {
            float sum = 0;
            for (int t = 0; t < shape.KernelWidth; t += shape.StrideWidth)
                sum += Total(
                    Column(t) + (nint)x * shape.StrideWidth,
                    Math.Min(shape.StrideWidth, shape.KernelWidth - t)
                );
            to[x] = sum;
        }
    }

    private static float Total(float* from, int count)
    {
        Lanes128 sum = Lanes128.Zero,
            other = Lanes128.Zero;
        int i = 0;
        for (; i <= count - 2 * Lanes128.Width; i += 2 * Lanes128.Width)
        {
            sum += Load<Lanes128>(from + i);
            other += Load<Lanes128>(from + i + Lanes128.Width);
        }
        float total = Lanes128.Sum(sum + other);
        for (; i < count; i++)
            total += from[i];
        return total;
    }
}
