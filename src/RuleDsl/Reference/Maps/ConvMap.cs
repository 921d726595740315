namespace RuleCompiler.Reference;

/// <summary>A convolution; weights are [channels, input channels / groups, KH, KW].</summary>
internal sealed class ConvMap(Conv2d layer, int[] input, int[] output, double[] weight, double[]? bias)
    : LinearMap(Shapes.Count(output), bias, Shapes.Plane(output))
{
    private readonly WindowPixel[][] _windows = WindowPixels.Of(
        input,
        output,
        layer.Kernel,
        layer.Stride,
        layer.Pad,
        layer.Dilation
    );

    public override int WeightCount => weight.Length;

    /// <summary>The sums of <see cref="LinearMap.Forward"/>, in the same order, without the list.</summary>
    public override double[] Forward(double[][] activations)
    {
        int pixels = Shapes.Plane(input);
        int plane = Shapes.Plane(output);
        int taps = layer.Kernel.Height * layer.Kernel.Width;
        int perGroup = input[0] / layer.Groups;
        double[] from = activations[0];
        var outputs = new double[Units];
        for (int unit = 0; unit < outputs.Length; unit++)
        {
            int channel = unit / plane;
            int first = channel / (output[0] / layer.Groups) * perGroup * pixels;
            WindowPixel[] window = _windows[unit % plane];
            double sum = Bias(unit);
            for (int c = 0; c < perGroup; c++)
            {
                int place = (channel * perGroup + c) * taps;
                int source = first + c * pixels;
                foreach (WindowPixel covered in window)
                    sum += weight[place + covered.Tap] * from[source + covered.Pixel];
            }

            outputs[unit] = sum;
        }

        return outputs;
    }

    protected override void Collect(int unit, double[][] activations, double[][] reference, List<Connection> into)
    {
        int pixels = Shapes.Plane(input);
        int plane = Shapes.Plane(output);
        int taps = layer.Kernel.Height * layer.Kernel.Width;
        int perGroup = input[0] / layer.Groups;
        int channel = unit / plane;
        int group = channel / (output[0] / layer.Groups);
        WindowPixel[] window = _windows[unit % plane];
        for (int c = 0; c < perGroup; c++)
        {
            foreach (WindowPixel covered in window)
            {
                int place = (channel * perGroup + c) * taps + covered.Tap;
                int source = (group * perGroup + c) * pixels + covered.Pixel;
                into.Add(new Connection(0, source, weight[place], place));
            }
        }
    }
}
