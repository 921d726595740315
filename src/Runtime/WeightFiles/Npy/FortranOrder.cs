namespace RuleCompiler.WeightFiles.Npy;

/// <summary>Brings an array whose first axis runs fastest to C order.</summary>
internal static class FortranOrder
{
    /// <param name="bytes">The elements; none of the axes is empty.</param>
    /// <param name="shape">The length of every axis.</param>
    /// <param name="size">The bytes of one element.</param>
    public static byte[] ToC(byte[] bytes, int[] shape, int size)
    {
        if (shape.Length < 2)
        {
            return bytes;
        }

        var result = new byte[bytes.Length];
        var index = new int[shape.Length];
        var stride = new int[shape.Length];
        stride[0] = size;
        for (int axis = 1; axis < shape.Length; axis++)
        {
            stride[axis] = stride[axis - 1] * shape[axis - 1];
        }

        int from = 0;
        for (int to = 0; to < result.Length; to += size)
        {
            bytes.AsSpan(from, size).CopyTo(result.AsSpan(to));
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += stride[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                from -= stride[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return result;
    }
}
