namespace RuleCompiler.Reference;

/// <summary>A mean over windows: every covered pixel enters with one over the number of pixels that count.</summary>
internal sealed class AveragePoolMap(AvgPool layer, int[] input, int[] output)
    : LinearMap(Shapes.Count(output), bias: null, Shapes.Plane(output))
{
    private readonly WindowPixel[][] _windows = WindowPixels.Of(
        input,
        output,
        layer.Kernel,
        layer.Stride ?? layer.Kernel,
        layer.Pad,
        dilation: 1
    );

    protected override void Collect(int unit, double[][] activations, double[][] reference, List<Connection> into)
    {
        WindowPixel[] window = _windows[unit % Shapes.Plane(output)];
        int counted = layer.CountIncludePad ? layer.Kernel.Height * layer.Kernel.Width : window.Length;
        int first = unit / Shapes.Plane(output) * Shapes.Plane(input);
        foreach (WindowPixel covered in window)
            into.Add(new Connection(0, first + covered.Pixel, 1.0 / counted, 0));
    }
}

/// <summary>A maximum over windows: the first maximum in scan order enters with 1, the others with 0.</summary>
internal sealed class MaxPoolMap(MaxPool layer, int[] input, int[] output)
    : LinearMap(Shapes.Count(output), bias: null, Shapes.Plane(output))
{
    private readonly WindowPixel[][] _windows = WindowPixels.Of(
        input,
        output,
        layer.Kernel,
        layer.Stride ?? layer.Kernel,
        layer.Pad,
        layer.Dilation
    );

    protected override void Collect(int unit, double[][] activations, double[][] reference, List<Connection> into)
    {
        WindowPixel[] window = _windows[unit % Shapes.Plane(output)];
        int first = unit / Shapes.Plane(output) * Shapes.Plane(input);
        int winner = Winner(window, first, activations[0]);
        int referenceWinner = Winner(window, first, reference[0]);
        foreach (WindowPixel covered in window)
        {
            int at = first + covered.Pixel;
            into.Add(
                new Connection(0, at, at == winner ? 1 : 0, 0)
                {
                    ReferenceWeight = at == referenceWinner ? 1 : 0,
                    Chord = double.NaN,
                }
            );
        }
    }

    private static int Winner(WindowPixel[] window, int first, double[] values)
    {
        int winner = first + window[0].Pixel;
        foreach (WindowPixel covered in window)
        {
            if (values[first + covered.Pixel] > values[winner])
                winner = first + covered.Pixel;
        }

        return winner;
    }
}

/// <summary>The mean over a whole image per channel.</summary>
internal sealed class GlobalAverageMap(int[] input) : LinearMap(input[0], bias: null, plane: 1)
{
    protected override void Collect(int unit, double[][] activations, double[][] reference, List<Connection> into)
    {
        int pixels = Shapes.Plane(input);
        for (int p = 0; p < pixels; p++)
            into.Add(new Connection(0, unit * pixels + p, 1.0 / pixels, 0));
    }
}
