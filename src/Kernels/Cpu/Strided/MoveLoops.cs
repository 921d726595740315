using System.Numerics;
using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>The loops over a part of one sample's values.</summary>
/// <param name="moves">All of the loops.</param>
/// <param name="steps">Steps of the axis <see cref="Moves.Split"/>, which this part has fewer of.</param>
/// <param name="add">Whether values are added to what is there; otherwise they replace it.</param>
internal readonly unsafe ref struct MoveLoops(Moves moves, int steps, bool add)
{
    /// <summary>Side of a square of a transpose: 16 cache lines at either end.</summary>
    private const int Square = 16;

    private readonly MoveAxis[] axes = moves.Axes;

    /// <summary>Moves the values from axis <paramref name="axis"/> inward.</summary>
    public void Along(int axis, float* from, float* to)
    {
        int inner = axes.Length - (moves.Kind == MoveKind.Transpose ? 2 : 1);
        if (axis < inner)
        {
            int extent = Steps(axis);
            for (int i = 0; i < extent; i++)
                Along(axis + 1, from + (nint)i * axes[axis].From, to + (nint)i * axes[axis].To);
            return;
        }
        switch (moves.Kind)
        {
            case MoveKind.Run when add:
                Add(Steps(axis), from, to);
                break;
            case MoveKind.Run:
                new ReadOnlySpan<float>(from, Steps(axis)).CopyTo(new Span<float>(to, Steps(axis)));
                break;
            case MoveKind.Fill when !add:
                new Span<float>(to, Steps(axis)).Fill(*from);
                break;
            case MoveKind.Sum when add:
                *to += Sum(Steps(axis), from);
                break;
            case MoveKind.Transpose:
                Transpose(axis, from, to);
                break;
            default:
                Any(axis, from, to);
                break;
        }
    }

    private int Steps(int axis) => axis == moves.Split ? steps : axes[axis].Extent;

    private static void Add(int count, float* from, float* to)
    {
        int i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
            Unsafe.WriteUnaligned(
                to + i,
                Unsafe.ReadUnaligned<Vector<float>>(to + i) + Unsafe.ReadUnaligned<Vector<float>>(from + i)
            );
        for (; i < count; i++)
            to[i] += from[i];
    }

    /// <summary>In double: a broadcast may have reached a whole plane. Four chains hide the addition's latency.</summary>
    private static float Sum(int count, float* from)
    {
        double a = 0,
            b = 0,
            c = 0,
            d = 0;
        int i = 0;
        for (; i <= count - 4; i += 4)
        {
            a += from[i];
            b += from[i + 1];
            c += from[i + 2];
            d += from[i + 3];
        }
        for (; i < count; i++)
            a += from[i];
        return (float)(a + b + (c + d));
    }

    /// <summary>Square by square, so that every cache line is used up while it is near.</summary>
    private void Transpose(int axis, float* from, float* to)
    {
        int rows = Steps(axis),
            columns = Steps(axis + 1);
        nint down = axes[axis].To,
            across = axes[axis + 1].From;
        for (int y = 0; y < rows; y += Square)
        {
            int height = Math.Min(Square, rows - y);
            for (int x = 0; x < columns; x += Square)
                Turn(height, Math.Min(Square, columns - x), from + y + x * across, across, to + y * down + x, down);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Turn(int height, int width, float* from, nint across, float* to, nint down)
    {
        for (int y = 0; y < height; y++, from++, to += down)
        {
            float* source = from;
            if (add)
            {
                for (int x = 0; x < width; x++, source += across)
                    to[x] += *source;
            }
            else
            {
                for (int x = 0; x < width; x++, source += across)
                    to[x] = *source;
            }
        }
    }

    private void Any(int axis, float* from, float* to)
    {
        if (axis == axes.Length) // a single value
        {
            *to = add ? *to + *from : *from;
            return;
        }
        int extent = Steps(axis);
        nint near = axes[axis].From,
            far = axes[axis].To;
        for (int i = 0; i < extent; i++, from += near, to += far)
            *to = add ? *to + *from : *from;
    }
}
