namespace RuleCompiler.PatternEstimation;

/// <summary>
/// What the units of a Dense or Conv2d read: a row of the input, or a patch with the zeros of its padding, in the order
/// of the weights.
/// </summary>
internal sealed class LayerPatches
{
    private readonly int _rowLength;
    private readonly int[][] _patches;

    /// <param name="layer">The layer.</param>
    /// <param name="input">The shape of what it reads.</param>
    /// <param name="output">The shape of its output.</param>
    public LayerPatches(Layer layer, IReadOnlyList<int> input, IReadOnlyList<int> output)
    {
        if (layer is Conv2d conv)
        {
            _patches = [.. Enumerable.Range(0, conv.Groups).Select(group => Patches(conv, group, input, output))];
            PerSample = output[1] * output[2];
            Width = input[0] / conv.Groups * conv.Kernel.Height * conv.Kernel.Width;
        }
        else
        {
            _patches = [];
            _rowLength = input[^1];
            PerSample = input.Aggregate(1, (size, extent) => size * extent) / _rowLength;
            Width = _rowLength;
        }
    }

    /// <summary>Groups of units that read other channels.</summary>
    public int Groups => Math.Max(1, _patches.Length);

    /// <summary>Patches of a sample, in each group.</summary>
    public int PerSample { get; }

    /// <summary>Numbers in a patch.</summary>
    public int Width { get; }

    /// <summary>Writes a patch of a sample.</summary>
    public void Read(ReadOnlySpan<float> sample, int group, int patch, Span<double> to)
    {
        if (_patches.Length == 0)
        {
            ReadOnlySpan<float> row = sample.Slice(patch * _rowLength, _rowLength);
            for (int d = 0; d < to.Length; d++)
                to[d] = row[d];
            return;
        }

        ReadOnlySpan<int> places = _patches[group].AsSpan(patch * Width, Width);
        for (int d = 0; d < to.Length; d++)
            to[d] = places[d] < 0 ? 0 : sample[places[d]];
    }

    /// <summary>For each patch the places of its numbers in a sample, −1 in the padding.</summary>
    private static int[] Patches(Conv2d conv, int group, IReadOnlyList<int> input, IReadOnlyList<int> output)
    {
        (int channels, int height, int width) = (input[0] / conv.Groups, input[1], input[2]);
        int[] places = new int[output[1] * output[2] * channels * conv.Kernel.Height * conv.Kernel.Width];
        int at = 0;
        for (int oy = 0; oy < output[1]; oy++)
        for (int ox = 0; ox < output[2]; ox++)
        for (int c = group * channels; c < (group + 1) * channels; c++)
        for (int ky = 0; ky < conv.Kernel.Height; ky++)
        for (int kx = 0; kx < conv.Kernel.Width; kx++)
        {
            int y = (oy * conv.Stride.Height) - conv.Pad.Top + (ky * conv.Dilation.Height);
            int x = (ox * conv.Stride.Width) - conv.Pad.Left + (kx * conv.Dilation.Width);
            bool inside = y >= 0 && y < height && x >= 0 && x < width;
            places[at++] = inside ? (((c * height) + y) * width) + x : -1;
        }

        return places;
    }
}
