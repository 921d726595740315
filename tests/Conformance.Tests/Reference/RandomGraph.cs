namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>
/// Draws networks of all kinds as graph texts with weights: a chain that branches now and then and whose values stay
/// near 1.
/// </summary>
internal sealed class RandomGraph
{
    /// <summary>Kinds that take any input, with arguments.</summary>
    public static readonly string[] Anywhere =
    [
        "ReLU",
        "LeakyReLU (Slope 0.25)",
        "Clip (Low -1.5) (High 0.75)",
        "HardSigmoid (Alpha 0.5) (Beta 0.375)",
        "HardSwish",
        "Sigmoid",
        "Tanh",
        "Softplus",
        "Softsign",
        "ELU (Alpha 1.25)",
        "SELU (Alpha 1.5) (Gamma 1.25)",
        "CELU (Alpha 0.5)",
        "GELU (Tanh 0)",
        "GELU (Tanh 1)",
        "SiLU",
        "ThresholdedReLU (Alpha 0.125)",
        "Erf",
        "Abs",
        "Exp",
        "Log",
        "Sqrt",
        "Reciprocal",
    ];

    private readonly Random _random;
    private readonly List<string> _layers = [];
    private readonly List<(string, int[], float[])> _tensors = [];
    private readonly HashSet<string> _kinds = [];
    private readonly int[] _shape;
    private readonly bool _linear;

    /// <param name="seed">What is drawn.</param>
    /// <param name="linear">Whether there are only layers that move, weigh and multiply values, without biases.</param>
    public RandomGraph(int seed, bool linear = false)
    {
        _random = new Random(seed);
        _linear = linear;
        _shape = [2, 4, 4];
        (int place, int[] shape) = (LayerGraph.Input, _shape);
        for (int i = 0; i < 9; i++)
            (place, shape) = Step(place, shape);
        (place, shape) = Reshaped(place, [Count(shape)]);
        Dense(place, shape, 3);
    }

    public string Text => GraphTexts.Graph(string.Join(' ', _shape), [.. _layers]);

    public (string, int[], float[])[] Tensors => [.. _tensors];

    public IReadOnlySet<string> Kinds => _kinds;

    private (int, int[]) Step(int at, int[] shape) =>
        _random.Next(_linear ? 7 : 12) switch
        {
            0 => (Window(ref shape, at), shape),
            1 => (Branches("Add", "(signs 1 -1 1)", at, shape), shape),
            2 => (Branches("Multiply", $"(gates {_random.Next(2)} 1 0)", at, shape), shape),
            3 => (Transposed(ref shape, at), shape),
            4 => (Concatenated(ref shape, at), shape),
            5 when shape.Length < 3 && Count(shape) % 4 == 0 => Reshaped(at, [Count(shape) / 4, 2, 2]),
            5 => Reshaped(at, [shape[0], Count(shape) / shape[0]]),
            6 when shape.Length == 2 => (Dense(at, shape, 3), [shape[0], 3]),
            6 => (Channelwise("Affine", at, shape), shape),
            7 when !_linear => (Channelwise("PReLU", at, shape), shape),
            _ => (Activation(at, shape), shape),
        };

    private int Window(ref int[] shape, int at)
    {
        if (shape.Length != 3 || shape[1] < 2 || shape[2] < 2)
            return Channelwise("Affine", at, shape);
        string sizes =
            "(Kernel.Height 2) (Kernel.Width 2) (Stride.Height 1) (Stride.Width 2) (Pad.Top 1) (Pad.Left 0) "
            + "(Pad.Bottom 0) (Pad.Right 1)";
        int[] windows = [shape[1], (shape[2] - 1) / 2 + 1];
        switch (_random.Next(_linear ? 1 : 0, 4))
        {
            case 0:
                return Normalised(at, shape);
            case 1:
                int channels = shape[0];
                shape = [4, .. windows];
                _tensors.Add(($"l{_layers.Count}.weight", [4, channels, 2, 2], Fill(16 * channels)));
                return Add(
                    "Conv2d",
                    shape,
                    [at],
                    $"(Channels 4) {sizes} (Dilation.Height 1) (Dilation.Width 1) (Groups 1) (Bias 0)"
                );
            case 2:
                shape = [shape[0], .. windows];
                return Add("AvgPool", shape, [at], $"{sizes} (CountIncludePad {_random.Next(2)})");
            default:
                shape = [shape[0], .. windows];
                return Add("MaxPool", shape, [at], $"{sizes} (Dilation.Height 1) (Dilation.Width 1)");
        }
    }

    private int Normalised(int at, int[] shape)
    {
        foreach (string parameter in new[] { "scale", "shift", "mean", "variance" })
            _tensors.Add(($"l{_layers.Count}.{parameter}", [shape[0]], Fill(shape[0], 0.5)));
        return Add("BatchNorm", shape, [at], "(Eps 0.01)");
    }

    /// <summary>The layer, a function of it, and the layer again: tensors with several readers.</summary>
    private int Branches(string kind, string how, int at, int[] shape)
    {
        int branch = Channelwise("Affine", at, shape);
        int other = _linear ? Channelwise("Affine", at, shape) : Add("Tanh", shape, [at], "");
        return Add(kind, shape, [branch, other, at], "", how);
    }

    private int Transposed(ref int[] shape, int at)
    {
        (int rows, int columns) = (shape[0], Count(shape) / shape[0]);
        shape = [columns, rows];
        string map = $"(map (extents {columns} {rows}) (read 0 1 {columns}) (write 0 {rows} 1))";
        return Add("Rearrange", shape, [at], "", map);
    }

    /// <summary>A repetition, then the first of its halves beside the layer in reverse.</summary>
    private int Concatenated(ref int[] shape, int at)
    {
        int n = Count(shape);
        if (n > 40)
            return Channelwise("Affine", at, shape);
        int twice = Add("Rearrange", [2, n], [at], "", $"(map (extents 2 {n}) (read 0 0 1) (write 0 {n} 1))");
        int tail = Add("Rearrange", [n / 2], [twice], "", $"(map (extents {n / 2}) (read {n} 1) (write 0 1))");
        shape = [n + n / 2];
        return Add(
            "Concat",
            shape,
            [at, tail],
            "",
            $"(map (extents {n}) (read {n - 1} -1) (write 0 1)) (map (extents {n / 2}) (read 0 1) (write {n} 1))"
        );
    }

    private (int, int[]) Reshaped(int at, int[] shape) => (Add("Reshape", shape, [at], ""), shape);

    private int Dense(int at, int[] shape, int units)
    {
        _tensors.Add(($"l{_layers.Count}.weight", [units, shape[^1]], Fill(units * shape[^1])));
        return Add("Dense", [.. shape[..^1], units], [at], $"(Units {units}) (Bias 0)");
    }

    private int Channelwise(string kind, int at, int[] shape)
    {
        int channels = shape[0];
        string parameter = kind == "PReLU" ? "slope" : "weight";
        _tensors.Add(($"l{_layers.Count}.{parameter}", [channels], Fill(channels, 0.5)));
        if (kind == "Affine")
            _tensors.Add(($"l{_layers.Count}.bias", [channels], _linear ? new float[channels] : Fill(channels)));
        return Add(kind, shape, [at], $"(Channels {channels})");
    }

    private int Activation(int at, int[] shape)
    {
        string[] drawn = Anywhere[_random.Next(Anywhere.Length)].Split(' ', 2);
        if (drawn[0] is "Exp" or "Log" or "Sqrt" or "Reciprocal")
        {
            // between ½ and 3⁄2, where all of them are defined and tame
            at = Add("Sigmoid", shape, [at], "");
            _tensors.Add(($"l{_layers.Count}.weight", [1], [1]));
            _tensors.Add(($"l{_layers.Count}.bias", [1], [0.5f]));
            at = Add("Affine", shape, [at], "(Channels 1)");
        }

        return Add(drawn[0], shape, [at], drawn.Length > 1 ? drawn[1] : "");
    }

    private int Add(string kind, int[] shape, int[] from, string args, string rest = "")
    {
        _kinds.Add(kind);
        _layers.Add(
            $"({kind} \"l{_layers.Count}\" (from {string.Join(' ', from)}) (shape {string.Join(' ', shape)}) "
                + $"(args {args}) {rest})"
        );
        return _layers.Count - 1;
    }

    /// <summary>Numbers from ½ to 1 of both signs, or from a bound to 1.</summary>
    private float[] Fill(int count, double? least = null)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            double size = 0.5 + 0.5 * _random.NextDouble();
            values[i] = (float)(least is null && _random.Next(2) == 0 ? -size : size);
        }

        return values;
    }

    private static int Count(int[] shape) => shape.Aggregate(1, (count, extent) => count * extent);
}
