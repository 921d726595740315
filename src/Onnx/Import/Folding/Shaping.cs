namespace RuleCompiler.OnnxImport.Folding;

/// <summary>The same values in another shape.</summary>
internal static class Shaping
{
    public static IReadOnlyDictionary<string, Func<Operands, ConstantTensor?>> Operators { get; } =
        new Dictionary<string, Func<Operands, ConstantTensor?>>
        {
            ["Identity"] = operands => operands[0],
            ["Reshape"] = Reshape,
            ["Flatten"] = Flatten,
            ["Squeeze"] = Squeeze,
            ["Unsqueeze"] = Unsqueeze,
        };

    private static ConstantTensor Reshape(Operands operands)
    {
        ConstantTensor data = operands[0];
        long[] target =
            operands.List("shape", 1) ?? throw new FoldingException("the shape to bring the tensor to is missing");
        bool zeroIsZero = operands.Attributes.Integer("allowzero", 0) != 0;
        return data.Reshaped(Target(data.Shape, target, zeroIsZero));
    }

    /// <summary>The shape that Reshape makes, 0 being the extent of the data and −1 what is left.</summary>
    public static int[] Target(int[] shape, long[] target, bool zeroIsZero)
    {
        long[] extents = [.. target];
        for (int axis = 0; axis < extents.Length && !zeroIsZero; axis++)
        {
            if (extents[axis] == 0)
            {
                extents[axis] =
                    axis < shape.Length
                        ? shape[axis]
                        : throw new FoldingException($"a 0 at axis {axis} of a tensor with {shape.Length} axes");
            }
        }

        int open = Array.IndexOf(extents, -1);
        if (open < 0)
            return Extents.Checked(extents);
        extents[open] = 1;
        int rest = Extents.Count(extents);
        int count = Extents.Count(shape);
        if (rest == 0 || count % rest != 0)
        {
            throw new FoldingException(
                $"the shape {Shapes.Text(shape)} cannot be brought to [{string.Join(", ", target)}]"
            );
        }

        extents[open] = count / rest;
        return Extents.Checked(extents);
    }

    private static ConstantTensor Flatten(Operands operands)
    {
        ConstantTensor data = operands[0];
        long axis = operands.Attributes.Integer("axis", 1);
        int first = axis == data.Shape.Length ? data.Shape.Length : Extents.Axis(axis, data.Shape.Length);
        return data.Reshaped(Extents.Count(data.Shape[..first]), Extents.Count(data.Shape[first..]));
    }

    private static ConstantTensor Squeeze(Operands operands)
    {
        ConstantTensor data = operands[0];
        int[] axes = operands.List("axes", 1) is { } given
            ? Extents.Axes(given, data.Shape.Length)
            : [.. Enumerable.Range(0, data.Shape.Length).Where(axis => data.Shape[axis] == 1)];
        foreach (int axis in axes)
        {
            if (data.Shape[axis] != 1)
                throw new FoldingException($"axis {axis} of {Shapes.Text(data.Shape)} cannot be left out");
        }

        return data.Reshaped([.. data.Shape.Where((_, axis) => !axes.Contains(axis))]);
    }

    private static ConstantTensor Unsqueeze(Operands operands)
    {
        ConstantTensor data = operands[0];
        long[] given = operands.List("axes", 1) ?? throw new FoldingException("the axes to add are missing");
        int[] axes = Extents.Axes(given, data.Shape.Length + given.Length);
        Queue<int> rest = new(data.Shape);
        int[] shape = new int[data.Shape.Length + axes.Length];
        for (int axis = 0; axis < shape.Length; axis++)
            shape[axis] = axes.Contains(axis) ? 1 : rest.Dequeue();
        return data.Reshaped(shape);
    }
}
