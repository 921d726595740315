namespace RuleCompiler.OnnxImport;

/// <summary>Matrix products of which one side is constant.</summary>
internal static class DenseProducts
{
    public static IReadOnlyDictionary<string, Lower> Operators { get; } =
        new Dictionary<string, Lower> { ["Gemm"] = Gemm, ["MatMul"] = MatMul };

    /// <summary>Adds a constant to a dense layer that has no bias and no other use; tells whether it did.</summary>
    public static bool AddBias(Lowering to, Operation op, Value.Computed sum, ConstantTensor bias)
    {
        DraftLayer? layer = sum.Layer < 0 ? null : to.Draft.Layers[sum.Layer];
        if (
            layer is not { Kind: "Dense" }
            || layer.Weights.ContainsKey("bias")
            || sum.Extents.Length == 0
            || sum.Extents[^1] != layer.Shape[^1]
            || bias.Shape.Length == 0
            || bias.Shape[^1] != bias.Count
            || (bias.Count != 1 && bias.Count != layer.Shape[^1])
            || op.InputNames.Count != 2
            || op.Inputs.Zip(op.InputNames).Any(i => i.First is Value.Computed && to.Uses(i.Second) > 1)
        )
        {
            return false;
        }

        int units = layer.Shape[^1];
        layer.Arguments[1] = ("Bias", 1);
        to.SetWeight(op, sum.Layer, "bias", new([units], Constants.Broadcast(bias, [units])), bias);
        return true;
    }

    private static Value[] Gemm(Lowering to, Operation op)
    {
        Value a = to.Required(op, 0),
            b = to.Required(op, 1);
        bool transA = op.Attributes.Integer("transA", 0) != 0,
            transB = op.Attributes.Integer("transB", 0) != 0;
        float alpha = op.Attributes.Real("alpha", 1),
            beta = op.Attributes.Real("beta", 1);
        if (a.Shape.Length != 2 || b.Shape.Length != 2)
        {
            throw to.Damaged(op, $"Its inputs {Shapes.Text(a.Shape)} and {Shapes.Text(b.Shape)} are no matrices.");
        }

        (int m, int inner) = transA ? (a.Shape[1], a.Shape[0]) : (a.Shape[0], a.Shape[1]);
        (int other, int n) = transB ? (b.Shape[1], b.Shape[0]) : (b.Shape[0], b.Shape[1]);
        if (inner != other)
        {
            throw to.Damaged(op, $"Its inputs {Shapes.Text(a.Shape)} and {Shapes.Text(b.Shape)} do not multiply.");
        }

        Value? c = op.At(2);
        Value.Computed product;
        if (b is Value.Constant { Tensor: var right } && a is Value.Computed x)
        {
            ConstantTensor weight = Constants.Scaled(transB ? right : Constants.Transposed(right), alpha);
            ConstantTensor? bias =
                c is Value.Constant { Tensor: var tensor } && IsRow(tensor, n)
                    ? new([n], Constants.Broadcast(Constants.Scaled(tensor, beta), [1, n]))
                    : null;
            product = Dense(to, op, transA ? to.Transpose(op, x, [1, 0]) : x, weight, bias, right);
            c = bias is null ? c : null;
        }
        else if (a is Value.Constant { Tensor: var left } && b is Value.Computed y)
        {
            ConstantTensor weight = Constants.Scaled(transA ? Constants.Transposed(left) : left, alpha);
            product = Convolutions.Pointwise(
                to,
                op,
                transB ? to.Transpose(op, y, [1, 0]) : y,
                inner,
                n,
                1,
                new([m, inner, 1, 1], Constants.Reals(weight))
            );
            product = product with { Extents = [m, n] };
        }
        else
        {
            throw BothComputed(to, op);
        }

        return c switch
        {
            null => [product],
            Value.Constant { Tensor: var tensor } =>
            [
                Arithmetic.Sum(to, op, [(product, 1), (new Value.Constant(Constants.Scaled(tensor, beta)), 1)]),
            ],
            _ =>
            [
                Arithmetic.Sum(to, op, [(product, 1), (beta == 1 ? c : to.Affine(op, (Value.Computed)c, beta, 0), 1)]),
            ],
        };
    }

    private static Value[] MatMul(Lowering to, Operation op)
    {
        Value a = to.Required(op, 0),
            b = to.Required(op, 1);
        if (a.Shape.Length == 0 || b.Shape.Length == 0)
        {
            throw to.Damaged(op, "An input is a single number.");
        }

        int[] left = a.Shape.Length == 1 ? [1, .. a.Shape] : a.Shape,
            right = b.Shape.Length == 1 ? [.. b.Shape, 1] : b.Shape;
        if (left[^1] != right[^2] || Shapes.Broadcast(left[..^2], right[..^2]) is not { } batch)
        {
            throw to.Damaged(op, $"Its inputs {Shapes.Text(a.Shape)} and {Shapes.Text(b.Shape)} do not multiply.");
        }

        int[] extents =
        [
            .. batch,
            .. a.Shape.Length == 1 ? Array.Empty<int>() : [left[^2]],
            .. b.Shape.Length == 1 ? Array.Empty<int>() : [right[^1]],
        ];
        Value.Computed product = (a, b) switch
        {
            (Value.Computed x, Value.Constant { Tensor: var weight })
                when Shapes.Count(right.AsSpan(0, right.Length - 2)) == 1 => Dense(
                to,
                op,
                x,
                Constants.Transposed(new(right[^2..], Constants.Reals(weight))),
                null,
                weight
            ),
            (Value.Computed x, Value.Constant { Tensor: var weight }) => FromRight(
                to,
                op,
                x with
                {
                    Extents = left,
                },
                new(right, Constants.Reals(weight)),
                batch
            ),
            (Value.Constant { Tensor: var weight }, Value.Computed y) => FromLeft(
                to,
                op,
                new(left, Constants.Reals(weight)),
                y with
                {
                    Extents = right,
                },
                batch
            ),
            _ => throw BothComputed(to, op),
        };
        return [product with { Extents = extents }];
    }

    /// <summary>x [.., inputs] times weights [units, inputs].</summary>
    private static Value.Computed Dense(
        Lowering to,
        Operation op,
        Value.Computed x,
        ConstantTensor weight,
        ConstantTensor? bias,
        ConstantTensor original
    )
    {
        int units = weight.Shape[0];
        int[] rows = to.Sample(x.Extents);
        if (rows[^1] != weight.Shape[1])
        {
            rows = x.Extents;
        }

        int layer = to.Append(
            op,
            "Dense",
            [to.View(op, x, rows)],
            [.. rows[..^1], units],
            ("Units", units),
            ("Bias", bias is null ? 0 : 1)
        );
        to.SetWeight(op, layer, "weight", weight, original);
        if (bias is not null)
        {
            to.SetWeight(op, layer, "bias", bias, (op.At(2) as Value.Constant)?.Tensor);
        }

        return new(layer, [.. x.Extents[..^1], units]);
    }

    /// <summary>Wᵦ xᵦ for each place of the batch: a convolution of one point in as many groups.</summary>
    private static Value.Computed FromLeft(Lowering to, Operation op, ConstantTensor w, Value.Computed x, int[] batch)
    {
        (int m, int inner, int n) = (w.Shape[^2], w.Shape[^1], x.Extents[^1]);
        bool shared = Shapes.Count(batch) == 1;
        int groups = (int)Math.Min(Shapes.Count(batch), int.MaxValue);
        if (!shared && Shapes.Count([.. batch, m, inner]) > Shapes.Most)
        {
            throw to.Unsupported(op, "its weights are too large");
        }

        x = to.Broadcast(op, x, [.. batch, inner, n]);
        float[] weights = Constants.Broadcast(w, [.. batch, m, inner]);
        return Convolutions.Pointwise(to, op, x, groups * inner, n, groups, new([groups * m, inner, 1, 1], weights));
    }

    /// <summary>xᵦ Wᵦ = (Wᵦᵀ xᵦᵀ)ᵀ.</summary>
    private static Value.Computed FromRight(Lowering to, Operation op, Value.Computed x, ConstantTensor w, int[] batch)
    {
        int m = x.Extents[^2],
            inner = x.Extents[^1],
            n = w.Shape[^1],
            many = w.Count / Math.Max(inner * n, 1);
        float[] turned = new float[w.Count];
        for (int i = 0; i < many; i++)
        {
            ConstantTensor one = new([inner, n], w.Reals!.AsSpan(i * inner * n, inner * n).ToArray());
            Constants.Transposed(one).Reals!.CopyTo(turned, i * inner * n);
        }

        int rank = x.Extents.Length;
        int[] swap = [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2];
        Value.Computed product = FromLeft(
            to,
            op,
            new([.. w.Shape[..^2], n, inner], turned),
            to.Transpose(op, x, swap),
            batch
        );
        return to.Transpose(
            op,
            product with
            {
                Extents = [.. batch, n, m],
            },
            [.. Enumerable.Range(0, batch.Length), batch.Length + 1, batch.Length]
        );
    }

    private static bool IsRow(ConstantTensor tensor, int units) =>
        tensor.Count == 1 || (tensor.Count == units && tensor.Shape[^1] == units);

    private static OnnxUnsupportedException BothComputed(Lowering to, Operation op) =>
        to.Unsupported(op, "both of its sides are computed by the network (as in attention); one must be constant");
}
