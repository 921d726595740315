namespace RuleCompiler.OnnxImport.Folding;

/// <summary>Tensors whose values are read from others.</summary>
internal static class Tensors
{
    public static ConstantTensor Reshaped(this ConstantTensor tensor, params int[] shape)
    {
        if (Extents.Count(shape) != tensor.Count)
        {
            throw new FoldingException($"{tensor.Count} elements do not fill the shape {Shapes.Text(shape)}");
        }

        return tensor.Reals is { } reals ? new(shape, reals) : new(shape, tensor.Integers!);
    }

    /// <summary>The whole numbers of a tensor: indices, shapes, axes.</summary>
    public static long[] Whole(this ConstantTensor tensor, string what) =>
        tensor.Integers ?? throw new FoldingException($"{what} are real numbers");

    /// <summary>The value of a tensor with one element.</summary>
    public static double Single(this ConstantTensor tensor, string what) =>
        tensor.Count == 1
            ? tensor.Reals is { } reals
                ? reals[0]
                : tensor.Integers![0]
            : throw new FoldingException($"{what} has {tensor.Count} elements instead of one");

    /// <summary>The values as real numbers, whichever they are.</summary>
    public static float[] AsReals(this ConstantTensor tensor) =>
        tensor.Reals ?? Array.ConvertAll(tensor.Integers!, value => (float)value);

    /// <summary>result[c] = tensor[offset + Σ c·strides] for every coordinate c of a shape.</summary>
    public static ConstantTensor Read(this ConstantTensor tensor, int[] shape, int offset, int[] strides)
    {
        int[] from = Places(shape, offset, strides);
        return tensor.Reals is { } reals
            ? new(shape, Array.ConvertAll(from, place => reals[place]))
            : new(shape, Array.ConvertAll(from, place => tensor.Integers![place]));
    }

    /// <summary>The offsets offset + Σ c·strides of all coordinates c of a shape, in memory order.</summary>
    public static int[] Places(int[] shape, int offset, int[] strides)
    {
        int[] places = new int[Extents.Count(shape)];
        int[] coordinate = new int[shape.Length];
        int place = offset;
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = place;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                place += strides[axis];
                if (++coordinate[axis] < shape[axis])
                    break;
                place -= strides[axis] * shape[axis];
                coordinate[axis] = 0;
            }
        }

        return places;
    }

    /// <summary>
    /// The tensor repeated along the axes that a shape from <see cref="Extents.Broadcast"/> has and it has not, or
    /// where its extent is 1.
    /// </summary>
    public static ConstantTensor Broadcast(this ConstantTensor tensor, int[] shape)
    {
        if (tensor.Shape.AsSpan().SequenceEqual(shape))
            return tensor;
        return tensor.Read(shape, 0, Shapes.BroadcastStrides(tensor.Shape, shape));
    }

    public static ConstantTensor Permuted(this ConstantTensor tensor, int[] axes)
    {
        int[] steps = Shapes.Strides(tensor.Shape);
        return tensor.Read(
            Array.ConvertAll(axes, axis => tensor.Shape[axis]),
            0,
            Array.ConvertAll(axes, axis => steps[axis])
        );
    }
}
