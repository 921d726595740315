namespace RuleCompiler.OnnxImport.Folding;

/// <summary>Matrix products, summed in double precision.</summary>
internal static class Products
{
    public static IReadOnlyDictionary<string, Func<Operands, ConstantTensor?>> Operators { get; } =
        new Dictionary<string, Func<Operands, ConstantTensor?>> { ["MatMul"] = MatMul, ["Gemm"] = Gemm };

    private static ConstantTensor? MatMul(Operands operands)
    {
        (ConstantTensor a, ConstantTensor b) = (operands[0], operands[1]);
        if (a.Reals is null || b.Reals is null)
            return null;
        if (a.Shape.Length == 0 || b.Shape.Length == 0)
            throw new FoldingException("it multiplies a single number");
        // a vector is a row on the left and a column on the right
        ConstantTensor left = a.Shape.Length == 1 ? a.Reshaped(1, a.Shape[0]) : a;
        ConstantTensor right = b.Shape.Length == 1 ? b.Reshaped(b.Shape[0], 1) : b;
        (int rows, int inner, int columns) = (left.Shape[^2], left.Shape[^1], right.Shape[^1]);
        if (right.Shape[^2] != inner)
            throw new FoldingException($"{Shapes.Text(a.Shape)} times {Shapes.Text(b.Shape)}");
        int[] batch = Extents.Broadcast(left.Shape[..^2], right.Shape[..^2]);
        int count = Extents.Count(batch);
        int[] shape =
        [
            .. batch,
            .. a.Shape.Length == 1 ? [] : new[] { rows },
            .. b.Shape.Length == 1 ? [] : new[] { columns },
        ];
        float[] result = new float[Extents.Count(shape)];
        float[] lefts = left.Broadcast([.. batch, rows, inner]).Reals!;
        float[] rights = right.Broadcast([.. batch, inner, columns]).Reals!;
        for (int i = 0; i < count; i++)
        {
            Multiply(
                lefts.AsSpan(i * rows * inner, rows * inner),
                rights.AsSpan(i * inner * columns, inner * columns),
                result.AsSpan(i * rows * columns, rows * columns),
                inner,
                columns
            );
        }

        return new(shape, result);
    }

    private static void Multiply(
        ReadOnlySpan<float> left,
        ReadOnlySpan<float> right,
        Span<float> result,
        int inner,
        int columns
    )
    {
        double[] row = new double[columns];
        for (int r = 0; r * columns < result.Length; r++)
        {
            Array.Clear(row);
            for (int k = 0; k < inner; k++)
            {
                double factor = left[(r * inner) + k];
                for (int c = 0; c < columns; c++)
                    row[c] += factor * right[(k * columns) + c];
            }

            for (int c = 0; c < columns; c++)
                result[(r * columns) + c] = (float)row[c];
        }
    }

    /// <summary>α·A·B + β·C with A and B transposed on demand.</summary>
    private static ConstantTensor? Gemm(Operands operands)
    {
        (ConstantTensor a, ConstantTensor b) = (operands[0], operands[1]);
        if (a.Reals is null || b.Reals is null)
            return null;
        if (a.Shape.Length != 2 || b.Shape.Length != 2)
            throw new FoldingException($"{Shapes.Text(a.Shape)} times {Shapes.Text(b.Shape)}: not two matrices");
        if (operands.Attributes.Integer("transA", 0) != 0)
            a = a.Permuted([1, 0]);
        if (operands.Attributes.Integer("transB", 0) != 0)
            b = b.Permuted([1, 0]);
        (int rows, int inner, int columns) = (a.Shape[0], a.Shape[1], b.Shape[1]);
        if (b.Shape[0] != inner)
            throw new FoldingException($"{Shapes.Text(a.Shape)} times {Shapes.Text(b.Shape)}");
        float[] product = new float[Extents.Count([rows, columns])];
        if (product.Length > 0)
            Multiply(a.Reals, b.Reals, product, inner, columns);
        float alpha = operands.Attributes.Real("alpha", 1);
        float beta = operands.Attributes.Real("beta", 1);
        int[] shape = [rows, columns];
        if (operands.Optional(2) is not { Reals: not null } c)
            return new(shape, Array.ConvertAll(product, value => alpha * value));
        if (!Extents.Broadcast(shape, c.Shape).AsSpan().SequenceEqual(shape))
            throw new FoldingException($"{Shapes.Text(c.Shape)} is added to {Shapes.Text(shape)}");
        return new(shape, Pairwise.Zip(product, c.Broadcast(shape).Reals!, (x, y) => (alpha * x) + (beta * y)));
    }
}
