namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>A network of random depth and widths, drawn by number.</summary>
/// <param name="Name">The class.</param>
/// <param name="Source">Its declaration.</param>
/// <param name="Inputs">Numbers in one input.</param>
/// <param name="Low">The least value of an input.</param>
/// <param name="Layers">The layers with weights.</param>
internal sealed record Architecture(
    string Name,
    string Source,
    int Inputs,
    int Low,
    (string Name, int[] Shape)[] Layers
)
{
    /// <summary>Depth 2 to 5; a third of the networks is dense only; inputs are in [0, 1] or [−1, 1] by turns.</summary>
    /// <param name="number">The network's number.</param>
    /// <param name="bias">Whether its layers have biases.</param>
    /// <param name="least">The least width of a dense layer.</param>
    public static Architecture Draw(int number, bool bias = true, int least = 3)
    {
        Random random = new(number);
        int low = number % 2 == 0 ? 0 : -1;
        Drawing drawing = new(random, bias, least);
        int depth = random.Next(2, 6);
        int convolutions = number % 3 == 0 ? 0 : random.Next(1, Math.Min(depth, 4));
        int[] shape =
            convolutions > 0 ? [random.Next(1, 4), random.Next(6, 10), random.Next(6, 10)] : [random.Next(5, 17)];
        drawing.Convolve(shape, convolutions);
        drawing.Connect(depth - convolutions);
        string input = string.Join(", ", shape);
        string source =
            $"[Network({input}, Low = {low}, High = 1)] public sealed partial class Net{number} "
            + $"{{ public static Layer[] Define() => [{string.Join(", ", drawing.Text)}]; }}\n";
        return new($"Net{number}", source, shape.Aggregate(1, (p, e) => p * e), low, [.. drawing.Layers]);
    }

    public WeightSet Draw(Random random, bool bias = true) =>
        RandomTensors.Network(random, Layers.Select(l => (l.Name, l.Shape, bias)));

    private sealed class Drawing(Random random, bool bias, int least)
    {
        private int[] _shape = [];

        public List<string> Text { get; } = [];

        public List<(string Name, int[] Shape)> Layers { get; } = [];

        private string Bias => bias ? "" : ", Bias: false";

        public void Convolve(int[] input, int count)
        {
            _shape = input;
            for (int i = 1; i <= count; i++)
            {
                int channels = random.Next(2, 7);
                int kernel = random.Next(1, 4);
                int pad = random.Next(0, 2) * (kernel / 2);
                int stride = _shape[1] > 5 && _shape[2] > 5 && random.Next(4) == 0 ? 2 : 1;
                Text.Add($"new Conv2d({channels}, {kernel}, Stride: {stride}, Pad: {pad}{Bias})");
                Text.Add("new ReLU()");
                Layers.Add(($"conv{i}", [channels, _shape[0], kernel, kernel]));
                _shape =
                [
                    channels,
                    ((_shape[1] + (2 * pad) - kernel) / stride) + 1,
                    ((_shape[2] + (2 * pad) - kernel) / stride) + 1,
                ];
                Pool(random.Next(4));
            }

            if (count > 0)
                Text.Add("new Flatten()");
        }

        public void Connect(int count)
        {
            int width = _shape.Aggregate(1, (p, e) => p * e);
            for (int i = 1; i <= count; i++)
            {
                int units = i == count ? random.Next(2, 6) : random.Next(least, least + 10);
                Text.Add($"new Dense({units}{Bias})");
                Layers.Add(($"dense{i}", [units, width]));
                width = units;
                if (i < count)
                    Text.Add("new ReLU()");
            }
        }

        private void Pool(int kind)
        {
            if (kind > 1 || _shape[1] < 4 || _shape[2] < 4)
                return;
            Text.Add(kind == 0 ? "new AvgPool(2)" : "new MaxPool(2)");
            _shape = [_shape[0], _shape[1] / 2, _shape[2] / 2];
        }
    }
}
