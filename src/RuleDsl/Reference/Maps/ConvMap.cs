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
