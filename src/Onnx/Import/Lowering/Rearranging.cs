namespace RuleCompiler.OnnxImport;

/// <summary>Moves values: everything that copies an input's elements to places of an output.</summary>
internal static class Rearranging
{
    /// <summary>
    /// A layer whose output's elements are the input's at the map's places and zero elsewhere; none where the map
    /// moves nothing.
    /// </summary>
    public static Value.Computed Rearrange(
        this Lowering to,
        Operation op,
        Value.Computed x,
        int[] extents,
        DraftMap map
    )
    {
        long count = Shapes.Count(extents);
        DraftMap simple = Simplify(map);
        if (count == Shapes.Count(x.Extents) && IsWhole(simple, count))
        {
            return x with { Extents = extents };
        }

        DraftLayer layer = new()
        {
            Kind = "Rearrange",
            From = [x.Layer],
            Shape = to.Sample(extents),
            Source = op.Name,
        };
        layer.Maps.Add(simple);
        return new(to.Append(op, layer), extents);
    }

    public static Value.Computed Transpose(this Lowering to, Operation op, Value.Computed x, int[] order)
    {
        int[] extents = [.. order.Select(axis => x.Extents[axis])],
            strides = Shapes.Strides(x.Extents);
        return to.Rearrange(
            op,
            x,
            extents,
            new(extents, 0, [.. order.Select(axis => strides[axis])], 0, Shapes.Strides(extents))
        );
    }

    /// <summary>Repeats a value to a shape to which it broadcasts.</summary>
    public static Value.Computed Broadcast(this Lowering to, Operation op, Value.Computed x, int[] extents) =>
        Shapes.Count(extents) > Shapes.Most
            ? throw to.Unsupported(op, $"the shape {Shapes.Text(extents)} is too large")
            : to.Rearrange(
                op,
                x,
                extents,
                new(extents, 0, Shapes.BroadcastStrides(x.Extents, extents), 0, Shapes.Strides(extents))
            );

    /// <summary>The elements from <paramref name="start"/> on, each <paramref name="step"/> along an axis.</summary>
    public static Value.Computed Slice(
        this Lowering to,
        Operation op,
        Value.Computed x,
        int axis,
        int start,
        int step,
        int count
    )
    {
        int[] extents = [.. x.Extents],
            strides = Shapes.Strides(x.Extents),
            read = [.. strides];
        extents[axis] = count;
        read[axis] = strides[axis] * step;
        return to.Rearrange(op, x, extents, new(extents, start * strides[axis], read, 0, Shapes.Strides(extents)));
    }

    /// <summary>The same map with as few axes as say it.</summary>
    public static DraftMap Simplify(DraftMap map)
    {
        List<(int Extent, int Read, int Write)> axes = [];
        for (int axis = 0; axis < map.Extents.Length; axis++)
        {
            (int Extent, int Read, int Write) next = (map.Extents[axis], map.ReadStrides[axis], map.WriteStrides[axis]);
            if (next.Extent == 1)
            {
                continue;
            }

            if (
                axes.Count > 0
                && axes[^1].Read == (long)next.Read * next.Extent
                && axes[^1].Write == (long)next.Write * next.Extent
            )
            {
                axes[^1] = (axes[^1].Extent * next.Extent, next.Read, next.Write);
            }
            else
            {
                axes.Add(next);
            }
        }

        if (axes.Count == 0)
        {
            axes.Add((1, 1, 1));
        }

        return new(
            [.. axes.Select(a => a.Extent)],
            map.Read,
            [.. axes.Select(a => a.Read)],
            map.Write,
            [.. axes.Select(a => a.Write)]
        );
    }

    private static bool IsWhole(DraftMap map, long count) =>
        map is { Read: 0, Write: 0, Extents: [var all], ReadStrides: [1], WriteStrides: [1] } && all == count;
}
