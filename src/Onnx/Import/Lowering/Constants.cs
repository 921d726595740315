namespace RuleCompiler.OnnxImport;

/// <summary>Constants as layers want them.</summary>
internal static class Constants
{
    public static float[] Reals(ConstantTensor tensor) =>
        tensor.Reals ?? [.. tensor.Integers!.Select(value => (float)value)];

    /// <summary>The constant repeated to a shape to which it broadcasts.</summary>
    public static float[] Broadcast(ConstantTensor tensor, int[] shape)
    {
        float[] values = Reals(tensor);
        int count = (int)Shapes.Count(shape);
        if (values.Length == count)
        {
            return values;
        }

        var result = new float[count];
        int[] strides = Shapes.BroadcastStrides(tensor.Shape, shape),
            at = new int[shape.Length];
        int from = 0;
        for (int i = 0; i < count; i++)
        {
            result[i] = values[from];
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++at[axis] < shape[axis])
                {
                    break;
                }

                from -= strides[axis] * shape[axis];
                at[axis] = 0;
            }
        }

        return result;
    }

    /// <summary>
    /// The constant as one number per channel of memory of the shape, with as few channels as say it all: a channel
    /// is a run of neighbours, so trailing axes along which the constant repeats fall away.
    /// </summary>
    public static float[] PerChannel(ConstantTensor tensor, int[] shape)
    {
        int[] strides = Shapes.BroadcastStrides(tensor.Shape, shape);
        int axes = shape.Length;
        while (axes > 0 && (strides[axes - 1] == 0 || shape[axes - 1] == 1))
        {
            axes--;
        }

        // The last axes of the constant are of length 1 or absent there.
        int dropped = shape.Length - axes;
        int[] own = tensor.Shape.Length <= dropped ? [] : tensor.Shape[..^dropped];
        ConstantTensor cut = tensor.Reals is { } reals ? new(own, reals) : new(own, tensor.Integers!);
        return Broadcast(cut, shape[..axes]);
    }

    public static float[] Filled(int count, float value)
    {
        float[] values = new float[count];
        Array.Fill(values, value);
        return values;
    }

    /// <summary>A matrix's rows as columns; rank 2.</summary>
    public static ConstantTensor Transposed(ConstantTensor matrix)
    {
        (int rows, int columns) = (matrix.Shape[0], matrix.Shape[1]);
        float[] values = Reals(matrix),
            result = new float[values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                result[(column * rows) + row] = values[(row * columns) + column];
            }
        }

        return new([columns, rows], result);
    }

    public static ConstantTensor Scaled(ConstantTensor tensor, float factor) =>
        factor == 1 ? tensor : new(tensor.Shape, [.. Reals(tensor).Select(value => value * factor)]);
}
