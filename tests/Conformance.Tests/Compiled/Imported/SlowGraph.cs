using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>What a graph computes, in double precision and as slowly as the definitions read.</summary>
internal sealed class SlowGraph(Graph graph, WeightSet weights)
{
    /// <summary>The values of every layer.</summary>
    public double[][] Values(double[] input)
    {
        double[][] values = new double[graph.Nodes.Count][];
        foreach (Node node in graph.Nodes)
            values[node.Id] = Layer(node, [.. node.Inputs.Select(i => i < 0 ? input : values[i])]);
        return values;
    }

    public double Output(double[] input, int unit) => Values(input)[^1][unit];

    /// <summary>Central differences of order 4.</summary>
    public double[] Gradient(double[] input, int unit)
    {
        const double h = 1e-4;
        return [.. input.Select((_, i) => (8 * (At(i, h) - At(i, -h)) - At(i, 2 * h) + At(i, -2 * h)) / (12 * h))];

        double At(int i, double step)
        {
            double[] moved = [.. input];
            moved[i] += step;
            return Output(moved, unit);
        }
    }

    private double[] Layer(Node node, double[][] x)
    {
        int count = (int)Shapes.Count(node.Shape);
        switch (node.Kind)
        {
            case NodeKind.Reshape:
                return x[0];
            case NodeKind.Dense:
                return [.. Enumerable.Range(0, count).Select(u => Dense(node, x[0], u / node.Units, u % node.Units))];
            case NodeKind.Conv2d:
                return [.. Enumerable.Range(0, count).Select(u => Convolution(node, x[0], u))];
            case NodeKind.Affine:
                return [.. x[0].Select((v, u) => (v * Of(node, "weight", Channel(u))) + Of(node, "bias", Channel(u)))];
            case NodeKind.BatchNorm:
                return [.. x[0].Select((v, u) => Normalised(node, v, u / (count / node.Shape[0])))];
            case NodeKind.PReLU:
                return [.. x[0].Select((v, u) => v < 0 ? v * Of(node, "slope", Channel(u)) : v)];
            case NodeKind.Add:
                return [.. Enumerable.Range(0, count).Select(u => x.Select((b, i) => node.Signs[i] * b[u]).Sum())];
            case NodeKind.Multiply:
                return [.. Enumerable.Range(0, count).Select(u => x.Aggregate(1.0, (p, b) => p * b[u]))];
            case NodeKind.Rearrange or NodeKind.Concat:
                double[] moved = new double[count];
                for (int i = 0; i < x.Length; i++)
                    Move(node.Maps[i], x[i], moved, 0, node.Maps[i].Read, node.Maps[i].Write);
                return moved;
            default:
                return [.. x[0].Select(v => Activation(node, v))];
        }

        int Channel(int unit) => unit / (count / node.Channels);
    }

    private double Of(Node node, string parameter, int index) =>
        weights.TryGet($"{node.Name}.{parameter}", out Tensor? tensor) ? tensor.Values[index] : 0;

    private double Dense(Node node, double[] x, int row, int unit)
    {
        int inputs = node.InputShape[node.InputShape.Count - 1];
        return Enumerable.Range(0, inputs).Sum(j => x[(row * inputs) + j] * Of(node, "weight", (unit * inputs) + j))
            + Of(node, "bias", unit);
    }

    private double Convolution(Node node, double[] x, int unit)
    {
        (int channels, int height, int width) = (node.InputShape[0], node.InputShape[1], node.InputShape[2]);
        int kernel = node.Window!.KernelHeight;
        int plane = node.Shape[1] * node.Shape[2];
        (int k, int top, int left) = (unit / plane, unit % plane / node.Shape[2], unit % node.Shape[2]);
        double sum = Of(node, "bias", k);
        for (int c = 0; c < channels; c++)
        for (int dy = 0; dy < kernel; dy++)
        for (int dx = 0; dx < kernel; dx++)
            sum +=
                x[(((c * height) + top + dy) * width) + left + dx]
                * Of(node, "weight", (((((k * channels) + c) * kernel) + dy) * kernel) + dx);
        return sum;
    }

    private double Normalised(Node node, double x, int channel) =>
        (
            (x - Of(node, "mean", channel))
            * Of(node, "scale", channel)
            / Math.Sqrt(Of(node, "variance", channel) + node.Eps)
        ) + Of(node, "shift", channel);

    private static void Move(StridedMap map, double[] from, double[] to, int axis, int read, int write)
    {
        if (axis == map.Extents.Count)
        {
            to[write] = from[read];
            return;
        }

        for (int i = 0; i < map.Extents[axis]; i++)
            Move(map, from, to, axis + 1, read + (i * map.ReadStrides[axis]), write + (i * map.WriteStrides[axis]));
    }

    /// <summary>As ONNX defines them.</summary>
    public static double Activation(Node node, double x) =>
        node.Kind switch
        {
            NodeKind.ReLU => Math.Max(0, x),
            NodeKind.LeakyReLU => x < 0 ? node.Number("Slope") * x : x,
            NodeKind.Clip => Math.Min(Math.Max(x, node.Number("Low")), node.Number("High")),
            NodeKind.HardSigmoid => HardSigmoid(x, node.Number("Alpha"), node.Number("Beta")),
            NodeKind.HardSwish => x * HardSigmoid(x, 1.0 / 6, 0.5),
            NodeKind.Sigmoid => 1 / (1 + Math.Exp(-x)),
            NodeKind.Tanh => Math.Tanh(x),
            NodeKind.Softplus => Math.Log(1 + Math.Exp(x)),
            NodeKind.Softsign => x / (1 + Math.Abs(x)),
            NodeKind.ELU => x < 0 ? node.Number("Alpha") * (Math.Exp(x) - 1) : x,
            NodeKind.SELU => node.Number("Gamma") * (x > 0 ? x : node.Number("Alpha") * (Math.Exp(x) - 1)),
            NodeKind.CELU => Math.Max(0, x)
                + Math.Min(0, node.Number("Alpha") * (Math.Exp(x / node.Number("Alpha")) - 1)),
            NodeKind.GELU when node.Number("Tanh") != 0 => 0.5
                * x
                * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
            NodeKind.GELU => 0.5 * x * (1 + Erf(x / Math.Sqrt(2))),
            NodeKind.SiLU => x / (1 + Math.Exp(-x)),
            NodeKind.ThresholdedReLU => x > node.Number("Alpha") ? x : 0,
            NodeKind.Erf => Erf(x),
            NodeKind.Exp => Math.Exp(x),
            NodeKind.Log => Math.Log(x),
            NodeKind.Sqrt => Math.Sqrt(x),
            NodeKind.Reciprocal => 1 / x,
            NodeKind.Abs => Math.Abs(x),
            _ => throw new ArgumentException($"{node.Kind} is not defined."),
        };

    private static double HardSigmoid(double x, double alpha, double beta) =>
        Math.Max(0, Math.Min(1, (alpha * x) + beta));

    /// <summary>By Simpson's rule.</summary>
    private static double Erf(double x)
    {
        const int parts = 2000;
        double h = x / parts;
        double sum = 1 + Math.Exp(-x * x);
        for (int i = 1; i < parts; i++)
            sum += (i % 2 == 0 ? 2 : 4) * Math.Exp(-(i * h) * (i * h));
        return 2 / Math.Sqrt(Math.PI) * sum * h / 3;
    }
}
