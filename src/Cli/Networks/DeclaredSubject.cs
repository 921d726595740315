using System.Reflection;
using RuleCompiler.Cli.Terminal;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;
using RuleCompiler.Generators.Stamps;

namespace RuleCompiler.Cli.Networks;

/// <summary>A network that rulec declares in the DSL, with seeded random weights.</summary>
internal sealed class DeclaredSubject : Subject
{
    private static readonly Dictionary<string, Type> Types = new()
    {
        ["vgg16"] = typeof(Vgg16),
        ["resnet50"] = typeof(ResNet50),
        ["cifar"] = typeof(Cifar),
        ["mnist"] = typeof(Mnist),
        ["mlp"] = typeof(Mlp),
    };

    private readonly Type _type;
    private readonly string _stamp;
    private readonly Lazy<NetworkModel> _model;
    private readonly Lazy<Graph> _graph;

    private DeclaredSubject(string name, Type type)
    {
        (Name, _type) = (name, type);
        _stamp = type.GetCustomAttribute<CompiledNetworkAttribute>()!.Text;
        _model = new(() => NetworkStamp.Parse(new TypeModel(type.Namespace!, type.Name, "class"), _stamp));
        _graph = new(() => LowerNetwork.Of(_model.Value).Graph);
    }

    public static IEnumerable<string> Names => Types.Keys;

    public override string Name { get; }

    public override string Identity => $"{_type.FullName} {_stamp}";

    public override string TypeName => $"global::{_type.FullName}";

    public override Graph Graph => _graph.Value;

    public override LayerGraph Layers =>
        LayerGraph.Of((Layer[])_type.GetMethod(nameof(Vgg16.Define))!.Invoke(null, null)!, [.. Graph.InputShape]);

    public override WeightSet Weights => SeededWeights.Of(Name, Graph);

    public override IReadOnlyList<(string Name, int[] Shape)> Inputs => [("input", [.. Graph.InputShape])];

    public override (float Low, float High)? Range => ((float)_model.Value.Low, (float)_model.Value.High);

    /// <exception cref="ToolException">The network declares a range of its own.</exception>
    public override NetworkModel Network((float Low, float High)? range = null) =>
        range is null ? _model.Value : throw OwnRange();

    public override string Declaration((float Low, float High)? range) => range is null ? "" : throw OwnRange();

    private ToolException OwnRange() =>
        ToolException.Use($"{Name} declares the range [{Range!.Value.Low}, {Range.Value.High}]; leave --range out");

    public static DeclaredSubject? Find(string name) =>
        Types.TryGetValue(name, out Type? type) ? new(name, type) : null;
}
