namespace RuleCompiler.Kernels;

/// <summary>The inputs that one output of a pool sees: rows and columns of its window that exist.</summary>
/// <param name="Top">Input row of window row 0.</param>
/// <param name="Left">Input column of window column 0.</param>
/// <param name="FirstRow">First window row inside the input.</param>
/// <param name="LastRow">One past the last.</param>
/// <param name="FirstColumn">First window column inside the input.</param>
/// <param name="LastColumn">One past the last.</param>
internal readonly record struct Window(int Top, int Left, int FirstRow, int LastRow, int FirstColumn, int LastColumn)
{
    /// <summary>How many inputs exist.</summary>
    public int Count => (LastRow - FirstRow) * (LastColumn - FirstColumn);

    /// <summary>The window of the output at row <paramref name="y"/>, column <paramref name="x"/>.</summary>
    public static Window Of(in ConvShape shape, int y, int x)
    {
        int top = y * shape.StrideHeight - shape.PadTop,
            left = x * shape.StrideWidth - shape.PadLeft;
        (int row, int lastRow) = Inside(top, shape.DilationHeight, shape.KernelHeight, shape.Height);
        (int column, int lastColumn) = Inside(left, shape.DilationWidth, shape.KernelWidth, shape.Width);
        return new Window(top, left, row, lastRow, column, lastColumn);
    }

    /// <summary>Within its channel, the input at window row <paramref name="row"/> and column <paramref name="column"/>.</summary>
    public int Place(in ConvShape shape, int row, int column) =>
        (Top + row * shape.DilationHeight) * shape.Width + Left + column * shape.DilationWidth;

    private static (int From, int Until) Inside(int start, int dilation, int kernel, int size)
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
}
