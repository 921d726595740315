namespace RuleCompiler.OnnxImport;

/// <summary>Sums, means and maxima along axes: a pool over the whole of them.</summary>
internal static class Reductions
{
    private delegate Value.Computed Reduce(Lowering to, Operation op, Value.Computed x, int[] axes);

    public static IReadOnlyDictionary<string, Lower> Operators { get; } =
        new Dictionary<string, Lower>
        {
            ["ReduceMean"] = With(Mean),
            ["ReduceSum"] = With(Sum),
            ["ReduceMax"] = With(Max),
            ["ReduceMin"] = With(Min),
            ["ReduceL1"] = With((to, op, x, axes) => Sum(to, op, to.Unary(op, "Abs", x), axes)),
            ["ReduceSumSquare"] = With(SumSquare),
            ["ReduceL2"] = With((to, op, x, axes) => to.Unary(op, "Sqrt", SumSquare(to, op, x, axes))),
            ["ReduceLogSum"] = With((to, op, x, axes) => to.Unary(op, "Log", Sum(to, op, x, axes))),
            ["ReduceLogSumExp"] = With(
                (to, op, x, axes) => to.Unary(op, "Log", Sum(to, op, to.Unary(op, "Exp", x), axes))
            ),
        };

    /// <summary>The mean along axes, which stay as axes of length 1.</summary>
    public static Value.Computed Mean(Lowering to, Operation op, Value.Computed x, int[] axes) =>
        Pool(to, op, x, axes, mean: true);

    /// <summary>The sum along axes, which stay as axes of length 1.</summary>
    public static Value.Computed Sum(Lowering to, Operation op, Value.Computed x, int[] axes)
    {
        long count = Shapes.Count([.. axes.Select(axis => x.Extents[axis])]);
        Value.Computed mean = Mean(to, op, x, axes);
        return count == 1 ? mean : to.Affine(op, mean, count, 0);
    }

    /// <summary>The maximum along axes, which stay as axes of length 1.</summary>
    public static Value.Computed Max(Lowering to, Operation op, Value.Computed x, int[] axes) =>
        Pool(to, op, x, axes, mean: false);

    private static Value.Computed Min(Lowering to, Operation op, Value.Computed x, int[] axes) =>
        to.Affine(op, Max(to, op, to.Affine(op, x, -1, 0), axes), -1, 0);

    private static Value.Computed SumSquare(Lowering to, Operation op, Value.Computed x, int[] axes) =>
        Sum(to, op, Arithmetic.Product(to, op, [x, x]), axes);

    private static Lower With(Reduce reduce) =>
        (to, op) =>
        {
            Value.Computed x = to.Computed(op, 0);
            int rank = x.Extents.Length;
            long[] given = to.Integers(op, "axes", 1) ?? [];
            if (given.Length == 0 && op.Attributes.Integer("noop_with_empty_axes", 0) != 0)
            {
                return [x];
            }

            int[] axes = given.Length == 0 ? [.. Enumerable.Range(0, rank)] : to.Axes(op, given, rank);
            Value.Computed reduced = reduce(to, op, x, axes);
            return op.Attributes.Integer("keepdims", 1) != 0
                ? [reduced]
                : [reduced with { Extents = [.. reduced.Extents.Where((_, axis) => !axes.Contains(axis))] }];
        };

    private static Value.Computed Pool(Lowering to, Operation op, Value.Computed x, int[] axes, bool mean)
    {
        int rank = x.Extents.Length;
        int[] kept = [.. Enumerable.Range(0, rank).Where(axis => !axes.Contains(axis))],
            extents = [.. x.Extents.Select((extent, axis) => axes.Contains(axis) ? 1 : extent)];
        int channels = (int)Shapes.Count([.. kept.Select(axis => x.Extents[axis])]);
        int[] image = [.. axes.Select(axis => x.Extents[axis]).Where(extent => extent > 1)];
        if (image.Length == 0)
        {
            return x with { Extents = extents };
        }

        Value.Computed last = to.Transpose(op, x, [.. kept, .. axes]);
        (int height, int width) = image.Length == 2 ? (image[0], image[1]) : (1, (int)Shapes.Count(image));
        return Pools.Whole(to, op, last, channels, height, width, mean) with { Extents = extents };
    }
}
