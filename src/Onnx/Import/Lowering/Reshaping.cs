namespace RuleCompiler.OnnxImport;

/// <summary>What leaves memory as it is: changes of shape, and operations without effect at inference.</summary>
internal static class Reshaping
{
    public static IReadOnlyDictionary<string, Lower> Operators { get; } =
        new Dictionary<string, Lower>
        {
            ["Reshape"] = Reshape,
            ["Flatten"] = Flatten,
            ["Squeeze"] = Squeeze,
            ["Unsqueeze"] = Unsqueeze,
            ["Identity"] = (to, op) => Nothing(to, op, "it is the identity"),
            ["Dropout"] = Dropout,
            ["Cast"] = Cast,
            ["CastLike"] = (to, op) =>
                to.Required(op, 1) is Value.Constant { Tensor.Integers: not null }
                    ? throw to.Unsupported(op, "it makes whole numbers of computed ones")
                    : Nothing(to, op, "numbers stay real"),
        };

    private static Value[] Nothing(Lowering to, Operation op, string why)
    {
        to.Note($"removed {op.Type} '{op.Name}': {why}");
        return [to.Computed(op, 0)];
    }

    private static Value[] Reshape(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        long[] target = to.Integers(op, "shape", 1) ?? throw to.Damaged(op, "The shape to bring it to is missing.");
        return [x with { Extents = Target(to, op, x, target) }];
    }

    /// <summary>
    /// The shape that a target means; one that begins with the batch of the file and does not fit a single sample is
    /// read with a batch of 1.
    /// </summary>
    private static int[] Target(Lowering to, Operation op, Value.Computed x, long[] target)
    {
        bool batched =
            to.FileBatch > 1
            && target.Length > 0
            && target[0] == to.FileBatch
            && x.Extents.Length > 0
            && x.Extents[0] == 1;
        int[]? single = batched ? Fit(op, x.Extents, [1, .. target[1..]]) : null,
            whole = batched && target.Contains(-1) && single is not null ? null : Fit(op, x.Extents, target);
        return whole
            ?? single
            ?? throw to.Damaged(
                op,
                $"An input {Shapes.Text(x.Extents)} has not as many elements as [{string.Join(", ", target.Take(64))}]"
                    + (to.Options.Batch ? " (the batch is 1)." : ".")
            );
    }

    private static int[]? Fit(Operation op, int[] from, long[] target)
    {
        long count = Shapes.Count(from),
            known = 1;
        long[] result = [.. target];
        int open = -1;
        bool zeros = op.Attributes.Integer("allowzero", 0) != 0;
        for (int axis = 0; axis < result.Length; axis++)
        {
            if (result[axis] == 0 && !zeros)
            {
                if (axis >= from.Length)
                {
                    return null;
                }

                result[axis] = from[axis];
            }

            if (result[axis] == -1 && open < 0)
            {
                open = axis;
                continue;
            }

            if (result[axis] < 1 || result[axis] > count || (known *= result[axis]) > count)
            {
                return null;
            }
        }

        if (open >= 0)
        {
            result[open] = count / known;
            known *= result[open];
        }

        return known == count ? [.. result.Select(axis => (int)axis)] : null;
    }

    private static Value[] Flatten(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        long given = op.Attributes.Integer("axis", 1);
        int rank = x.Extents.Length,
            axis = given == rank ? rank : to.Axis(op, given, rank);
        return
        [
            x with
            {
                Extents = [(int)Shapes.Count(x.Extents.AsSpan(0, axis)), (int)Shapes.Count(x.Extents.AsSpan(axis))],
            },
        ];
    }

    private static Value[] Squeeze(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        int[] axes = to.Integers(op, "axes", 1) is { } given
            ? to.Axes(op, given, x.Extents.Length)
            : [.. Enumerable.Range(0, x.Extents.Length).Where(axis => x.Extents[axis] == 1)];
        return axes.Any(axis => x.Extents[axis] != 1)
            ? throw to.Damaged(op, $"The axes {Shapes.Text(axes)} of {Shapes.Text(x.Extents)} are not all of length 1.")
            : [x with { Extents = [.. x.Extents.Where((_, axis) => !axes.Contains(axis))] }];
    }

    private static Value[] Unsqueeze(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        long[] given = to.Integers(op, "axes", 1) ?? throw to.Damaged(op, "Its axes are missing.");
        if (given.Length > 64)
        {
            throw to.Damaged(op, $"It adds {given.Length} axes.");
        }

        int rank = x.Extents.Length + given.Length;
        int[] axes = to.Axes(op, given, rank);
        Queue<int> rest = new(x.Extents);
        return
        [
            x with
            {
                Extents = [.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? 1 : rest.Dequeue())],
            },
        ];
    }

    private static Value[] Dropout(Lowering to, Operation op)
    {
        to.Unused(op, 1, "mask");
        return op.At(2) is Value.Constant { Tensor: var training } && Constants.Reals(training).Any(v => v != 0)
            ? throw to.Unsupported(op, "it is in training mode; export the network for inference")
            : Nothing(to, op, "without effect at inference");
    }

    private static Value[] Cast(Lowering to, Operation op)
    {
        // float, float16, double, bfloat16; versions before 6 name the type.
        string name = op.Attributes.Text("to", "");
        return op.Attributes.Integer("to", 0) is 1 or 10 or 11 or 16 || name is "FLOAT" or "FLOAT16" or "DOUBLE"
            ? Nothing(to, op, "numbers stay float32")
            : throw to.Unsupported(
                op,
                "it makes whole numbers or truth values of computed ones, which have no relevances"
            );
    }
}
