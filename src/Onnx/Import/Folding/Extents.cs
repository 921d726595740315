namespace RuleCompiler.OnnxImport.Folding;

/// <summary>Checks of shapes and axes that a file gives and that may be nonsense; the arithmetic is that of <see cref="Shapes"/>.</summary>
internal static class Extents
{
    /// <summary>What a few numbers of a file may be repeated to.</summary>
    private const long Grown = 1L << 24;

    /// <summary>The number of elements; 1 for a single number.</summary>
    /// <exception cref="FoldingException">An extent is negative or there are more than 2²⁸ elements.</exception>
    public static int Count(IReadOnlyList<long> shape)
    {
        if (shape.Any(extent => extent < 0))
            throw new FoldingException($"the shape [{string.Join(", ", shape)}] has a negative extent");
        if (shape.Contains(0))
            return 0;
        long count = 1;
        foreach (long extent in shape)
        {
            if (extent > Shapes.Most / count)
                throw new FoldingException($"the shape [{string.Join(", ", shape)}] has more than 2^28 elements");
            count *= extent;
        }

        return (int)count;
    }

    public static int Count(IReadOnlyList<int> shape) => Count([.. shape.Select(extent => (long)extent)]);

    /// <summary>The shape that a list of whole numbers gives, once it is known to be one.</summary>
    public static int[] Checked(IReadOnlyList<long> shape)
    {
        Count(shape);
        foreach (long extent in shape)
        {
            if (extent > Shapes.Most)
                throw new FoldingException($"the shape [{string.Join(", ", shape)}] has an extent above 2^28");
        }

        return [.. shape.Select(extent => (int)extent)];
    }

    /// <summary>The shape of a result that repeats its inputs' values, of which there are few.</summary>
    /// <exception cref="FoldingException">An extent is negative or there are more than 2²⁴ elements.</exception>
    public static int[] Repeated(IReadOnlyList<long> shape) =>
        Count(shape) <= Grown
            ? Checked(shape)
            : throw new FoldingException(
                $"the shape [{string.Join(", ", shape.Take(64))}] has more than 2^24 elements"
            );

    /// <summary>An axis counted from the front.</summary>
    /// <exception cref="FoldingException">There is no such axis.</exception>
    public static int Axis(long axis, int rank) =>
        Shapes.Axis(axis, rank) ?? throw new FoldingException($"axis {axis} of a tensor with {rank} axes");

    /// <summary>Several axes counted from the front, none twice.</summary>
    public static int[] Axes(IEnumerable<long> axes, int rank)
    {
        int[] found = [.. axes.Select(axis => Axis(axis, rank))];
        return found.Distinct().Count() == found.Length
            ? found
            : throw new FoldingException($"the axes {string.Join(", ", found)} name an axis twice");
    }

    /// <summary>The shape of the result when both are broadcast as numpy does.</summary>
    /// <exception cref="FoldingException">They do not broadcast, or a few numbers to more than 2²⁴.</exception>
    public static int[] Broadcast(int[] a, int[] b)
    {
        int[] shape =
            Shapes.Broadcast(a, b)
            ?? throw new FoldingException($"the shapes {Shapes.Text(a)} and {Shapes.Text(b)} do not broadcast");
        return Count(shape) <= Math.Max(Grown, 4L * (Count(a) + (long)Count(b)))
            ? shape
            : throw new FoldingException(
                $"the shapes {Shapes.Text(a)} and {Shapes.Text(b)} broadcast to more than 2^24 elements"
            );
    }
}
