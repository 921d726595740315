namespace RuleCompiler.Kernels;

/// <summary>Which rows of inputs and outputs of a pool see each other.</summary>
internal static class PoolRows
{
    /// <summary>The rows of output row <paramref name="y"/>'s windows that exist: [From, Until) of the window.</summary>
    public static (int From, int Until) Existing(in ConvShape shape, int y) =>
        Inside(Top(shape, y), shape.DilationHeight, shape.KernelHeight, shape.Height);

    /// <summary>Input row of row 0 of output row <paramref name="y"/>'s windows; may not exist.</summary>
    public static int Top(in ConvShape shape, int y) => y * shape.StrideHeight - shape.PadTop;

    /// <summary>Whose window's row <paramref name="tap"/> input row <paramref name="row"/> is; −1 if no output's.</summary>
    public static int Output(in ConvShape shape, int row, int tap)
    {
        int distance = row + shape.PadTop - tap * shape.DilationHeight;
        if (distance < 0)
            return -1;
        (int y, int rest) = Math.DivRem(distance, shape.StrideHeight);
        return rest == 0 && y < shape.OutHeight ? y : -1;
    }

    /// <summary>The output rows that see any of input rows [<paramref name="first"/>, <paramref name="last"/>), and perhaps others.</summary>
    public static (int First, int Last) Seeing(in ConvShape shape, int first, int last)
    {
        int reach = (shape.KernelHeight - 1) * shape.DilationHeight;
        int from = Math.Max(0, first + shape.PadTop - reach);
        int to = Math.Min(shape.OutHeight, (last - 1 + shape.PadTop) / shape.StrideHeight + 1);
        return (Math.Min((from + shape.StrideHeight - 1) / shape.StrideHeight, to), to);
    }

    /// <summary>Of window elements that begin at <paramref name="start"/>, those within [0, size).</summary>
    public static (int From, int Until) Inside(int start, int dilation, int kernel, int size)
    {
        if (dilation == 1) // nearly always, and a division is slow
        {
            int first = Math.Clamp(-start, 0, kernel);
            return (first, Math.Clamp(size - start, first, kernel));
        }
        int from = Math.Min(kernel, start >= 0 ? 0 : (-start + dilation - 1) / dilation);
        int room = size - start;
        return (from, Math.Clamp(room <= 0 ? 0 : (room + dilation - 1) / dilation, from, kernel));
    }

    /// <summary>A row's numbers with its left border, as many to the right as the last window reads, and one that only is loaded.</summary>
    public static nint Line(in ConvShape shape) =>
        Math.Max(
            shape.PadLeft + shape.Width,
            (shape.OutWidth - 1) * shape.StrideWidth + (shape.KernelWidth - 1) * shape.DilationWidth + 1
        ) + 1;
}
