namespace RuleCompiler.OnnxImport;

/// <summary>Softmax and its logarithm: left out at the end, otherwise made of exponentials and a sum.</summary>
internal static class Softmaxes
{
    public static IReadOnlyDictionary<string, Lower> Operators { get; } =
        new Dictionary<string, Lower>
        {
            ["Softmax"] = (to, op) => [AtEnd(to, op) ?? Softmax(to, op)],
            ["LogSoftmax"] = (to, op) => [AtEnd(to, op) ?? LogSoftmax(to, op)],
        };

    private static Value.Computed? AtEnd(Lowering to, Operation op)
    {
        if (!to.Options.ExplainBeforeSoftmax || !to.Final.Contains(op.Outputs[0]))
        {
            return null;
        }

        to.Note($"removed {op.Type} '{op.Name}' at the end: the score before it is explained");
        return to.Computed(op, 0);
    }

    /// <summary>e/Σe with e = exp(x − max x); the sum's reciprocal is the gate.</summary>
    private static Value.Computed Softmax(Lowering to, Operation op)
    {
        (Value.Computed x, int[] axes) = Read(to, op);
        Value.Computed e = to.Unary(op, "Exp", Shifted(to, op, x, axes)),
            inverse = to.Unary(op, "Reciprocal", Reductions.Sum(to, op, e, axes)),
            softmax = Arithmetic.Product(to, op, [e, inverse], [false, true]);
        to.MarkBounded(softmax.Layer);
        return softmax with { Extents = to.Computed(op, 0).Extents };
    }

    /// <summary>s − log Σ exp s with s = x − max x.</summary>
    private static Value.Computed LogSoftmax(Lowering to, Operation op)
    {
        (Value.Computed x, int[] axes) = Read(to, op);
        Value.Computed shifted = Shifted(to, op, x, axes),
            log = to.Unary(op, "Log", Reductions.Sum(to, op, to.Unary(op, "Exp", shifted), axes));
        return Arithmetic.Sum(to, op, [(shifted, 1), (log, -1)]) with { Extents = to.Computed(op, 0).Extents };
    }

    private static Value.Computed Shifted(Lowering to, Operation op, Value.Computed x, int[] axes) =>
        Arithmetic.Sum(to, op, [(x, 1), (Reductions.Max(to, op, x, axes), -1)]);

    /// <summary>Versions before 13 take all axes from the given one on together.</summary>
    private static (Value.Computed, int[]) Read(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        int rank = x.Extents.Length,
            axis = to.Axis(op, op.Attributes.Integer("axis", op.Opset < 13 ? 1 : -1), Math.Max(rank, 1));
        return (x, op.Opset < 13 ? [.. Enumerable.Range(axis, rank - axis)] : [axis]);
    }
}
