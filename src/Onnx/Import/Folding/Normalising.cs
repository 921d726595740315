namespace RuleCompiler.OnnxImport.Folding;

/// <summary>Softmax and its logarithm.</summary>
internal static class Normalising
{
    public static IReadOnlyDictionary<string, Func<Operands, ConstantTensor?>> Operators { get; } =
        new Dictionary<string, Func<Operands, ConstantTensor?>>
        {
            ["Softmax"] = operands => Normalise(operands, Softmax),
            ["LogSoftmax"] = operands => Normalise(operands, LogSoftmax),
        };

    /// <summary>Over one axis; operator sets below 13 take all axes from it on for one.</summary>
    private static ConstantTensor? Normalise(Operands operands, Action<float[], int, int, int> row)
    {
        ConstantTensor data = operands[0];
        if (data.Reals is not { } reals)
            return null;
        bool together = operands.Opset < 13;
        int axis = Extents.Axis(operands.Attributes.Integer("axis", together ? 1 : -1), data.Shape.Length);
        int step = together ? 1 : Extents.Count(data.Shape[(axis + 1)..]);
        int length = together ? Extents.Count(data.Shape[axis..]) : data.Shape[axis];
        float[] result = [.. reals];
        int block = length * step;
        for (int i = 0; block > 0 && i < result.Length / block; i++)
        {
            for (int j = 0; j < step; j++)
                row(result, (i * block) + j, length, step);
        }

        return new(data.Shape, result);
    }

    private static double Shift(float[] values, int first, int length, int step)
    {
        double largest = double.NegativeInfinity;
        for (int i = 0; i < length; i++)
            largest = Math.Max(largest, values[first + (i * step)]);
        double sum = 0;
        for (int i = 0; i < length; i++)
            sum += Math.Exp(values[first + (i * step)] - largest);
        return largest + Math.Log(sum);
    }

    private static void LogSoftmax(float[] values, int first, int length, int step)
    {
        double shift = Shift(values, first, length, step);
        for (int i = 0; i < length; i++)
            values[first + (i * step)] = (float)(values[first + (i * step)] - shift);
    }

    private static void Softmax(float[] values, int first, int length, int step)
    {
        double shift = Shift(values, first, length, step);
        for (int i = 0; i < length; i++)
            values[first + (i * step)] = (float)Math.Exp(values[first + (i * step)] - shift);
    }
}
