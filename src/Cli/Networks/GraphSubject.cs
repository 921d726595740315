using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Terminal;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Cli.Networks;

/// <summary>A network that the generator reads as a graph's text, as it reads what an import leaves.</summary>
/// <param name="name">What it is called.</param>
/// <param name="file">What the generator's messages call the model.</param>
/// <param name="text">The graph.</param>
/// <param name="inputs">The network's inputs.</param>
internal class GraphSubject(string name, string file, string text, IEnumerable<NetworkInput> inputs) : Subject
{
    private const string Type = "Model";

    private Graph? _graph;

    public override string Name => name;

    public override string Identity => $"{file} {text}";

    public override string TypeName => $"global::{Synthesis.Namespace}.{Type}";

    public override (string Path, string Text)? GraphFile => ($"{file}.network", text);

    public override Graph Graph => _graph ??= LowerNetwork.Of(Network()).Graph;

    public override LayerGraph Layers => LayerGraph.Parse(text);

    public override WeightSet Weights => SeededWeights.Of(name, Graph);

    public override IReadOnlyList<(string Name, int[] Shape)> Inputs { get; } =
    [.. inputs.Select(i => (i.Name, i.Shape))];

    /// <summary>A network made at run time, with seeded random weights.</summary>
    /// <param name="name">What it is called; its weights depend on it.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="layers">How many of its layers; all of them where null.</param>
    /// <exception cref="NotSupportedException">A layer is of a kind that only imports make.</exception>
    public static GraphSubject Of(string name, LayerGraph graph, int? layers = null) =>
        new(name, $"{name}.onnx", LayerGraphText.Write(graph, layers ?? graph.Layers.Count), graph.Inputs);

    public override string Declaration((float Low, float High)? range)
    {
        string bounds = range is { } r
            ? $"(Low = {NumberText.Literal(r.Low)}, High = {NumberText.Literal(r.High)})"
            : "";
        return $$"""
            [global::RuleCompiler.Network{{bounds}}, global::RuleCompiler.Onnx({{CSharpText.Literal(file)}})]
            public sealed partial class {{Type}};
            """;
    }

    /// <summary>The network as the generator resolves it.</summary>
    public override NetworkModel Network((float Low, float High)? range = null)
    {
        OnnxFileModel model = OnnxFiles.Read(new GraphTextFile($"{file}.network", text), default);
        NetworkModel network = new(
            new TypeModel(Synthesis.Namespace, Type, "class"),
            [],
            range?.Low ?? double.NegativeInfinity,
            range?.High ?? double.PositiveInfinity,
            null,
            []
        )
        {
            Onnx = new(file, null, []),
        };
        ResolvedNetwork resolved = ResolveNetwork.Of(network, new[] { model }.ToEquatable());
        return resolved.Model
            ?? throw ToolException.Failed(
                $"{Name}: {string.Join("; ", resolved.Problems.Select(p => p.At(null).ToDiagnostic().GetMessage()))}"
            );
    }
}
