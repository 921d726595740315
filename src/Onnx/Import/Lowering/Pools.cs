namespace RuleCompiler.OnnxImport;

/// <summary>Maxima and means over windows of one, two or three axes.</summary>
/// <remarks>
/// The layers pool planes. One axis is a plane of height 1. Three axes are pooled as planes first and along the
/// outermost axis then, which is exact for a maximum and, as windows are boxes, for a mean.
/// </remarks>
internal static class Pools
{
    public static IReadOnlyDictionary<string, Lower> Operators { get; } =
        new Dictionary<string, Lower>
        {
            ["MaxPool"] = MaxPool,
            ["AveragePool"] = AveragePool,
            ["GlobalAveragePool"] = (to, op) => [Global(to, op, mean: true)],
            ["GlobalMaxPool"] = (to, op) => [Global(to, op, mean: false)],
        };

    private static Value[] MaxPool(Lowering to, Operation op)
    {
        // storage_order concerns the indices alone
        to.Unused(op, 1, "Indices");
        return [Pool(to, op, mean: false)];
    }

    private static Value[] AveragePool(Lowering to, Operation op) => [Pool(to, op, mean: true)];

    private static Value.Computed Pool(Lowering to, Operation op, bool mean)
    {
        Value.Computed x = to.Computed(op, 0);
        int axes = x.Extents.Length - 2;
        if (axes is not (1 or 2 or 3))
        {
            throw to.Unsupported(
                op,
                $"its input {Shapes.Text(x.Extents)} has not one to three axes beside batch and channel"
            );
        }

        int[] kernel = to.Lengths(op, "kernel_shape", axes, 1, -1);
        if (kernel[0] < 0)
        {
            throw to.Damaged(op, "Its kernel_shape is missing.");
        }

        Window window = Window.Read(to, op, x.Extents[2..], kernel);
        bool counted = mean && op.Attributes.Integer("count_include_pad", 0) != 0;
        Check(to, op, window, mean);
        if (counted && window.Rounding.Any(pad => pad > 0))
        {
            // Padding counts, but not what is there only because the output is rounded up.
            int[] end = [.. window.End.Zip(window.Rounding, (all, rounding) => all - rounding)];
            x = Movement.Padded(to, op, x, [0, 0, .. window.Begin], [0, 0, .. end]);
            window = window with { Begin = new int[axes], End = window.Rounding };
            counted = false;
        }

        return Slide(to, op, x, window, mean, counted);
    }

    private static void Check(Lowering to, Operation op, Window window, bool mean)
    {
        if (mean && window.Dilation.Any(d => d != 1))
        {
            throw to.Unsupported(op, "its dilations are not 1");
        }

        for (int axis = 0; axis < window.Kernel.Length; axis++)
        {
            long reach = ((long)window.Dilation[axis] * (window.Kernel[axis] - 1)) + 1;
            if (window.Begin[axis] >= reach || window.End[axis] >= reach)
            {
                throw to.Unsupported(op, "a window lies in its padding alone");
            }
        }
    }

    private static Value.Computed Slide(
        Lowering to,
        Operation op,
        Value.Computed x,
        Window window,
        bool mean,
        bool counted
    )
    {
        int[] extents = [.. x.Extents[..2], .. window.Output];
        int channels = x.Extents[0] * x.Extents[1];
        if (window.Kernel.Length < 3)
        {
            int[] image = window.Kernel.Length == 2 ? x.Extents[2..] : [1, x.Extents[2]];
            return Plane(to, op, x, channels, image, window.AsPlane(), mean, counted) with { Extents = extents };
        }

        Window planes = Part(window, 1, 3),
            depth = Part(window, 0, 1);
        (int d, int h, int w) = (x.Extents[2], window.Output[1], window.Output[2]);
        Value.Computed flat = Plane(to, op, x, channels * d, x.Extents[3..], planes, mean, counted);
        Window upright = new(
            [depth.Kernel[0], 1],
            [depth.Stride[0], 1],
            [depth.Begin[0], 0],
            [depth.End[0], 0],
            [0, 0],
            [depth.Dilation[0], 1],
            [depth.Output[0], h * w]
        );
        return Plane(to, op, flat, channels, [d, h * w], upright, mean, counted) with { Extents = extents };
    }

    private static Window Part(Window w, int from, int end) =>
        new(
            w.Kernel[from..end],
            w.Stride[from..end],
            w.Begin[from..end],
            w.End[from..end],
            w.Rounding[from..end],
            w.Dilation[from..end],
            w.Output[from..end]
        );

    /// <summary>A pool over planes of memory [channels, height, width].</summary>
    public static Value.Computed Plane(
        Lowering to,
        Operation op,
        Value.Computed x,
        int channels,
        int[] image,
        Window window,
        bool mean,
        bool counted = false
    )
    {
        int[] output = [channels, .. window.Output];
        int layer = to.Append(
            op,
            mean ? "AvgPool" : "MaxPool",
            [to.View(op, x, [channels, .. image])],
            output,
            [
                .. window.Numbers(dilation: !mean),
                .. mean ? [("CountIncludePad", counted ? 1.0 : 0.0)] : Array.Empty<(string, double)>(),
            ]
        );
        return new(layer, [1, .. output]);
    }

    /// <summary>The maximum or the mean over each whole image of memory [channels, height, width]; [channels, 1, 1].</summary>
    public static Value.Computed Whole(
        Lowering to,
        Operation op,
        Value.Computed x,
        int channels,
        int height,
        int width,
        bool mean
    )
    {
        if (!mean)
        {
            Window all = new([height, width], [1, 1], [0, 0], [0, 0], [0, 0], [1, 1], [1, 1]);
            return Plane(to, op, x, channels, [height, width], all, mean: false);
        }

        int view = to.View(op, x, channels, height, width);
        return new(to.Append(op, "GlobalAvgPool", [view], [channels, 1, 1]), [1, channels, 1, 1]);
    }

    private static Value.Computed Global(Lowering to, Operation op, bool mean)
    {
        Value.Computed x = to.Computed(op, 0);
        int rank = x.Extents.Length;
        if (rank < 3)
        {
            throw to.Damaged(op, $"Its input {Shapes.Text(x.Extents)} has no axes beside batch and channel.");
        }

        (int height, int width) =
            rank == 4 ? (x.Extents[2], x.Extents[3]) : (1, (int)Shapes.Count(x.Extents.AsSpan(2)));
        return Whole(to, op, x, x.Extents[0] * x.Extents[1], height, width, mean) with
        {
            Extents = [.. x.Extents[..2], .. Enumerable.Repeat(1, rank - 2)],
        };
    }
}
