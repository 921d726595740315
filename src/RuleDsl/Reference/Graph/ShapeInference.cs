namespace RuleCompiler.Reference;

/// <summary>The output shapes of layers, with the mistakes that shapes reveal.</summary>
internal static class ShapeInference
{
    /// <exception cref="ArgumentException">The layer does not fit its input.</exception>
    public static int[] Output(Layer layer, int[] input) =>
        layer switch
        {
            Dense dense => Features(dense, input),
            Conv2d conv => Convolution(conv, input),
            MaxPool pool => Pool(pool, input, pool.Kernel, pool.Stride ?? pool.Kernel, pool.Pad),
            AvgPool pool => Pool(pool, input, pool.Kernel, pool.Stride ?? pool.Kernel, pool.Pad),
            GlobalAvgPool => [Image(layer, input)[0], 1, 1],
            Flatten => [Shapes.Count(input)],
            _ => input,
        };

    private static int[] Features(Dense dense, int[] input)
    {
        Positive(dense, dense.Units, "units");
        return input.Length == 1
            ? [dense.Units]
            : throw new ArgumentException(
                $"The dense layer '{dense.Name}' expects an input of shape [features] but gets {Shapes.Text(input)}; "
                    + "put a Flatten before it."
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

    private static int[] Pool(Layer pool, int[] input, Size kernel, Size stride, Padding pad)
    {
        // A window that lies in the padding alone has no inputs, so it has neither a maximum nor a mean.
        return int.Max(pad.Top, pad.Bottom) < kernel.Height && int.Max(pad.Left, pad.Right) < kernel.Width
            ? Windows(pool, Image(pool, input), input[0], kernel, stride, pad, dilation: 1)
            : throw new ArgumentException(
                $"The padding of the pool '{pool.Name}' is not smaller than its window {kernel}; use less padding."
            );
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

        int height = input[1] + pad.Top + pad.Bottom;
        int width = input[2] + pad.Left + pad.Right;
        int spanY = dilation.Height * (kernel.Height - 1) + 1;
        int spanX = dilation.Width * (kernel.Width - 1) + 1;
        return spanY <= height && spanX <= width
            ? [channels, (height - spanY) / stride.Height + 1, (width - spanX) / stride.Width + 1]
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
