namespace RuleCompiler.OnnxImport;

/// <summary>Normalisations: by stored statistics as a layer of its own, by the sample's own as sums and products.</summary>
internal static class Normalisations
{
    public static IReadOnlyDictionary<string, Lower> Operators { get; } =
        new Dictionary<string, Lower>
        {
            ["BatchNormalization"] = BatchNormalization,
            ["InstanceNormalization"] = InstanceNormalization,
            ["LayerNormalization"] = LayerNormalization,
        };

    private static Value[] BatchNormalization(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        if (op.Attributes.Integer("training_mode", 0) != 0)
        {
            throw to.Unsupported(op, "it is in training mode; export the network for inference");
        }

        for (int output = 1; output < op.Outputs.Count; output++)
        {
            to.Unused(op, output, "statistics");
        }

        ConstantTensor scale = to.Need(op, 1, "scale"),
            shift = to.Need(op, 2, "shift"),
            mean = to.Need(op, 3, "mean"),
            variance = to.Need(op, 4, "variance");
        float eps = op.Attributes.Real("epsilon", 1e-5f);
        bool spatial = op.Attributes.Integer("spatial", 1) != 0;
        int rank = x.Extents.Length,
            channels = rank < 2 ? 1 : x.Extents[1],
            count = spatial ? channels : (int)Shapes.Count(x.Extents.AsSpan(Math.Min(1, rank)));
        foreach (ConstantTensor tensor in new[] { scale, shift, mean, variance })
        {
            if (tensor.Count != count)
            {
                throw to.Damaged(op, $"{tensor.Count} statistics do not fit an input {Shapes.Text(x.Extents)}.");
            }
        }

        if (spatial && (rank < 2 || x.Extents[0] == 1))
        {
            int[] shape = [channels, .. rank > 2 ? x.Extents[2..] : []];
            int[] known = to.ShapeOf(x.Layer);
            int view = known[0] == channels ? x.Layer : to.View(op, x, shape),
                layer = to.Append(op, "BatchNorm", [view], to.ShapeOf(view), ("Eps", eps));
            Set("scale", scale);
            Set("shift", shift);
            Set("mean", mean);
            Set("variance", variance);
            return [x with { Layer = layer }];

            void Set(string parameter, ConstantTensor tensor) =>
                to.SetWeight(op, layer, parameter, new([count], Constants.Reals(tensor)), tensor);
        }

        // One number per element of a sample, or several samples in one: an affine map of all of them.
        float[] s = Constants.Reals(scale),
            b = Constants.Reals(shift),
            m = Constants.Reals(mean),
            v = Constants.Reals(variance);
        float[] weight = [.. s.Select((value, i) => (float)(value / Math.Sqrt((double)v[i] + eps)))],
            bias = [.. b.Select((value, i) => value - (weight[i] * m[i]))];
        int samples = x.Extents[0];
        return [to.Affine(op, x, Repeated(weight, samples), Repeated(bias, samples))];
    }

    private static float[] Repeated(float[] values, int times) =>
        [.. Enumerable.Repeat(values, times).SelectMany(value => value)];

    private static Value[] InstanceNormalization(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        int rank = x.Extents.Length;
        if (rank < 3)
        {
            throw to.Damaged(op, $"Its input {Shapes.Text(x.Extents)} has no axes beside batch and channel.");
        }

        Value.Computed normal = Normal(to, op, x, [.. Enumerable.Range(2, rank - 2)]).Result;
        return [Scaled(to, op, normal, Along(to.Need(op, 1, "scale")), Along(to.Need(op, 2, "shift")))];

        ConstantTensor Along(ConstantTensor tensor) =>
            tensor.Count == x.Extents[1]
                ? new([tensor.Count, .. Enumerable.Repeat(1, rank - 2)], Constants.Reals(tensor))
                : throw to.Damaged(op, $"{tensor.Count} numbers do not fit an input {Shapes.Text(x.Extents)}.");
    }

    private static Value[] LayerNormalization(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        int rank = x.Extents.Length,
            axis = to.Axis(op, op.Attributes.Integer("axis", -1), rank);
        (Value.Computed normal, Value.Computed mean, Value.Computed inverse) = Normal(
            to,
            op,
            x,
            [.. Enumerable.Range(axis, rank - axis)]
        );
        return [Scaled(to, op, normal, to.Need(op, 1, "scale"), to.Constant(op, 2, "shift")), mean, inverse];
    }

    private static Value.Computed Scaled(
        Lowering to,
        Operation op,
        Value.Computed x,
        ConstantTensor scale,
        ConstantTensor? shift
    )
    {
        Value.Computed scaled = Arithmetic.Product(to, op, [x, new Value.Constant(scale)]);
        return shift is null ? scaled : Arithmetic.Sum(to, op, [(scaled, 1), (new Value.Constant(shift), 1)]);
    }

    /// <summary>d/√(mean d² + eps) with d = x − mean x along axes; the inverse deviation is the gate.</summary>
    private static (Value.Computed Result, Value.Computed Mean, Value.Computed Inverse) Normal(
        Lowering to,
        Operation op,
        Value.Computed x,
        int[] axes
    )
    {
        Value.Computed mean = Reductions.Mean(to, op, x, axes),
            d = Arithmetic.Sum(to, op, [(x, 1), (mean, -1)]),
            variance = Reductions.Mean(to, op, Arithmetic.Product(to, op, [d, d]), axes),
            inverse = to.Unary(
                op,
                "Reciprocal",
                to.Unary(op, "Sqrt", to.Affine(op, variance, 1, op.Attributes.Real("epsilon", 1e-5f)))
            );
        return (Arithmetic.Product(to, op, [d, inverse], [false, true]), mean, inverse);
    }
}
