namespace RuleCompiler.OnnxImport;

/// <summary>Arithmetic on shapes.</summary>
internal static class Shapes
{
    /// <summary>More elements than a value of any network that runs on one machine has: 1 GiB of float32.</summary>
    public const long Most = 1L << 28;

    /// <summary>The number of elements; never overflows, and is past <see cref="Most"/> where it is past an array's.</summary>
    public static long Count(ReadOnlySpan<int> shape)
    {
        long count = 1;
        bool huge = false;
        foreach (int axis in shape)
        {
            count *= axis;
            huge |= count > int.MaxValue;
            count = Math.Min(count, int.MaxValue);
        }

        return count != 0 && huge ? int.MaxValue + 1L : count;
    }

    /// <summary>A value's shape without the batch, if the leading axis is one; a single number is [1].</summary>
    public static int[] Sample(int[] extents, bool batch) =>
        extents.Length == 0 ? [1]
        : batch && extents.Length > 1 && extents[0] == 1 ? extents[1..]
        : extents;

    /// <summary>An axis counted from the front, or null where there is none.</summary>
    public static int? Axis(long axis, int rank) =>
        axis < -rank || axis >= rank ? null
        : axis < 0 ? (int)(axis + rank)
        : (int)axis;

    /// <summary>How far apart neighbours along each axis lie in memory.</summary>
    public static int[] Strides(int[] shape)
    {
        int[] strides = new int[shape.Length];
        int step = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = step;
            step *= Math.Max(shape[axis], 1);
        }

        return strides;
    }

    /// <summary>The shape to which both broadcast as numpy does, or null where they do not.</summary>
    public static int[]? Broadcast(int[] one, int[] other)
    {
        int[] result = new int[Math.Max(one.Length, other.Length)];
        for (int back = 1; back <= result.Length; back++)
        {
            int a = back <= one.Length ? one[^back] : 1,
                b = back <= other.Length ? other[^back] : 1;
            if (a != b && a != 1 && b != 1)
            {
                return null;
            }

            result[^back] = a == 1 ? b : a;
        }

        return result;
    }

    /// <summary>The strides with which a tensor is read as if it had the larger shape: 0 where it repeats.</summary>
    public static int[] BroadcastStrides(int[] shape, int[] target)
    {
        int[] own = Strides(shape),
            strides = new int[target.Length];
        for (int back = 1; back <= shape.Length; back++)
        {
            strides[^back] = shape[^back] == 1 ? 0 : own[^back];
        }

        return strides;
    }

    public static string Text(IEnumerable<int> shape) => $"[{string.Join(", ", shape)}]";
}
