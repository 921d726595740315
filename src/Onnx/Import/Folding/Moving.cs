namespace RuleCompiler.OnnxImport.Folding;

/// <summary>Values of one tensor read in another order, in part, or again.</summary>
internal static class Moving
{
    public static IReadOnlyDictionary<string, Func<Operands, ConstantTensor?>> Operators { get; } =
        new Dictionary<string, Func<Operands, ConstantTensor?>>
        {
            ["Transpose"] = Transpose,
            ["Slice"] = Slice,
            ["Expand"] = Expand,
            ["Tile"] = Tile,
            ["Gather"] = Gather,
        };

    private static ConstantTensor Transpose(Operands operands)
    {
        ConstantTensor data = operands[0];
        int rank = data.Shape.Length;
        int[] axes = operands.Attributes.Integers("perm") is { } given
            ? Extents.Axes(given, rank)
            : [.. Enumerable.Range(0, rank).Reverse()];
        return axes.Length == rank
            ? data.Permuted(axes)
            : throw new FoldingException($"a permutation of {axes.Length} axes for a tensor with {rank}");
    }

    private static ConstantTensor Slice(Operands operands)
    {
        ConstantTensor data = operands[0];
        long[] starts = operands.List("starts", 1) ?? throw new FoldingException("the starts are missing");
        long[] ends = operands.List("ends", 2) ?? throw new FoldingException("the ends are missing");
        long[] steps = operands.List("steps", 4) ?? [.. starts.Select(_ => 1L)];
        int[] axes = Extents.Axes(
            operands.List("axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)],
            data.Shape.Length
        );
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
            throw new FoldingException("starts, ends, axes and steps are not equally many");

        int[] shape = [.. data.Shape];
        int[] strides = Shapes.Strides(data.Shape);
        long offset = 0;
        for (int i = 0; i < axes.Length; i++)
        {
            (long first, long count) = Span(data.Shape[axes[i]], starts[i], ends[i], steps[i]);
            offset += first * strides[axes[i]];
            shape[axes[i]] = (int)count;
            // no step is taken where at most one element is read
            strides[axes[i]] = count > 1 ? (int)(strides[axes[i]] * steps[i]) : 0;
        }

        return data.Read(shape, Extents.Count(shape) == 0 ? 0 : (int)offset, strides);
    }

    /// <summary>The first index and the number of indices that numpy's start:end:step takes of an axis.</summary>
    public static (long First, long Count) Span(int extent, long start, long end, long step)
    {
        if (step is 0 or long.MinValue)
            throw new FoldingException($"it goes in steps of {step}");
        long lowest = step > 0 ? 0 : -1;
        long highest = step > 0 ? extent : extent - 1;
        long first = Math.Clamp(start < 0 ? start + extent : start, step > 0 ? 0 : Math.Min(0, highest), highest);
        long last = Math.Clamp(end < 0 ? end + extent : end, lowest, highest);
        long way = step > 0 ? last - first : first - last;
        long stride = Math.Abs(step);
        return extent == 0 || way <= 0 ? (0, 0) : (first, ((way - 1) / stride) + 1);
    }

    private static ConstantTensor Expand(Operands operands)
    {
        ConstantTensor data = operands[0];
        int[] shape = Extents.Repeated(operands[1].Whole("the extents"));
        return data.Broadcast(Extents.Broadcast(data.Shape, shape));
    }

    private static ConstantTensor Tile(Operands operands)
    {
        ConstantTensor data = operands[0];
        long[] repeats = operands[1].Whole("the repeats");
        int rank = data.Shape.Length;
        if (repeats.Length != rank)
            throw new FoldingException($"{repeats.Length} repeats for a tensor with {rank} axes");
        int[] times = Extents.Checked(repeats);
        int[] steps = Shapes.Strides(data.Shape);
        int[] shape = Extents.Repeated([.. data.Shape.Select((extent, axis) => (long)extent * times[axis])]);
        int[] twice = [.. Enumerable.Range(0, 2 * rank).Select(i => i % 2 == 0 ? times[i / 2] : data.Shape[i / 2])];
        int[] strides = [.. Enumerable.Range(0, 2 * rank).Select(i => i % 2 == 0 ? 0 : steps[i / 2])];
        return data.Read(twice, 0, strides).Reshaped(shape);
    }

    private static ConstantTensor Gather(Operands operands)
    {
        ConstantTensor data = operands[0];
        ConstantTensor indices = operands[1];
        int axis = Extents.Axis(operands.Attributes.Integer("axis", 0), data.Shape.Length);
        int extent = data.Shape[axis];
        int outer = Extents.Count(data.Shape[..axis]);
        int inner = Extents.Count(data.Shape[(axis + 1)..]);
        int[] rows = Array.ConvertAll(indices.Whole("the indices"), index => Row(index, extent));
        int[] shape = [.. data.Shape[..axis], .. indices.Shape, .. data.Shape[(axis + 1)..]];
        Extents.Count(shape);
        return data.Reals is { } reals
            ? new(shape, Rows(reals, rows, outer, extent, inner))
            : new(shape, Rows(data.Integers!, rows, outer, extent, inner));
    }

    private static int Row(long index, int extent) =>
        index >= -extent && index < extent
            ? (int)(index < 0 ? index + extent : index)
            : throw new FoldingException($"index {index} of an axis of {extent}");

    private static T[] Rows<T>(T[] data, int[] rows, int outer, int extent, int inner)
    {
        T[] result = new T[outer * rows.Length * inner];
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < rows.Length; i++)
                Array.Copy(data, ((o * extent) + rows[i]) * inner, result, ((o * rows.Length) + i) * inner, inner);
        }

        return result;
    }
}
