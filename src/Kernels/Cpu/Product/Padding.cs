namespace RuleCompiler.Kernels;

/// <summary>
/// Small images are mostly border: where each row of positions is short, asking for each tap which of them exist costs
/// more than multiplying. A copy with the border's zeros around it makes the same product one without padding.
/// </summary>
internal static unsafe class Padding
{
    private const int WidestGrid = 32; // beyond, borders are a small part of a row

    /// <summary>Whether the source is worth a copy.</summary>
    public static bool Pays(in ConvShape shape, bool adjoint)
    {
        if (shape.StrideHeight != 1 || shape.StrideWidth != 1)
            return false;
        ConvShape bare = Without(shape, adjoint);
        int width = adjoint ? shape.Width : shape.OutWidth;
        return width <= WidestGrid && bare != shape;
    }

    /// <summary>The layer whose source is the copy: nothing that a tap asks for lies outside of it.</summary>
    public static ConvShape Without(in ConvShape s, bool adjoint) =>
        adjoint
            ? s with
            {
                PadTop = Math.Max(s.PadTop, Reach(s.KernelHeight, s.DilationHeight)),
                PadBottom = Math.Max(s.PadBottom, Reach(s.KernelHeight, s.DilationHeight)),
                PadLeft = Math.Max(s.PadLeft, Reach(s.KernelWidth, s.DilationWidth)),
                PadRight = Math.Max(s.PadRight, Reach(s.KernelWidth, s.DilationWidth)),
            }
            : s with
            {
                Height = s.Height + s.PadTop + s.PadBottom,
                Width = s.Width + s.PadLeft + s.PadRight,
                PadTop = 0,
                PadBottom = 0,
                PadLeft = 0,
                PadRight = 0,
            };

    /// <summary>Copies the source of <paramref name="shape"/> into that of <paramref name="bare"/>.</summary>
    public static void Copy(
        in ConvShape shape,
        in ConvShape bare,
        int count,
        Plane source,
        float* to,
        bool adjoint,
        int threads
    )
    {
        var job = adjoint
            ? new PaddingJob(
                source,
                to,
                (shape.OutHeight, shape.OutWidth),
                (bare.OutHeight, bare.OutWidth),
                (bare.PadTop - shape.PadTop, bare.PadLeft - shape.PadLeft)
            )
            : new PaddingJob(
                source,
                to,
                (shape.Height, shape.Width),
                (bare.Height, bare.Width),
                (shape.PadTop, shape.PadLeft)
            );
        int planes = checked(count * (adjoint ? shape.OutChannels : shape.Channels));
        double size = (double)planes * (adjoint ? bare.OutHeight * bare.OutWidth : bare.Height * bare.Width);
        Workers.Run(job, planes, Workers.Degree(threads, size));
    }

    private static int Reach(int kernel, int dilation) => (kernel - 1) * dilation;
}

/// <summary>An item is one channel of one sample.</summary>
internal readonly unsafe struct PaddingJob(
    Plane source,
    float* target,
    (int Rows, int Columns) from,
    (int Rows, int Columns) to,
    (int Top, int Left) corner
) : IJob
{
    /// <inheritdoc/>
    public void Do(int item)
    {
        float* line = source.Start + (nint)item * from.Rows * from.Columns;
        float* into = target + (nint)item * to.Rows * to.Columns;
        new Span<float>(into, to.Rows * to.Columns).Clear();
        into += (nint)corner.Top * to.Columns + corner.Left;
        for (int y = 0; y < from.Rows; y++, line += from.Columns, into += to.Columns)
            new Span<float>(line, from.Columns).CopyTo(new Span<float>(into, from.Columns));
    }
}
