using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>A graph as an import makes it, layer by layer; each method returns the layer's id.</summary>
internal sealed class GraphBuilder(params int[] inputShape)
{
    private readonly List<Node> _nodes = [];

    public double Low { get; init; } = double.NegativeInfinity;

    public double High { get; init; } = double.PositiveInfinity;

    public int Dense(int from, int units, bool bias = true) =>
        Add(NodeKind.Dense, [from], n => n with { Units = units, HasBias = bias });

    public int Convolution(int from, int channels, int kernel) =>
        Add(NodeKind.Conv2d, [from], n => n with { Units = channels, HasBias = true, Window = new(kernel, kernel) });

    public int Affine(int from, int channels) => Add(NodeKind.Affine, [from], n => n with { Channels = channels });

    public int BatchNorm(int from) => Add(NodeKind.BatchNorm, [from], n => n with { Eps = 1e-3 });

    public int PReLU(int from, int channels) => Add(NodeKind.PReLU, [from], n => n with { Channels = channels });

    public int Activation(int from, NodeKind kind, params (string Name, double Value)[] numbers) =>
        Add(
            kind,
            [from],
            n => n with { Numbers = numbers.Select(a => new ArgumentModel(a.Name, a.Value)).ToEquatable() }
        );

    public int Reshape(int from, params int[] shape) =>
        Add(NodeKind.Reshape, [from], n => n with { Target = new(shape) });

    public int Sum(params (int From, int Sign)[] branches) =>
        Add(
            NodeKind.Add,
            [.. branches.Select(b => b.From)],
            n => n with { Signs = branches.Select(b => b.Sign).ToEquatable() }
        );

    public int Multiply(params (int From, bool IsGate)[] branches) =>
        Add(
            NodeKind.Multiply,
            [.. branches.Select(b => b.From)],
            n => n with { Gates = branches.Select(b => b.IsGate).ToEquatable() }
        );

    public int Rearrange(int from, int[] shape, StridedMap map) =>
        Add(NodeKind.Rearrange, [from], n => n with { Target = new(shape), Maps = new([map]) });

    public int Concat(int[] shape, params (int From, StridedMap Map)[] branches) =>
        Add(
            NodeKind.Concat,
            [.. branches.Select(b => b.From)],
            n => n with { Target = new(shape), Maps = branches.Select(b => b.Map).ToEquatable() }
        );

    public static StridedMap Map(int[] extents, int read, int[] readStrides, int write, int[] writeStrides) =>
        new(new(extents), read, new(readStrides), write, new(writeStrides));

    public GraphResult Shaped() => InferShapes.Of(new("N", new(inputShape), Low, High, _nodes.ToEquatable()));

    public Graph Build()
    {
        GraphResult result = Shaped();
        Assert.Empty(result.Problems);
        return result.Graph;
    }

    private int Add(NodeKind kind, int[] inputs, Func<Node, Node> numbers)
    {
        Node node = new()
        {
            Id = _nodes.Count,
            Kind = kind,
            Name = $"{kind.ToString().ToLowerInvariant()}{_nodes.Count(n => n.Kind == kind) + 1}",
            Inputs = new(inputs),
            Definition = -1,
        };
        _nodes.Add(numbers(node));
        return node.Id;
    }
}
