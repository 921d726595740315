namespace RuleCompiler.Kernels;

/// <summary>
/// Small images are mostly border: where each row of positions is short, asking for each tap which of them exist costs
/// more than multiplying. A copy with the border's zeros around it makes the same product one without padding.
/// </summary>
internal static unsafe class Padding
{
    private const int WidestGrid = 32; // beyond, borders are a small part of a row
    private const nint SecondLevel = 256 * 1024 / sizeof(float); // half of a small one

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

    /// <summary>Room for the copies, and a register more.</summary>
    public static Scratch Room<T>(in LayerProduct asked)
        where T : struct, ITile => Scratch.Borrow(Sizes(asked) + T.Columns);

    /// <summary>Of how many samples the copies lie in a second-level cache, beside what is made of them; an even number.</summary>
    public static int SamplesInCache(in LayerProduct asked) =>
        (int)Math.Clamp(SecondLevel / Sizes(asked with { Count = 1 }) & -2, 2, 1024);

    /// <summary>The same product from copies of its sources in their <see cref="Room"/>.</summary>
    public static LayerProduct Copy(in LayerProduct asked, in Scratch scratch)
    {
        ConvShape bare = Without(asked.Shape, asked.Adjoint);
        nint size = Size(asked, bare);
        Plane source = Copy(asked, asked.Source, bare, new Plane(null, scratch.Start, size));
        Plane? other = asked.Other is { } second
            ? Copy(asked, second, bare, new Plane(null, scratch.Start + size, size))
            : null;
        return asked with { Shape = bare, Source = source, Other = other, Slack = true };
    }

    private static Plane Copy(in LayerProduct asked, Plane source, in ConvShape bare, Plane copy)
    {
        ConvShape s = asked.Shape;
        var job = asked.Adjoint
            ? new PaddingJob(
                source,
                copy.Start,
                (s.OutHeight, s.OutWidth),
                (bare.OutHeight, bare.OutWidth),
                (bare.PadTop - s.PadTop, bare.PadLeft - s.PadLeft)
            )
            : new PaddingJob(source, copy.Start, (s.Height, s.Width), (bare.Height, bare.Width), (s.PadTop, s.PadLeft));
        int planes = checked(asked.Count * (asked.Adjoint ? s.OutChannels : s.Channels));
        Workers.Run(job, planes, Workers.Degree(asked.Threads, copy.Length));
        return copy;
    }

    private static nint Sizes(in LayerProduct asked) =>
        Size(asked, Without(asked.Shape, asked.Adjoint)) * (asked.Other is null ? 1 : 2);

    private static nint Size(in LayerProduct asked, in ConvShape bare) =>
        asked.Count * (asked.Adjoint ? bare.OutputSize : bare.InputSize);

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
