namespace RuleCompiler.OnnxImport;

/// <summary>Sums, products and their like, between values and with constants, broadcast as numpy does.</summary>
internal static class Arithmetic
{
    public static IReadOnlyDictionary<string, Lower> Operators { get; } =
        new Dictionary<string, Lower>
        {
            ["Add"] = (to, op) => [Sum(to, op, Terms(to, op, 1, 1))],
            ["Sub"] = (to, op) => [Sum(to, op, Terms(to, op, 1, -1))],
            ["Sum"] = (to, op) => [Sum(to, op, [.. All(to, op).Select(value => (value, 1))])],
            ["Mean"] = (to, op) =>
                [to.Affine(op, Sum(to, op, [.. All(to, op).Select(value => (value, 1))]), 1f / op.Inputs.Count, 0)],
            ["Neg"] = (to, op) => [to.Affine(op, to.Computed(op, 0), -1, 0)],
            ["Mul"] = (to, op) => [Product(to, op, Pair(to, op))],
            ["Div"] = Quotient,
            ["Max"] = (to, op) => [All(to, op).Aggregate((a, b) => Extreme(to, op, a, b, 1))],
            ["Min"] = (to, op) => [All(to, op).Aggregate((a, b) => Extreme(to, op, a, b, -1))],
            ["Pow"] = Power,
        };

    /// <summary>Σ sign·value.</summary>
    public static Value.Computed Sum(Lowering to, Operation op, IReadOnlyList<(Value Value, int Sign)> terms)
    {
        int[] extents = Common(to, op, terms.Select(t => t.Value));
        (Value.Computed Value, int Sign)[] computed =
        [
            .. terms.Where(t => t.Value is Value.Computed).Select(t => ((Value.Computed)t.Value, t.Sign)),
        ];
        Value.Computed[] summands = Alike(to, op, [.. computed.Select(c => c.Value)], extents);
        Value.Computed sum = summands[0];
        float factor = 1;
        if (summands.Length > 1)
        {
            DraftLayer layer = new()
            {
                Kind = "Add",
                From = [.. summands.Select(s => s.Layer)],
                Shape = to.ShapeOf(sum.Layer),
                Source = op.Name,
                Signs = [.. computed.Select(c => c.Sign)],
            };
            sum = new(to.Append(op, layer), extents);
        }
        else
        {
            factor = computed[0].Sign;
        }

        float[]? bias = null;
        foreach ((Value value, int sign) in terms)
        {
            if (value is Value.Constant { Tensor: var tensor })
            {
                bias = bias is null
                    ? [.. Constants.PerChannel(tensor, extents).Select(v => sign * v)]
                    : Added(bias, [.. Constants.PerChannel(tensor, extents).Select(v => sign * v)]);
                if (factor == 1 && sign == 1 && summands.Length == 1 && DenseProducts.AddBias(to, op, sum, tensor))
                {
                    return sum;
                }
            }
        }

        return bias is null || Array.TrueForAll(bias, value => value == 0)
            ? factor == 1
                ? sum
                : to.Affine(op, sum, factor, 0)
            : to.Affine(op, sum, Constants.Filled(bias.Length, factor), bias);
    }

    /// <summary>Π values; see <see cref="Gates"/> for which of them are gates.</summary>
    public static Value.Computed Product(Lowering to, Operation op, IReadOnlyList<Value> factors, bool[]? gates = null)
    {
        int[] extents = Common(to, op, factors);
        Value.Computed[] computed = [.. factors.OfType<Value.Computed>()];
        gates ??= Gates.Of(to, computed, extents);
        Value.Computed[] alike = Alike(to, op, computed, extents);
        Value.Computed product = alike[0];
        if (alike.Length > 1)
        {
            DraftLayer layer = new()
            {
                Kind = "Multiply",
                From = [.. alike.Select(s => s.Layer)],
                Shape = to.ShapeOf(product.Layer),
                Source = op.Name,
                Gates = gates,
            };
            product = new(to.Append(op, layer), extents);
        }

        foreach (ConstantTensor tensor in factors.OfType<Value.Constant>().Select(c => c.Tensor))
        {
            float[] weight = Constants.PerChannel(tensor, extents);
            if (!Array.TrueForAll(weight, value => value == 1))
            {
                product = to.Affine(op, product, weight, new float[weight.Length]);
            }
        }

        return product;
    }

    private static Value[] Quotient(Lowering to, Operation op)
    {
        Value[] pair = Pair(to, op);
        if (pair[1] is Value.Constant { Tensor: var divisor })
        {
            ConstantTensor inverse = new(divisor.Shape, [.. Constants.Reals(divisor).Select(value => 1 / value)]);
            return [Product(to, op, [pair[0], new Value.Constant(inverse)])];
        }

        Value.Computed reciprocal = to.Unary(op, "Reciprocal", (Value.Computed)pair[1]);
        return [Product(to, op, [pair[0], reciprocal], pair[0] is Value.Computed ? [false, true] : null)];
    }

    /// <summary>max(a, b) = b + ReLU(a − b), min(a, b) = b − ReLU(b − a); Clip where one is a number.</summary>
    private static Value Extreme(Lowering to, Operation op, Value a, Value b, int sign)
    {
        if (a is Value.Constant && b is Value.Computed)
        {
            (a, b) = (b, a);
        }

        return (a, b) switch
        {
            (Value.Computed x, Value.Constant { Tensor: { Count: 1 } bound })
                when bound.Shape.Length <= x.Extents.Length => sign > 0
                ? Activations.Clip(to, op, x, Constants.Reals(bound)[0], float.PositiveInfinity)
                : Activations.Clip(to, op, x, float.NegativeInfinity, Constants.Reals(bound)[0]),
            (Value.Constant { Tensor: var one }, Value.Constant { Tensor: var other }) => Constant(
                to,
                op,
                one,
                other,
                sign
            ),
            _ => Sum(to, op, [(b, 1), (to.Unary(op, "ReLU", Sum(to, op, [(a, sign), (b, -sign)])), sign)]),
        };
    }

    private static Value.Constant Constant(Lowering to, Operation op, ConstantTensor a, ConstantTensor b, int sign)
    {
        int[] shape = Common(to, op, [new Value.Constant(a), new Value.Constant(b)]);
        float[] other = Constants.Broadcast(b, shape);
        return new(
            new(
                shape,
                [
                    .. Constants
                        .Broadcast(a, shape)
                        .Select((v, i) => sign > 0 ? MathF.Max(v, other[i]) : MathF.Min(v, other[i])),
                ]
            )
        );
    }

    private static Value[] Power(Lowering to, Operation op)
    {
        Value.Computed x = to.Computed(op, 0);
        ConstantTensor exponent = to.Need(op, 1, "exponent");
        float[] values = Constants.Reals(exponent);
        float power = values.Length > 0 && values.All(v => v == values[0]) ? values[0] : float.NaN;
        x = to.Broadcast(op, x, Common(to, op, [x, new Value.Constant(exponent)]));
        return power switch
        {
            1 => [x],
            2 or 3 or 4 => [Product(to, op, [.. Enumerable.Repeat<Value>(x, (int)power)])],
            0.5f => [to.Unary(op, "Sqrt", x)],
            -1 => [to.Unary(op, "Reciprocal", x)],
            -0.5f => [to.Unary(op, "Reciprocal", to.Unary(op, "Sqrt", x))],
            -2 => [to.Unary(op, "Reciprocal", Product(to, op, [x, x]))],
            _ => throw to.Unsupported(op, "its exponent is none of the constants 1, 2, 3, 4, 0.5, −0.5, −1, −2"),
        };
    }

    private static (Value, int)[] Terms(Lowering to, Operation op, params int[] signs) => [.. Pair(to, op).Zip(signs)];

    private static Value[] All(Lowering to, Operation op) =>
        op.Inputs.Count == 0
            ? throw to.Damaged(op, "It has no inputs.")
            : [.. Enumerable.Range(0, op.Inputs.Count).Select(i => to.Required(op, i))];

    /// <summary>Both inputs; versions before 7 align the second with an axis of the first.</summary>
    private static Value[] Pair(Lowering to, Operation op)
    {
        Value a = to.Required(op, 0),
            b = to.Required(op, 1);
        if (op.Opset < 7 && op.Attributes.Integer("broadcast", 0) != 0 && op.Attributes.Has("axis"))
        {
            int axis = to.Axis(op, op.Attributes.Integer("axis", 0), a.Shape.Length),
                trailing = a.Shape.Length - axis - b.Shape.Length;
            int[] shape = [.. b.Shape, .. Enumerable.Repeat(1, Math.Max(trailing, 0))];
            b = b switch
            {
                Value.Constant { Tensor: { Reals: { } reals } } => new Value.Constant(new(shape, reals)),
                Value.Constant { Tensor: { Integers: { } integers } } => new Value.Constant(new(shape, integers)),
                _ => (Value.Computed)b with { Extents = shape },
            };
        }

        return [a, b];
    }

    private static int[] Common(Lowering to, Operation op, IEnumerable<Value> values)
    {
        int[] shape = [];
        foreach (Value value in values)
        {
            shape =
                Shapes.Broadcast(shape, value.Shape)
                ?? throw to.Damaged(
                    op,
                    $"Shapes {Shapes.Text(shape)} and {Shapes.Text(value.Shape)} do not broadcast."
                );
        }

        return Shapes.Count(shape) is > 0 and <= Shapes.Most
            ? shape
            : throw to.Unsupported(op, $"the shape {Shapes.Text(shape)} is empty or too large");
    }

    /// <summary>The values repeated to a shape, all of them seen in the same one.</summary>
    private static Value.Computed[] Alike(Lowering to, Operation op, Value.Computed[] values, int[] extents)
    {
        if (values.Length == 0)
        {
            throw to.Unsupported(op, "all of its inputs are constants that cannot be folded");
        }

        Value.Computed[] full = [.. values.Select(value => to.Broadcast(op, value, extents))];
        int[] shape = to.ShapeOf(full[0].Layer);
        if (full.All(value => to.ShapeOf(value.Layer).SequenceEqual(shape)))
        {
            return full;
        }

        shape = to.Sample(extents);
        return [.. full.Select(value => value with { Layer = to.View(op, value, shape) })];
    }

    private static float[] Added(float[] one, float[] other)
    {
        // A channel is a run of neighbours, so of two counts of channels the larger is a multiple of the smaller
        // or both divide the whole; the least common multiple serves both.
        int count = Lcm(one.Length, other.Length);
        float[] result = new float[count];
        for (int i = 0; i < count; i++)
        {
            result[i] = one[i / (count / one.Length)] + other[i / (count / other.Length)];
        }

        return result;
    }

    private static int Lcm(int a, int b)
    {
        (int x, int y) = (a, b);
        while (y != 0)
        {
            (x, y) = (y, x % y);
        }

        return a / x * b;
    }
}
