namespace RuleCompiler.OnnxImport.Folding;

/// <summary>Tensors put into a larger one: joined along an axis, or framed.</summary>
internal static class Joining
{
    public static IReadOnlyDictionary<string, Func<Operands, ConstantTensor?>> Operators { get; } =
        new Dictionary<string, Func<Operands, ConstantTensor?>> { ["Concat"] = Concat, ["Pad"] = Pad };

    private static ConstantTensor Concat(Operands operands)
    {
        ConstantTensor[] parts = operands.All();
        int[] first = parts[0].Shape;
        // the axis was optional, and 1, in operator sets below 4
        int axis = Extents.Axis(operands.Attributes.Integer("axis", 1), first.Length);
        long extent = 0;
        foreach (ConstantTensor part in parts)
        {
            bool fits =
                part.Shape.Length == first.Length
                && Enumerable.Range(0, first.Length).All(i => i == axis || part.Shape[i] == first[i]);
            if (!fits || (part.Reals is null) != (parts[0].Reals is null))
            {
                throw new FoldingException(
                    $"{Shapes.Text(first)} and {Shapes.Text(part.Shape)} cannot be joined along axis {axis}"
                );
            }

            extent += part.Shape[axis];
        }

        int[] shape = Extents.Checked([.. first.Select((other, i) => i == axis ? extent : other)]);
        int outer = Extents.Count(shape[..axis]);
        return parts[0].Reals is not null
            ? new(shape, Joined([.. parts.Select(part => part.Reals!)], outer))
            : new(shape, Joined([.. parts.Select(part => part.Integers!)], outer));
    }

    private static T[] Joined<T>(T[][] parts, int outer)
    {
        T[] result = new T[parts.Sum(part => part.Length)];
        int place = 0;
        for (int o = 0; o < outer; o++)
        {
            foreach (T[] part in parts)
            {
                int block = part.Length / outer;
                Array.Copy(part, o * block, result, place, block);
                place += block;
            }
        }

        return result;
    }

    private static ConstantTensor? Pad(Operands operands)
    {
        if (operands.Attributes.Text("mode", "constant") != "constant")
            return null;
        ConstantTensor data = operands[0];
        int rank = data.Shape.Length;
        long[] pads =
            operands.List("pads", 1)
            // so called in operator set 1
            ?? operands.Attributes.Integers("paddings")
            ?? throw new FoldingException("the pads are missing");
        int[] axes = operands.Optional(3) is { } given
            ? Extents.Axes(given.Whole("the axes"), rank)
            : [.. Enumerable.Range(0, rank)];
        if (pads.Length != 2 * axes.Length)
            throw new FoldingException($"{pads.Length} pads for {axes.Length} axes");

        long[] before = new long[rank];
        long[] after = new long[rank];
        for (int i = 0; i < axes.Length; i++)
            (before[axes[i]], after[axes[i]]) = (pads[i], pads[axes.Length + i]);
        if (pads.Any(pad => pad is > int.MaxValue or < -int.MaxValue))
            throw new FoldingException($"the pads [{string.Join(", ", pads)}]");
        int[] shape = Extents.Checked([.. data.Shape.Select((extent, i) => before[i] + extent + after[i])]);
        double value = operands.Optional(2)?.Single("the padding's value") ?? operands.Attributes.Real("value", 0);
        return data.Reals is { } reals
            ? new(shape, Framed(reals, data.Shape, shape, before, (float)value))
            : new(shape, Framed(data.Integers!, data.Shape, shape, before, (long)value));
    }

    /// <summary>Negative pads cut: only coordinates that lie in both shapes are copied.</summary>
    private static T[] Framed<T>(T[] data, int[] from, int[] to, long[] before, T value)
    {
        T[] result = new T[Extents.Count(to)];
        Array.Fill(result, value);
        int rank = from.Length;
        int[] low = [.. Enumerable.Range(0, rank).Select(i => (int)Math.Max(0, -before[i]))];
        int[] kept =
        [
            .. Enumerable.Range(0, rank).Select(i => (int)Math.Max(0, Math.Min(from[i], to[i] - before[i]) - low[i])),
        ];
        int[] readSteps = Shapes.Strides(from);
        int[] writeSteps = Shapes.Strides(to);
        if (Extents.Count(kept) == 0)
            return result;
        int[] read = Tensors.Places(kept, low.Select((l, i) => l * readSteps[i]).Sum(), readSteps);
        int[] write = Tensors.Places(
            kept,
            low.Select((l, i) => (int)(l + before[i]) * writeSteps[i]).Sum(),
            writeSteps
        );
        for (int i = 0; i < read.Length; i++)
            result[write[i]] = data[read[i]];
        return result;
    }
}
