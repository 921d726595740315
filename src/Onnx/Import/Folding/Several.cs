namespace RuleCompiler.OnnxImport.Folding;

/// <summary>Operators with more than one output.</summary>
internal static class Several
{
    public static IReadOnlyDictionary<string, Func<Operands, ConstantTensor[]?>> Operators { get; } =
        new Dictionary<string, Func<Operands, ConstantTensor[]?>> { ["Split"] = Split, ["Dropout"] = Dropout };

    private static ConstantTensor[] Split(Operands operands)
    {
        ConstantTensor data = operands[0];
        int axis = Extents.Axis(operands.Attributes.Integer("axis", 0), data.Shape.Length);
        int extent = data.Shape[axis];
        int outputs = operands.Operation.Outputs.Count;
        long[] lengths = operands.List("split", 1) ?? Equal(extent, outputs);
        if (
            lengths.Length != outputs
            || lengths.Any(length => length < 0 || length > extent)
            || lengths.Sum() != extent
        )
        {
            throw new FoldingException(
                $"an axis of {extent} cannot be split into [{string.Join(", ", lengths)}] for {outputs} outputs"
            );
        }

        int[] steps = Shapes.Strides(data.Shape);
        ConstantTensor[] parts = new ConstantTensor[outputs];
        int first = 0;
        for (int i = 0; i < outputs; i++)
        {
            int[] shape = [.. data.Shape];
            shape[axis] = (int)lengths[i];
            parts[i] = data.Read(shape, first * steps[axis], steps);
            first += (int)lengths[i];
        }

        return parts;
    }

    /// <summary>Equal parts, the last one smaller where the extent does not divide.</summary>
    public static long[] Equal(int extent, int parts)
    {
        long length = (extent + parts - 1) / Math.Max(parts, 1);
        return [.. Enumerable.Range(0, parts).Select(i => Math.Clamp(extent - (i * length), 0, length))];
    }

    /// <summary>The identity, and a mask that keeps everything.</summary>
    private static ConstantTensor[]? Dropout(Operands operands)
    {
        if (operands.Optional(2)?.Single("training_mode") is not (null or 0))
            return null;
        ConstantTensor data = operands[0];
        long[] kept = new long[data.Count];
        Array.Fill(kept, 1);
        return operands.Operation.Outputs.Count > 1 ? [data, new(data.Shape, kept)] : [data];
    }
}
