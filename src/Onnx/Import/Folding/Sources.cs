namespace RuleCompiler.OnnxImport.Folding;

/// <summary>Tensors out of attributes, shapes and bounds.</summary>
internal static class Sources
{
    public static IReadOnlyDictionary<string, Func<Operands, ConstantTensor?>> Operators { get; } =
        new Dictionary<string, Func<Operands, ConstantTensor?>>
        {
            ["Constant"] = Constant,
            ["ConstantOfShape"] = ConstantOfShape,
            ["Shape"] = Shape,
            ["Size"] = operands => new([], new long[] { Extents.Count(Given(operands)) }),
            ["Range"] = Range,
        };

    private static ConstantTensor? Constant(Operands operands)
    {
        OnnxAttributes attributes = operands.Attributes;
        if (attributes.Tensor("value") is { } value)
            return value;
        if (attributes.Has("value_float"))
            return new([], new[] { attributes.Real("value_float", 0) });
        if (attributes.Has("value_int"))
            return new([], new[] { attributes.Integer("value_int", 0) });
        if (attributes.Reals("value_floats") is { } reals)
            return new([reals.Length], reals);
        return attributes.Integers("value_ints") is { } integers ? new([integers.Length], integers) : null;
    }

    private static ConstantTensor ConstantOfShape(Operands operands)
    {
        int[] shape = Extents.Repeated(operands[0].Whole("the extents"));
        ConstantTensor? value = operands.Attributes.Tensor("value");
        if (value is { Count: not 1 })
            throw new FoldingException($"its value has {value.Count} elements instead of one");
        int count = Extents.Count(shape);
        if (value?.Integers is { } integers)
            return new(shape, Filled(count, integers[0]));
        return new(shape, Filled(count, value?.Reals![0] ?? 0f));
    }

    private static T[] Filled<T>(int count, T value)
    {
        T[] values = new T[count];
        Array.Fill(values, value);
        return values;
    }

    private static ConstantTensor Shape(Operands operands)
    {
        int[] shape = Given(operands);
        int start = Within(operands.Attributes.Integer("start", 0));
        int end = Within(operands.Attributes.Integer("end", shape.Length));
        long[] part = [.. shape[start..Math.Max(start, end)].Select(extent => (long)extent)];
        return new([part.Length], part);

        int Within(long axis) => (int)Math.Clamp(axis < 0 ? axis + shape.Length : axis, 0, shape.Length);
    }

    private static int[] Given(Operands operands) =>
        operands.Inputs > 0 && operands.Operation.Inputs[0] is { } value
            ? value.Shape
            : throw new FoldingException("input 0 is missing");

    private static ConstantTensor Range(Operands operands)
    {
        ConstantTensor start = operands[0];
        (double first, double limit, double step) = (
            start.Single("start"),
            operands[1].Single("limit"),
            operands[2].Single("delta")
        );
        double length = Math.Max(0, Math.Ceiling((limit - first) / step));
        if (step == 0 || double.IsNaN(length))
            throw new FoldingException($"no range from {first} to {limit} goes in steps of {step}");
        int count = Extents.Repeated([(long)Math.Min(length, long.MaxValue / 2)])[0];
        return start.Integers is { } whole
            ? new([count], [.. Enumerable.Range(0, count).Select(i => whole[0] + (i * (long)step))])
            : new([count], [.. Enumerable.Range(0, count).Select(i => (float)(first + (i * step)))]);
    }
}
