namespace RuleCompiler.OnnxImport;

/// <summary>Parts of a value: Slice, Split, Gather with constant indices.</summary>
internal static class Slices
{
    /// <summary>More pieces than any network gathers; the limit bounds the layers that a hostile file can claim.</summary>
    private const int MostPieces = 4096;

    public static IReadOnlyDictionary<string, Lower> Operators { get; } =
        new Dictionary<string, Lower>
        {
            ["Slice"] = Slice,
            ["Split"] = Split,
            ["Gather"] = Gather,
        };

    private static Value[] Slice(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        int rank = x.Extents.Length;
        long[] starts = to.Integers(op, "starts", 1) ?? throw to.Damaged(op, "Its starts are missing."),
            ends = to.Integers(op, "ends", 2) ?? throw to.Damaged(op, "Its ends are missing."),
            axes = to.Integers(op, "axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(i => (long)i)],
            steps = to.Integers(op, "steps", 4) ?? [.. Enumerable.Repeat(1L, starts.Length)];
        if (
            ends.Length != starts.Length
            || axes.Length != starts.Length
            || steps.Length != starts.Length
            || starts.Length > rank
        )
        {
            throw to.Damaged(op, "Its starts, ends, axes and steps are not equally many, or more than axes.");
        }

        to.Axes(op, axes, rank);
        for (int i = 0; i < starts.Length; i++)
        {
            int axis = to.Axis(op, axes[i], rank);
            long length = x.Extents[axis],
                step = steps[i],
                start = Clamp(starts[i], step > 0 ? 0 : -1),
                end = Clamp(ends[i], step > 0 ? 0 : -1);
            if (step == 0 || step == long.MinValue)
            {
                throw to.Damaged(op, $"Its step is {step}.");
            }

            long span = step > 0 ? end - start : start - end,
                count = span <= 0 ? 0 : ((span - 1) / Math.Abs(step)) + 1;
            if (count == 0)
            {
                throw to.Unsupported(op, $"nothing is left of axis {axis}");
            }

            x = to.Slice(op, x, axis, (int)start, count == 1 ? 1 : (int)step, (int)count);

            long Clamp(long at, long least) =>
                Math.Clamp(at < 0 ? at + length : at, least, step > 0 ? length : length - 1);
        }

        return [x];
    }

    private static Value[] Split(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        int axis = to.Axis(op, op.Attributes.Integer("axis", 0), x.Extents.Length),
            length = x.Extents[axis],
            parts = op.Attributes.Integer("num_outputs", op.Outputs.Count) is > 0 and < 1 << 20 and var n ? (int)n : 1;
        int even = (length + parts - 1) / parts;
        long[] sizes =
            to.Integers(op, "split", 1)
            ?? [.. Enumerable.Range(0, parts).Select(i => (long)Math.Min(even, length - (i * (long)even)))];
        if (sizes.Any(size => size < 0 || size > length) || sizes.Sum() != length || sizes.Length < op.Outputs.Count)
        {
            throw to.Damaged(op, $"An axis of {length} does not split into its {op.Outputs.Count} outputs.");
        }

        List<Value> pieces = [];
        int at = 0;
        for (int i = 0; i < op.Outputs.Count; i++)
        {
            bool used = to.Uses(op.Outputs[i]) > 0 || to.Final.Contains(op.Outputs[i]);
            pieces.Add(
                used && sizes[i] > 0 ? to.Slice(op, x, axis, at, 1, (int)sizes[i]) : Nowhere(x, axis, (int)sizes[i])
            );
            at += (int)sizes[i];
        }

        return [.. pieces];
    }

    /// <summary>A part that nobody reads; its shape alone counts.</summary>
    private static Value.Computed Nowhere(Value.Computed x, int axis, int size)
    {
        int[] extents = [.. x.Extents];
        extents[axis] = size;
        return new(x.Layer, extents);
    }

    private static Value[] Gather(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        ConstantTensor tensor = to.Need(op, 1, "list of indices");
        int axis = to.Axis(op, op.Attributes.Integer("axis", 0), x.Extents.Length),
            length = x.Extents[axis];
        long[] indices = tensor.Integers ?? throw to.Damaged(op, "Its indices are no whole numbers.");
        if (indices.Length == 0 || indices.Any(i => i < -length || i >= length))
        {
            throw to.Damaged(op, $"Its indices are none or leave an axis of {length}.");
        }

        int[] places = [.. indices.Select(i => (int)(i < 0 ? i + length : i))];
        List<Value> runs = [];
        for (int at = 0; at < places.Length; )
        {
            int step = at + 1 < places.Length ? places[at + 1] - places[at] : 1,
                end = at + 1;
            while (end < places.Length && places[end] - places[end - 1] == step)
            {
                end++;
            }

            if (runs.Count == MostPieces)
            {
                throw to.Unsupported(op, $"its indices make more than {MostPieces} pieces");
            }

            runs.Add(to.Slice(op, x, axis, places[at], step, end - at));
            at = end;
        }

        int[] joined = [.. x.Extents];
        joined[axis] = places.Length;
        Value.Computed result = runs.Count == 1 ? (Value.Computed)runs[0] : Joins.Join(to, op, runs, axis, joined);
        return [result with { Extents = [.. x.Extents[..axis], .. tensor.Shape, .. x.Extents[(axis + 1)..]] }];
    }
}
