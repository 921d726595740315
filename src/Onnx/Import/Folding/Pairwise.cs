namespace RuleCompiler.OnnxImport.Folding;

/// <summary>Arithmetic on tensors that are broadcast to one shape.</summary>
internal static class Pairwise
{
    public static IReadOnlyDictionary<string, Func<Operands, ConstantTensor?>> Operators { get; } =
        new Dictionary<string, Func<Operands, ConstantTensor?>>
        {
            ["Add"] = operands => Two(operands, (a, b) => a + b, (a, b) => a + b),
            ["Sub"] = operands => Two(operands, (a, b) => a - b, (a, b) => a - b),
            ["Mul"] = operands => Two(operands, (a, b) => a * b, (a, b) => a * b),
            ["Div"] = operands => Two(operands, (a, b) => a / b, Quotient),
            ["Mod"] = Mod,
            ["Pow"] = Pow,
            ["PRelu"] = operands =>
                Two(operands, (x, slope) => x < 0 ? slope * x : x, (x, slope) => x < 0 ? slope * x : x),
            ["Sum"] = operands => Many(operands, (a, b) => a + b, (a, b) => a + b),
            ["Min"] = operands => Many(operands, Math.Min, Math.Min),
            ["Max"] = operands => Many(operands, Math.Max, Math.Max),
            ["Mean"] = Mean,
        };

    /// <summary>The second input in the place that operator sets below 7 give it with <c>broadcast</c> and <c>axis</c>.</summary>
    public static ConstantTensor Second(Operands operands)
    {
        (ConstantTensor a, ConstantTensor b) = (operands[0], operands[1]);
        if (operands.Opset >= 7 || !operands.Attributes.Has("axis"))
            return b;
        int rank = a.Shape.Length;
        int axis = Extents.Axis(operands.Attributes.Integer("axis", 0), rank);
        if (axis + b.Shape.Length > rank)
            throw new FoldingException($"{Shapes.Text(b.Shape)} at axis {axis} of {Shapes.Text(a.Shape)}");
        return b.Reshaped([.. b.Shape, .. Enumerable.Repeat(1, rank - axis - b.Shape.Length)]);
    }

    public static ConstantTensor Apply(
        ConstantTensor a,
        ConstantTensor b,
        Func<float, float, float> real,
        Func<long, long, long> whole
    )
    {
        if ((a.Reals is null) != (b.Reals is null))
            throw new FoldingException("one input is real, the other whole");
        int[] shape = Extents.Broadcast(a.Shape, b.Shape);
        (a, b) = (a.Broadcast(shape), b.Broadcast(shape));
        return a.Reals is not null
            ? new(shape, Zip(a.Reals, b.Reals!, real))
            : new(shape, Zip(a.Integers!, b.Integers!, whole));
    }

    public static TResult[] Zip<T, TResult>(T[] a, T[] b, Func<T, T, TResult> of)
    {
        TResult[] result = new TResult[a.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = of(a[i], b[i]);
        return result;
    }

    private static ConstantTensor Two(
        Operands operands,
        Func<float, float, float> real,
        Func<long, long, long> whole
    ) => Apply(operands[0], Second(operands), real, whole);

    private static ConstantTensor Many(
        Operands operands,
        Func<float, float, float> real,
        Func<long, long, long> whole
    ) => operands.All().Aggregate((a, b) => Apply(a, b, real, whole));

    private static ConstantTensor? Mean(Operands operands)
    {
        ConstantTensor sum = Many(operands, (a, b) => a + b, (a, b) => a + b);
        return sum.Reals is { } reals
            ? new(sum.Shape, Array.ConvertAll(reals, value => value / operands.Inputs))
            : null;
    }

    private static long Quotient(long a, long b) =>
        b switch
        {
            0 => throw new FoldingException($"{a} is divided by zero"),
            -1 => unchecked(-a),
            _ => a / b,
        };

    /// <summary>The remainder with the divisor's sign, or with the dividend's where <c>fmod</c> is set.</summary>
    private static ConstantTensor Mod(Operands operands)
    {
        bool ofDividend = operands.Attributes.Integer("fmod", 0) != 0;
        return Two(
            operands,
            (a, b) => ofDividend ? a % b : a - (b * MathF.Floor(a / b)),
            (a, b) =>
            {
                long rest = a - (Quotient(a, b) * b);
                return ofDividend || rest == 0 || (rest < 0) == (b < 0) ? rest : rest + b;
            }
        );
    }

    /// <summary>Base and exponent may be of different types; the result is of the base's.</summary>
    private static ConstantTensor Pow(Operands operands)
    {
        (ConstantTensor a, ConstantTensor b) = (operands[0], Second(operands));
        int[] shape = Extents.Broadcast(a.Shape, b.Shape);
        float[] exponents = b.Broadcast(shape).AsReals();
        ConstantTensor bases = a.Broadcast(shape);
        return bases.Integers is { } whole
            ? new(shape, [.. whole.Zip(exponents, (x, e) => (long)Math.Pow(x, e))])
            : new(shape, [.. bases.Reals!.Zip(exponents, (x, e) => (float)Math.Pow(x, e))]);
    }
}
