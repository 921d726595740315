namespace RuleCompiler.OnnxImport;

/// <summary>An operation's inputs and attributes, checked.</summary>
internal static class Arguments
{
    /// <summary>No window, stride or pad of a network is longer.</summary>
    private const long Longest = 1 << 24;

    public static Value? At(this Operation op, int index) => index < op.Inputs.Count ? op.Inputs[index] : null;

    public static Value Required(this Lowering to, Operation op, int index) =>
        op.At(index) ?? throw to.Damaged(op, $"Its input {index} is missing.");

    /// <summary>An input that is computed.</summary>
    public static Value.Computed Computed(this Lowering to, Operation op, int index) =>
        to.Required(op, index) as Value.Computed
        ?? throw to.Unsupported(op, $"its input {index} is a constant where a computed value is expected");

    /// <summary>An input that is a constant, or null where it is absent.</summary>
    public static ConstantTensor? Constant(this Lowering to, Operation op, int index, string what) =>
        op.At(index) switch
        {
            null => null,
            Value.Constant constant => constant.Tensor,
            _ => throw to.Unsupported(op, $"its {what} is computed by the network; only constants are supported there"),
        };

    public static ConstantTensor Need(this Lowering to, Operation op, int index, string what) =>
        to.Constant(op, index, what) ?? throw to.Damaged(op, $"Its {what} (input {index}) is missing.");

    /// <summary>A list of whole numbers: an attribute of the old versions, an input of the new ones.</summary>
    public static long[]? Integers(this Lowering to, Operation op, string name, int input) =>
        op.Attributes.Integers(name)
        ?? (
            to.Constant(op, input, name) is not { } tensor
                ? null
                : tensor.Integers ?? throw to.Damaged(op, $"Its {name} are no whole numbers.")
        );

    /// <summary>A number: an attribute of the old versions, an input of the new ones.</summary>
    public static float? Number(this Lowering to, Operation op, string name, int input) =>
        op.Attributes.Has(name) ? op.Attributes.Real(name, 0)
        : to.Constant(op, input, name) is not { } tensor ? null
        : tensor.Count == 1 ? Constants.Reals(tensor)[0]
        : throw to.Damaged(op, $"Its {name} has {tensor.Count} values instead of one.");

    public static int Axis(this Lowering to, Operation op, long axis, int rank) =>
        Shapes.Axis(axis, rank) ?? throw to.Damaged(op, $"There is no axis {axis} in an input of {rank} axes.");

    public static int[] Axes(this Lowering to, Operation op, long[] axes, int rank)
    {
        int[] found = [.. axes.Take(rank + 1).Select(axis => to.Axis(op, axis, rank)).Order()];
        return found.Distinct().Count() == axes.Length
            ? found
            : throw to.Damaged(op, $"Its axes [{string.Join(", ", axes.Take(64))}] repeat one.");
    }

    /// <summary>An attribute of as many lengths as there are axes of an image.</summary>
    public static int[] Lengths(this Lowering to, Operation op, string name, int count, int least, int otherwise)
    {
        if (op.Attributes.Integers(name) is not { } given)
        {
            return [.. Enumerable.Repeat(otherwise, count)];
        }

        if (given.Length != count)
        {
            throw to.Damaged(op, $"Its {name} has {given.Length} values instead of {count}.");
        }

        return given.All(value => value >= least && value <= Longest)
            ? [.. given.Select(value => (int)value)]
            : throw to.Unsupported(op, $"its {name} [{string.Join(", ", given)}] go below {least} or are impossible");
    }

    /// <summary>An optional output that nobody supports must not be used.</summary>
    public static void Unused(this Lowering to, Operation op, int output, string what)
    {
        if (
            output < op.Outputs.Count
            && op.Outputs[output].Length > 0
            && (to.Uses(op.Outputs[output]) > 0 || to.Final.Contains(op.Outputs[output]))
        )
        {
            throw to.Unsupported(op, $"its {what} (output {output}) is used, which is not supported");
        }
    }
}
