namespace RuleCompiler.OnnxImport;

/// <summary>Values beside one another.</summary>
internal static class Joins
{
    public static IReadOnlyDictionary<string, Lower> Operators { get; } =
        new Dictionary<string, Lower> { ["Concat"] = Concat };

    private static Value[] Concat(Lowering to, Operation op)
    {
        Value[] parts = [.. Enumerable.Range(0, op.Inputs.Count).Select(i => to.Required(op, i))];
        if (parts.Length == 0)
        {
            throw to.Damaged(op, "It has no inputs.");
        }

        int rank = parts[0].Shape.Length,
            axis = to.Axis(op, op.Attributes.Integer("axis", op.Opset < 4 ? 1 : 0), rank);
        int[] extents = [.. parts[0].Shape];
        long length = 0;
        foreach (Value part in parts)
        {
            if (part.Shape.Length != rank || part.Shape.Where((e, i) => i != axis && e != extents[i]).Any())
            {
                throw to.Damaged(op, $"Shapes {Shapes.Text(extents)} and {Shapes.Text(part.Shape)} do not join.");
            }

            length += part.Shape[axis];
        }

        extents[axis] = (int)Math.Min(length, int.MaxValue);
        return [Join(to, op, parts, axis, extents)];
    }

    /// <summary>The parts one after the other along an axis; constants are added to places that are left zero.</summary>
    public static Value.Computed Join(Lowering to, Operation op, IReadOnlyList<Value> parts, int axis, int[] extents)
    {
        if (Shapes.Count(extents) > Shapes.Most)
        {
            throw to.Unsupported(op, $"the shape {Shapes.Text(extents)} is too large");
        }

        int outer = (int)Shapes.Count(extents.AsSpan(0, axis)),
            inner = (int)Shapes.Count(extents.AsSpan(axis + 1)),
            whole = extents[axis] * inner,
            at = 0;
        DraftLayer layer = new()
        {
            Kind = "Concat",
            From = [.. parts.OfType<Value.Computed>().Where(p => p.Extents[axis] > 0).Select(p => p.Layer)],
            Shape = to.Sample(extents),
            Source = op.Name,
        };
        float[]? constant = null;
        foreach (Value part in parts)
        {
            int piece = part.Shape[axis] * inner;
            if (part is Value.Constant { Tensor: var tensor } && piece > 0)
            {
                constant ??= new float[outer * whole];
                float[] values = Constants.Reals(tensor);
                for (int o = 0; o < outer; o++)
                {
                    values.AsSpan(o * piece, piece).CopyTo(constant.AsSpan((o * whole) + at));
                }
            }
            else if (piece > 0)
            {
                layer.Maps.Add(Rearranging.Simplify(new([outer, piece], 0, [piece, 1], at, [whole, 1])));
            }

            at += piece;
        }

        Value.Computed joined =
            parts.Count(p => p.Shape[axis] > 0) == 1
                ? (Value.Computed)parts.First(p => p.Shape[axis] > 0)
                : new Value.Computed(to.Append(op, layer), extents);
        return constant is null ? joined : to.Affine(op, joined, Constants.Filled(constant.Length, 1), constant);
    }
}
