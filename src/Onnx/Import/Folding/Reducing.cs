namespace RuleCompiler.OnnxImport.Folding;

/// <summary>Sums, means, products and extremes over axes.</summary>
internal static class Reducing
{
    private delegate double Reduction(ReadOnlySpan<double> values);

    public static IReadOnlyDictionary<string, Func<Operands, ConstantTensor?>> Operators { get; } =
        new Dictionary<string, Func<Operands, ConstantTensor?>>
        {
            ["ReduceSum"] = operands => Reduce(operands, 13, values => Sum(values, x => x)),
            ["ReduceMean"] = operands => Reduce(operands, 18, values => Sum(values, x => x) / values.Length),
            ["ReduceProd"] = operands => Reduce(operands, 18, Product),
            ["ReduceMax"] = operands => Reduce(operands, 18, Largest),
            ["ReduceMin"] = operands => Reduce(operands, 18, Smallest),
            ["ReduceL1"] = operands => Reduce(operands, 18, values => Sum(values, Math.Abs)),
            ["ReduceL2"] = operands => Reduce(operands, 18, values => Math.Sqrt(Sum(values, x => x * x))),
            ["ReduceSumSquare"] = operands => Reduce(operands, 18, values => Sum(values, x => x * x)),
            ["ReduceLogSum"] = operands => Reduce(operands, 18, values => Math.Log(Sum(values, x => x))),
            ["ReduceLogSumExp"] = operands => Reduce(operands, 18, LogSumExp),
        };

    private static double Sum(ReadOnlySpan<double> values, Func<double, double> of)
    {
        double sum = 0;
        foreach (double value in values)
            sum += of(value);
        return sum;
    }

    private static double Product(ReadOnlySpan<double> values)
    {
        double product = 1;
        foreach (double value in values)
            product *= value;
        return product;
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in values)
            largest = Math.Max(largest, value);
        return largest;
    }

    private static double Smallest(ReadOnlySpan<double> values)
    {
        double smallest = double.PositiveInfinity;
        foreach (double value in values)
            smallest = Math.Min(smallest, value);
        return smallest;
    }

    private static double LogSumExp(ReadOnlySpan<double> values)
    {
        double largest = Largest(values);
        return double.IsInfinity(largest) ? largest : largest + Math.Log(Sum(values, x => Math.Exp(x - largest)));
    }

    /// <summary>Reduces the axes, which are an input from an operator set on.</summary>
    private static ConstantTensor Reduce(Operands operands, int axesAreInput, Reduction reduction)
    {
        ConstantTensor data = operands[0];
        int rank = data.Shape.Length;
        long[]? given = operands.Opset < axesAreInput ? operands.Attributes.Integers("axes") : operands.List("axes", 1);
        if (given is null or [] && operands.Attributes.Integer("noop_with_empty_axes", 0) != 0)
            return data;
        int[] axes = given is null or [] ? [.. Enumerable.Range(0, rank)] : Extents.Axes(given, rank);
        int[] kept = [.. Enumerable.Range(0, rank).Except(axes)];
        bool keep = operands.Attributes.Integer("keepdims", 1) != 0;
        int[] shape = keep
            ? [.. data.Shape.Select((extent, axis) => axes.Contains(axis) ? 1 : extent)]
            : [.. kept.Select(axis => data.Shape[axis])];
        ConstantTensor rows = data.Permuted([.. kept, .. axes]);
        int length = Extents.Count([.. axes.Select(axis => data.Shape[axis])]);
        int count = Extents.Count(shape);
        double[] row = new double[length];
        double[] results = new double[count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < length; j++)
                row[j] = rows.Reals is { } reals ? reals[(i * length) + j] : rows.Integers![(i * length) + j];
            results[i] = reduction(row);
        }

        return data.Reals is not null
            ? new(shape, Array.ConvertAll(results, value => (float)value))
            : new(shape, Array.ConvertAll(results, value => (long)value));
    }
}
