namespace RuleCompiler.OnnxImport.Folding;

/// <summary>Comparisons, truth values, and the choice between two tensors.</summary>
internal static class Comparing
{
    public static IReadOnlyDictionary<string, Func<Operands, ConstantTensor?>> Operators { get; } =
        new Dictionary<string, Func<Operands, ConstantTensor?>>
        {
            ["Equal"] = operands => Compare(operands, (a, b) => a == b, (a, b) => a == b),
            ["Less"] = operands => Compare(operands, (a, b) => a < b, (a, b) => a < b),
            ["Greater"] = operands => Compare(operands, (a, b) => a > b, (a, b) => a > b),
            ["LessOrEqual"] = operands => Compare(operands, (a, b) => a <= b, (a, b) => a <= b),
            ["GreaterOrEqual"] = operands => Compare(operands, (a, b) => a >= b, (a, b) => a >= b),
            ["And"] = operands => Logic(operands, (a, b) => a && b),
            ["Or"] = operands => Logic(operands, (a, b) => a || b),
            ["Xor"] = operands => Logic(operands, (a, b) => a != b),
            ["Not"] = Not,
            ["Where"] = Where,
        };

    private static ConstantTensor Compare(
        Operands operands,
        Func<float, float, bool> real,
        Func<long, long, bool> whole
    )
    {
        (ConstantTensor a, ConstantTensor b) = (operands[0], Pairwise.Second(operands));
        if ((a.Reals is null) != (b.Reals is null))
            throw new FoldingException("a real number is compared with a whole one");
        int[] shape = Extents.Broadcast(a.Shape, b.Shape);
        (a, b) = (a.Broadcast(shape), b.Broadcast(shape));
        return new(
            shape,
            a.Reals is not null
                ? Pairwise.Zip(a.Reals, b.Reals!, (x, y) => real(x, y) ? 1L : 0)
                : Pairwise.Zip(a.Integers!, b.Integers!, (x, y) => whole(x, y) ? 1L : 0)
        );
    }

    private static ConstantTensor Logic(Operands operands, Func<bool, bool, bool> of)
    {
        (ConstantTensor a, ConstantTensor b) = (operands[0], Pairwise.Second(operands));
        int[] shape = Extents.Broadcast(a.Shape, b.Shape);
        return new(
            shape,
            Pairwise.Zip(
                a.Broadcast(shape).Whole("truth values"),
                b.Broadcast(shape).Whole("truth values"),
                (x, y) => of(x != 0, y != 0) ? 1L : 0
            )
        );
    }

    private static ConstantTensor Not(Operands operands) =>
        new(operands[0].Shape, Array.ConvertAll(operands[0].Whole("truth values"), x => x == 0 ? 1L : 0));

    private static ConstantTensor Where(Operands operands)
    {
        (ConstantTensor condition, ConstantTensor a, ConstantTensor b) = (operands[0], operands[1], operands[2]);
        if ((a.Reals is null) != (b.Reals is null))
            throw new FoldingException("it chooses between real numbers and whole ones");
        int[] shape = Extents.Broadcast(Extents.Broadcast(condition.Shape, a.Shape), b.Shape);
        long[] chosen = condition.Broadcast(shape).Whole("truth values");
        (a, b) = (a.Broadcast(shape), b.Broadcast(shape));
        return a.Reals is not null
            ? new(shape, [.. chosen.Select((first, i) => first != 0 ? a.Reals[i] : b.Reals![i])])
            : new(shape, [.. chosen.Select((first, i) => first != 0 ? a.Integers![i] : b.Integers![i])]);
    }
}
