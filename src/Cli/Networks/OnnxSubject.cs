using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Terminal;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Cli.Networks;

/// <summary>A network in an ONNX file.</summary>
internal sealed class OnnxSubject : Subject
{
    private const string Type = "Model";

    private readonly RuleCompiler.OnnxModel _model;
    private readonly string _file;
    private readonly Lazy<Graph> _graph;

    private OnnxSubject(string path, RuleCompiler.OnnxModel model)
    {
        (Name, _model) = (path, model);
        // what the generator's messages call the model
        string name = Path.GetFileName(path);
        _file = name.EndsWith(".onnx", StringComparison.Ordinal) ? name : $"{name}.onnx";
        _graph = new(() => LowerNetwork.Of(Network()).Graph);
        Inputs = [.. model.Graph.Inputs.Select(i => (i.Name, i.Shape.ToArray()))];
    }

    public override string Name { get; }

    public override string Identity => $"{_file} {_model.Text}";

    public override string TypeName => $"global::{Synthesis.Namespace}.{Type}";

    public override (string Path, string Text)? GraphFile => ($"{_file}.network", _model.Text);

    public override Graph Graph => _graph.Value;

    public override WeightSet Weights => _model.Weights;

    public override IReadOnlyList<(string Name, int[] Shape)> Inputs { get; }

    public override IReadOnlyDictionary<string, string> Sources => _model.Sources;

    public override IReadOnlyList<string> Notes => _model.Notes;

    /// <exception cref="WeightFileException">The file is damaged.</exception>
    /// <exception cref="OnnxUnsupportedException">The model says something that is not supported.</exception>
    public static Subject Read(string path) =>
        new OnnxSubject(path, Progress.Show("reading the model", () => RuleCompiler.OnnxModel.Read(path)));

    public override string Declaration((float Low, float High)? range)
    {
        string bounds = range is { } r
            ? $"(Low = {NumberText.Literal(r.Low)}, High = {NumberText.Literal(r.High)})"
            : "";
        return $$"""
            [global::RuleCompiler.Network{{bounds}}, global::RuleCompiler.Onnx({{CSharpText.Literal(_file)}})]
            public sealed partial class {{Type}};
            """;
    }

    /// <summary>The network as the generator resolves it.</summary>
    public override NetworkModel Network((float Low, float High)? range = null)
    {
        OnnxFileModel text = OnnxFiles.Read(new GraphTextFile($"{_file}.network", _model.Text), default);
        NetworkModel network = new(
            new TypeModel(Synthesis.Namespace, Type, "class"),
            [],
            range?.Low ?? double.NegativeInfinity,
            range?.High ?? double.PositiveInfinity,
            null,
            []
        )
        {
            Onnx = new(_file, null, []),
        };
        ResolvedNetwork resolved = ResolveNetwork.Of(network, new[] { text }.ToEquatable());
        return resolved.Model
            ?? throw ToolException.Failed(
                $"{Name}: {string.Join("; ", resolved.Problems.Select(p => p.At(null).ToDiagnostic().GetMessage()))}"
            );
    }
}
