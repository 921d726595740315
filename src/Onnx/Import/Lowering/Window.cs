namespace RuleCompiler.OnnxImport;

/// <summary>A window that slides over an image of any number of axes, as Conv and the pools give it.</summary>
/// <param name="Kernel">Its size.</param>
/// <param name="Stride">The step between windows.</param>
/// <param name="Begin">The padding before each axis.</param>
/// <param name="End">The padding after each axis, more of it where the output is rounded up.</param>
/// <param name="Rounding">How much of <paramref name="End"/> is there only because the output is rounded up.</param>
/// <param name="Dilation">The step between a window's taps.</param>
/// <param name="Output">The number of windows along each axis.</param>
internal sealed record Window(
    int[] Kernel,
    int[] Stride,
    int[] Begin,
    int[] End,
    int[] Rounding,
    int[] Dilation,
    int[] Output
)
{
    public static Window Read(Lowering to, Operation op, int[] image, int[] kernel)
    {
        int axes = image.Length;
        int[] stride = to.Lengths(op, "strides", axes, 1, 1),
            dilation = to.Lengths(op, "dilations", axes, 1, 1),
            begin = new int[axes],
            end = new int[axes],
            rounding = new int[axes],
            output = new int[axes];
        string auto = op.Attributes.Text("auto_pad", "NOTSET");
        int[] pads = auto is "NOTSET" or "" ? to.Lengths(op, "pads", 2 * axes, 0, 0) : new int[2 * axes];
        bool up = op.Attributes.Integer("ceil_mode", 0) != 0;
        for (int axis = 0; axis < axes; axis++)
        {
            long reach = ((long)dilation[axis] * (kernel[axis] - 1)) + 1,
                step = stride[axis],
                windows;
            (begin[axis], end[axis]) = (pads[axis], pads[axis + axes]);
            switch (auto)
            {
                case "SAME_UPPER" or "SAME_LOWER":
                    windows = (image[axis] + step - 1) / step;
                    long all = Math.Max(((windows - 1) * step) + reach - image[axis], 0),
                        less = all / 2;
                    begin[axis] = (int)(auto == "SAME_UPPER" ? less : all - less);
                    end[axis] = (int)(all - begin[axis]);
                    break;
                case "NOTSET" or "VALID" or "":
                    long free = image[axis] + begin[axis] + end[axis] - reach;
                    windows = free < 0 ? 0 : (free / step) + 1;

                    // The last window must begin on the image or the padding before it.
                    if (up && free >= 0 && free % step != 0 && windows * step < image[axis] + begin[axis])
                    {
                        rounding[axis] = (int)((windows * step) - free);
                        end[axis] += rounding[axis];
                        windows++;
                    }

                    break;
                default:
                    throw to.Unsupported(op, $"its auto_pad is '{auto}'");
            }

            if (windows < 1)
            {
                throw to.Damaged(op, $"A window of {reach} does not fit axis {axis} of an image {Shapes.Text(image)}.");
            }

            output[axis] = (int)windows;
        }

        return new(kernel, stride, begin, end, rounding, dilation, output);
    }

    /// <summary>The same window with an axis of length 1 in front, for images of one axis.</summary>
    public Window AsPlane() =>
        Kernel.Length == 2
            ? this
            : new(
                [1, .. Kernel],
                [1, .. Stride],
                [0, .. Begin],
                [0, .. End],
                [0, .. Rounding],
                [1, .. Dilation],
                [1, .. Output]
            );

    public IEnumerable<(string, double)> Numbers(bool dilation) =>
        [
            ("Kernel.Height", Kernel[0]),
            ("Kernel.Width", Kernel[1]),
            ("Stride.Height", Stride[0]),
            ("Stride.Width", Stride[1]),
            ("Pad.Top", Begin[0]),
            ("Pad.Left", Begin[1]),
            ("Pad.Bottom", End[0]),
            ("Pad.Right", End[1]),
            .. dilation
                ? [("Dilation.Height", Dilation[0]), ("Dilation.Width", Dilation[1])]
                : Array.Empty<(string, double)>(),
        ];
}
