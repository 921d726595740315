namespace RuleCompiler;

/// <summary>The output shapes of layers, with the mistakes that shapes reveal.</summary>
internal static class ShapeInference
{
    /// <exception cref="ArgumentException">The layer does not fit its input.</exception>
    public static int[] Output(Layer layer, int[] input) =>
        layer switch
        {
            Dense dense => Rows(dense, input),
            Conv2d conv => Convolution(conv, input),
            MaxPool pool => Pool(pool, input, pool.Kernel, pool.Stride ?? pool.Kernel, pool.Pad, pool.Dilation),
            AvgPool pool => Pool(pool, input, pool.Kernel, pool.Stride ?? pool.Kernel, pool.Pad, dilation: 1),
            GlobalAvgPool => [Image(layer, input)[0], 1, 1],
            Flatten => [Shapes.Count(input)],
            Reshape reshape => Reshaped(reshape, input),
            Affine affine => Channels(affine, affine.Channels, input),
            PReLU relu => Channels(relu, relu.Channels, input),
            _ => input,
        };

    private static int[] Rows(Dense dense, int[] input)
    {
        Positive(dense, dense.Units, "units");
        return [.. input[..^1], dense.Units];
    }

    private static int[] Reshaped(Reshape reshape, int[] input) =>
        Shapes.AreValid(reshape.Shape) && Shapes.Count(reshape.Shape) == Shapes.Count(input)
            ? reshape.Shape
            : throw new ArgumentException(
                $"The layer '{reshape.Name}' gives its input {Shapes.Text(input)} the shape "
                    + $"{Shapes.Text(reshape.Shape)}, which has another number of values; correct the extents."
            );

    private static int[] Channels(Layer layer, int channels, int[] input)
    {
        Positive(layer, channels, "channels");
        return Shapes.Count(input) % channels == 0
            ? input
            : throw new ArgumentException(
                $"The {channels} channels of layer '{layer.Name}' do not divide the {Shapes.Count(input)} units of its "
                    + $"input {Shapes.Text(input)}; give 1, the input's channels or its units."
            );
    }

    private static int[] Convolution(Conv2d conv, int[] input)
    {
        Image(conv, input);
        Positive(conv, conv.Channels, "channels");
        Positive(conv, conv.Groups, "groups");
        if (input[0] % conv.Groups != 0 || conv.Channels % conv.Groups != 0)
        {
            throw new ArgumentException(
                $"The {conv.Groups} groups of layer '{conv.Name}' do not divide its {input[0]} input and "
                    + $"{conv.Channels} output channels; choose a common divisor."
            );
        }

        return Windows(conv, input, conv.Channels, conv.Kernel, conv.Stride, conv.Pad, conv.Dilation);
    }

    private static int[] Pool(Layer pool, int[] input, Size kernel, Size stride, Padding pad, Size dilation)
    {
        int[] output = Windows(pool, Image(pool, input), input[0], kernel, stride, pad, dilation);
        // A window that lies in the padding alone has no inputs, so it has neither a maximum nor a mean.
        bool touch =
            Touches(input[1], output[1], kernel.Height, stride.Height, pad.Top, dilation.Height)
            && Touches(input[2], output[2], kernel.Width, stride.Width, pad.Left, dilation.Width);
        return touch
            ? output
            : throw new ArgumentException(
                $"The padding of the pool '{pool.Name}' holds whole windows {kernel}; use padding smaller than them."
            );
    }

    /// <summary>Whether every window along an axis touches the image.</summary>
    private static bool Touches(int extent, int windows, int kernel, int stride, int pad, int dilation)
    {
        for (int window = 0; window < windows; window++)
        {
            long first = ((long)window * stride) - pad;
            long taps = first >= 0 ? 0 : (-first + dilation - 1) / dilation; // before the image
            if (taps >= kernel || first + (taps * dilation) >= extent)
                return false;
        }

        return true;
    }

    private static int[] Windows(
        Layer layer,
        int[] input,
        int channels,
        Size kernel,
        Size stride,
        Padding pad,
        Size dilation
    )
    {
        int[] numbers = [kernel.Height, kernel.Width, stride.Height, stride.Width, dilation.Height, dilation.Width];
        foreach (int number in numbers)
            Positive(layer, number, "kernel, stride and dilation");
        if (int.Min(int.Min(pad.Top, pad.Bottom), int.Min(pad.Left, pad.Right)) < 0)
            throw new ArgumentException($"The padding of layer '{layer.Name}' is negative; use zero or more.");

        // in 64 bits, since absurd paddings and dilations must be reported, not wrapped around
        long height = (long)input[1] + pad.Top + pad.Bottom;
        long width = (long)input[2] + pad.Left + pad.Right;
        long spanY = (long)dilation.Height * (kernel.Height - 1) + 1;
        long spanX = (long)dilation.Width * (kernel.Width - 1) + 1;
        return spanY <= height && spanX <= width
            ?
            [
                channels,
                (int)Math.Min(int.MaxValue, (height - spanY) / stride.Height + 1),
                (int)Math.Min(int.MaxValue, (width - spanX) / stride.Width + 1),
            ]
            : throw new ArgumentException(
                $"The kernel of layer '{layer.Name}' spans {spanY}×{spanX} but its padded input is only "
                    + $"{height}×{width} (input {Shapes.Text(input)}); use a smaller kernel or more padding."
            );
    }

    private static int[] Image(Layer layer, int[] input) =>
        input.Length == 3
            ? input
            : throw new ArgumentException(
                $"The layer '{layer.Name}' expects an input of shape [C,H,W] but gets {Shapes.Text(input)}; "
                    + "move it before the Flatten or declare the network's input as an image."
            );

    private static void Positive(Layer layer, int number, string what)
    {
        if (number < 1)
            throw new ArgumentException($"The layer '{layer.Name}' has {number} {what}; give at least 1.");
    }
}
