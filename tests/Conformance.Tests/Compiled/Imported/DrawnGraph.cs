using RuleCompiler.Generators.Ir;
using static RuleCompiler.Conformance.Tests.Compiled.GraphBuilder;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>
/// An imported network that is drawn: its text as the importer writes it, its weights and the range of its input. A
/// chain of layers of all kinds that branches and joins; values stay near 1, tensors at a few hundred units.
/// </summary>
internal sealed class DrawnGraph
{
    private const int LargestTensor = 200;

    private readonly Random _random;
    private readonly List<string> _layers = [];
    private readonly List<(int Layer, int[] Shape)> _values = [];
    private readonly List<Tensor> _tensors = [];
    private readonly string _inputs;

    public DrawnGraph(int seed)
    {
        _random = new(seed);
        Name = $"G{seed}";
        (Low, High) = Pick<(double, double)>(
            (0, 1),
            (-1, 1),
            (0.25, 1),
            (double.NegativeInfinity, double.PositiveInfinity)
        );
        int[] shape = InputOf(_random.Next(4));
        Inputs = Count(shape);
        (int, int[]) at = (LayerGraph.Input, shape);
        if (_random.Next(5) > 0)
        {
            _inputs = $"(input x {Text(shape)})";
        }
        else
        {
            _inputs = $"(input x {Text(shape)}) (input side 3)";
            int[] flat = [Inputs += 3];
            int side = Moved((LayerGraph.Input, flat), [3], Map([3], Inputs - 3, [1], 0, [1])).Layer;
            int main = Moved((LayerGraph.Input, flat), shape, Map([Inputs - 3], 0, [1], 0, [1])).Layer;
            at = _random.Next(2) == 0 ? Joined((main, shape), (side, [3])) : Joined((side, [3]), (main, shape));
        }

        for (int steps = _random.Next(4, 10); steps > 0; steps--)
            _values.Add(at = new DrawnLayers(this, _random).Step(at));
        if (at.Item2.Length > 1)
            at = Add(_random.Next(2) == 0 ? "Flatten" : "Reshape", [Count(at.Item2)], [at.Item1]);
        at = Dense(at, 3);
        if (_random.Next(4) == 0)
            Add("Sigmoid", [3], [at.Item1]);
    }

    public string Name { get; }

    public double Low { get; }

    public double High { get; }

    public int Inputs { get; }

    public static int Outputs => 3;

    /// <summary>The kinds of its layers.</summary>
    public IEnumerable<string> Kinds => _layers.Select(layer => layer[1..layer.IndexOf(' ')]);

    public WeightSet Weights => new("drawn", _tensors);

    public string Graph => $"(graph (inputs {_inputs}) (layers\n{string.Join("\n", _layers)}))";

    /// <summary>The text of one layer that reads others than it does.</summary>
    public string Line(int layer, int[] from)
    {
        string line = _layers[layer];
        int start = line.IndexOf("(from ", StringComparison.Ordinal);
        return $"{line[..start]}(from {Text(from)}){line[(line.IndexOf(')', start) + 1)..]}";
    }

    public ModelText Model => new($"{Name}.onnx", $"(model (notes) (sources) {Graph})");

    public string Declaration => $"[Network({Range}), Onnx(\"{Name}.onnx\")] public sealed partial class {Name};\n";

    private string Range => double.IsFinite(Low) ? FormattableString.Invariant($"Low = {Low}f, High = {High}f") : "";

    public float[] Input(Random random, int samples) =>
        RandomTensors.Fill(random, samples * Inputs, Math.Max(Low, -1), Math.Min(High, 1));

    /// <summary>A value of a former layer, so that a tensor is read again; a few steps back at most.</summary>
    public (int Layer, int[] Shape) Former((int, int[]) otherwise) =>
        _values.Count < 2 ? otherwise : _values[^_random.Next(2, Math.Min(_values.Count, 4) + 1)];

    public (int Layer, int[] Shape) Dense((int Layer, int[] Shape) at, int units)
    {
        int bias = _random.Next(2);
        Weight("weight", [units, at.Shape[^1]], Math.Sqrt(6.0 / at.Shape[^1]));
        if (bias > 0)
            Weight("bias", [units], 0.1);
        return Add("Dense", [.. at.Shape[..^1], units], [at.Layer], $"(Units {units}) (Bias {bias})");
    }

    /// <summary>Any two values behind one another, in one vector.</summary>
    public (int Layer, int[] Shape) Joined((int Layer, int[] Shape) a, (int Layer, int[] Shape) b)
    {
        (int n, int m) = (Count(a.Shape), Count(b.Shape));
        string maps = $"{Map([n], 0, [1], m, [1]).Print()} {Map([m], m - 1, [-1], 0, [1]).Print()}";
        return Add("Concat", [n + m], [a.Layer, b.Layer], "", maps);
    }

    public (int Layer, int[] Shape) Moved((int Layer, int[] Shape) at, int[] shape, StridedMap map) =>
        Count(shape) > LargestTensor ? at : Add("Rearrange", shape, [at.Layer], "", map.Print());

    public (int Layer, int[] Shape) Add(string kind, int[] shape, int[] from, string args = "", string rest = "")
    {
        _layers.Add($"({kind} {NameOf(_layers.Count)} (from {Text(from)}) (shape {Text(shape)}) (args {args}) {rest})");
        return (_layers.Count - 1, shape);
    }

    /// <summary>A tensor of the layer that comes next.</summary>
    public void Weight(string parameter, int[] shape, double low, double high) =>
        _tensors.Add(
            new($"{NameOf(_layers.Count)}.{parameter}", shape, RandomTensors.Fill(_random, Count(shape), low, high))
        );

    public void Weight(string parameter, int[] shape, double bound) => Weight(parameter, shape, -bound, bound);

    public static int Count(IEnumerable<int> shape) => shape.Aggregate(1, (count, extent) => count * extent);

    private int[] InputOf(int kind) =>
        kind switch
        {
            0 => [_random.Next(4, 13)],
            1 => [_random.Next(2, 5), _random.Next(2, 6)],
            _ => [_random.Next(1, 5), _random.Next(3, 6), _random.Next(3, 6)],
        };

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];

    private static string NameOf(int layer) => $"l{layer}";

    private static string Text(int[] numbers) => string.Join(' ', numbers);
}
