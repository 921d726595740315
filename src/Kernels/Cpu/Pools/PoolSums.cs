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
    private readonly int pad,
        kernel,
        stride,
        width;
    private readonly bool wide;
    private readonly int line;
    private readonly int* columns; // where the terms of each column of output 0's window are
    private readonly float* lines;

    /// <summary>Memory at <paramref name="memory"/>, which moves on.</summary>
    public PoolSums(in ConvShape shape, ref float* memory)
    {
        (pad, kernel, stride, width) = (shape.PadLeft, shape.KernelWidth, shape.StrideWidth, shape.OutWidth);
        wide = shape.DilationWidth == 1 && stride >= 2 * Lanes128.Width && width < Lanes128.Width;
        line = PoolRows.Line(shape);
        columns = (int*)memory;
        lines = (float*)(columns + kernel);
        memory += Size(shape);
        for (int t = 0; t < kernel; t++)
            columns[t] = PoolTaps.GroupOf(shape, t) * line + t * shape.DilationWidth;
        for (float* p = lines; p < memory; p++)
            *p = 0;
    }

    /// <summary>How many numbers this takes.</summary>
    public static nint Size(in ConvShape shape) =>
        (nint)PoolTaps.GroupsOf(shape) * PoolRows.Line(shape) + shape.KernelWidth;

    /// <summary>[Width]: where a group's terms belong.</summary>
    public float* Terms(int group) => lines + (nint)group * line + pad;

    /// <summary>Writes a row of outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(float* to)
    {
        if (wide)
            AlongWindows(to);
        else if (stride == 1)
            Write<StrideOne>(to);
        else if (stride == 2)
            Write<StrideTwo>(to);
        else
            Write<StrideAny>(to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write<S>(float* to)
        where S : struct, IStride
    {
        if (Vector256.IsHardwareAccelerated && width >= Lanes256.Width)
            Write<Lanes256, S>(to);
        else if (width >= Lanes128.Width)
            Write<Lanes128, S>(to);
        else
            Write<Lane, S>(to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write<V, S>(float* to)
        where V : struct, ILanes<V>
        where S : struct, IStride
    {
        int* first = columns;
        int* end = first + kernel;
        nint step = stride;
        int last = width - V.Width;
        for (int x = 0; x <= last; x = x < last ? Math.Min(x + V.Width, last) : last + 1)
        {
            float* from = lines + x * step;
            V sum = V.Zero;
            for (int* column = first; column < end; column++)
                sum += S.Load<V>(from + *column, step);
            Store(to + x, sum);
        }
    }

    /// <summary>Few outputs with wide windows: lanes run along the window.</summary>
    private void AlongWindows(float* to)
    {
        for (int x = 0; x < width; x++)
        {
            float sum = 0;
            for (int t = 0; t < kernel; t += stride)
                sum += Total(lines + columns[t] + (nint)x * stride, Math.Min(stride, kernel - t));
            to[x] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
