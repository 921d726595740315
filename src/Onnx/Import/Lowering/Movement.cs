namespace RuleCompiler.OnnxImport;

/// <summary>Values in other places: transposed, padded, repeated.</summary>
internal static class Movement
{
    public static IReadOnlyDictionary<string, Lower> Operators { get; } =
        new Dictionary<string, Lower>
        {
            ["Transpose"] = Transpose,
            ["Pad"] = Pad,
            ["Expand"] = Expand,
            ["Tile"] = Tile,
            ["DepthToSpace"] = DepthToSpace,
            ["SpaceToDepth"] = SpaceToDepth,
        };

    private static Value[] Transpose(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        int rank = x.Extents.Length;
        long[] order = op.Attributes.Integers("perm") ?? [.. Enumerable.Range(0, rank).Reverse().Select(i => (long)i)];
        if (order.Length != rank)
        {
            throw to.Damaged(op, $"Its perm has {order.Length} axes for an input of {rank}.");
        }

        to.Axes(op, order, rank);
        return [to.Transpose(op, x, [.. order.Select(axis => to.Axis(op, axis, rank))])];
    }

    private static Value[] Pad(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        string mode = op.Attributes.Text("mode", "constant");
        int rank = x.Extents.Length;
        long[] given =
            to.Integers(op, op.Opset < 2 ? "paddings" : "pads", 1) ?? throw to.Damaged(op, "Its pads are missing.");
        int[] axes = to.Constant(op, 3, "list of axes") is { Integers: { } some }
            ? [.. some.Take(64).Select(axis => to.Axis(op, axis, rank))]
            : [.. Enumerable.Range(0, rank)];
        if (given.Length != 2 * axes.Length || given.Any(pad => Math.Abs((double)pad) > 1 << 24))
        {
            throw to.Damaged(op, $"Its {given.Length} pads do not fit {axes.Length} axes, or are impossible.");
        }

        int[] begin = new int[rank],
            end = new int[rank];
        for (int i = 0; i < axes.Length; i++)
        {
            (begin[axes[i]], end[axes[i]]) = ((int)given[i], (int)given[i + axes.Length]);
        }

        if (Array.TrueForAll(begin, pad => pad == 0) && Array.TrueForAll(end, pad => pad == 0))
        {
            to.Note($"removed Pad '{op.Name}': it adds nothing");
            return [x];
        }

        float value = to.Number(op, "value", 2) ?? 0;
        return mode == "constant"
            ? [Padded(to, op, x, begin, end, value)]
            : throw to.Unsupported(op, $"its mode is '{mode}'; only constant is supported");
    }

    /// <summary>Zeros, or another value, around x; negative pads crop.</summary>
    public static Value.Computed Padded(
        Lowering to,
        Operation op,
        Value.Computed x,
        int[] begin,
        int[] end,
        float value = 0
    )
    {
        int rank = x.Extents.Length;
        int[] extents = new int[rank],
            kept = new int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            extents[axis] = x.Extents[axis] + begin[axis] + end[axis];
            kept[axis] = x.Extents[axis] + Math.Min(begin[axis], 0) + Math.Min(end[axis], 0);
            if (extents[axis] < 1 || kept[axis] < 1)
            {
                throw to.Unsupported(op, $"nothing is left of axis {axis}");
            }
        }

        if (Shapes.Count(extents) > Shapes.Most)
        {
            throw to.Unsupported(op, $"the shape {Shapes.Text(extents)} is too large");
        }

        int[] read = Shapes.Strides(x.Extents),
            write = Shapes.Strides(extents);
        DraftMap map = new(kept, Offset(begin, read, -1), read, Offset(begin, write, 1), write);
        Value.Computed padded = to.Rearrange(op, x, extents, map);
        if (value == 0)
        {
            return padded;
        }

        // The value at every place that the map does not write.
        int[] whole = Shapes.Strides(kept);
        float[] bias = Constants.Filled((int)Shapes.Count(extents), value);
        for (int i = 0; i < (int)Shapes.Count(kept); i++)
        {
            int at = map.Write;
            for (int axis = 0; axis < rank; axis++)
            {
                at += i / whole[axis] % kept[axis] * write[axis];
            }

            bias[at] = 0;
        }

        return to.Affine(op, padded, Constants.Filled(bias.Length, 1), bias);
    }

    private static int Offset(int[] begin, int[] strides, int sign) =>
        begin.Select((pad, axis) => Math.Max(sign * pad, 0) * strides[axis]).Sum();

    private static Value[] Expand(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        long[] target = to.Integers(op, "shape", 1) ?? throw to.Damaged(op, "The shape to expand to is missing.");
        if (to.FileBatch > 1 && target.Length == x.Extents.Length && target.Length > 0 && target[0] == to.FileBatch)
        {
            target[0] = 1;
        }

        return
            target.Length > 64
            || target.Any(axis => axis is < 1 or > 1 << 28)
            || Shapes.Broadcast(x.Extents, [.. target.Select(axis => (int)axis)]) is not { } extents
            ? throw to.Damaged(
                op,
                $"{Shapes.Text(x.Extents)} does not expand to [{string.Join(", ", target.Take(64))}]."
            )
            : [to.Broadcast(op, x, extents)];
    }

    private static Value[] Tile(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        long[] repeats = to.Integers(op, "repeats", 1) ?? throw to.Damaged(op, "Its repeats are missing.");
        int rank = x.Extents.Length;
        if (op.Inputs.Count > 2 || repeats.Length != rank || repeats.Any(r => r is < 1 or > 1 << 24))
        {
            throw to.Unsupported(op, $"its repeats [{string.Join(", ", repeats.Take(64))}] for {rank} axes");
        }

        int[] extents = [.. x.Extents.Zip(repeats, (extent, times) => (int)Math.Min(extent * times, int.MaxValue))],
            read = Shapes.Strides(x.Extents);
        if (Shapes.Count(extents) > Shapes.Most)
        {
            throw to.Unsupported(op, $"the shape {Shapes.Text(extents)} is too large");
        }

        int[] write = Shapes.Strides(extents);
        IEnumerable<int> axes = Enumerable.Range(0, rank);
        DraftMap map = new(
            [.. axes.SelectMany(axis => new[] { (int)repeats[axis], x.Extents[axis] })],
            0,
            [.. axes.SelectMany(axis => new[] { 0, read[axis] })],
            0,
            [.. axes.SelectMany(axis => new[] { write[axis] * x.Extents[axis], write[axis] })]
        );
        return [to.Rearrange(op, x, extents, map)];
    }

    private static Value[] DepthToSpace(Lowering to, Operation op)
    {
        (Value.Computed x, int block) = Blocks(to, op);
        (int n, int c, int h, int w) = (x.Extents[0], x.Extents[1], x.Extents[2], x.Extents[3]);
        if (c % (block * block) != 0)
        {
            throw to.Damaged(op, $"{c} channels are no whole number of blocks of {block}².");
        }

        int less = c / (block * block);
        bool columns = op.Attributes.Text("mode", "DCR") == "CRD";
        int[] split = columns ? [n, less, block, block, h, w] : [n, block, block, less, h, w],
            order = columns ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2];
        return [to.Transpose(op, x with { Extents = split }, order) with { Extents = [n, less, h * block, w * block] }];
    }

    private static Value[] SpaceToDepth(Lowering to, Operation op)
    {
        (Value.Computed x, int block) = Blocks(to, op);
        (int n, int c, int h, int w) = (x.Extents[0], x.Extents[1], x.Extents[2] / block, x.Extents[3] / block);
        return h * block != x.Extents[2] || w * block != x.Extents[3]
            ? throw to.Damaged(op, $"An image {Shapes.Text(x.Extents)} is no whole number of blocks of {block}².")
            :
            [
                to.Transpose(op, x with { Extents = [n, c, h, block, w, block] }, [0, 3, 5, 1, 2, 4]) with
                {
                    Extents = [n, c * block * block, h, w],
                },
            ];
    }

    private static (Value.Computed, int) Blocks(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        long block = op.Attributes.Integer("blocksize", 0);
        return x.Extents.Length == 4 && block is > 0 and < 1 << 12
            ? (x, (int)block)
            : throw to.Damaged(op, $"A blocksize {block} for an input {Shapes.Text(x.Extents)}.");
    }
}
