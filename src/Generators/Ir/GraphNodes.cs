using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;

namespace RuleCompiler.Generators.Ir;

/// <summary>Makes nodes of declared layers: the numbers only, without place, name's ordinal or shape.</summary>
internal static class GraphNodes
{
    public static Node Of(NodeKind kind, LayerModel layer)
    {
        Node node = new()
        {
            Id = -1,
            Kind = kind,
            Name = layer.Name,
            Inputs = [],
            Definition = -1,
        };
        return kind switch
        {
            NodeKind.Dense => node with { Units = layer.Integer("Units"), HasBias = layer.Number("Bias") != 0 },
            NodeKind.Conv2d => node with
            {
                Units = layer.Integer("Channels"),
                HasBias = layer.Number("Bias") != 0,
                Window = Window(layer) with
                {
                    DilationHeight = layer.Integer("Dilation.Height"),
                    DilationWidth = layer.Integer("Dilation.Width"),
                    Groups = layer.Integer("Groups"),
                },
            },
            NodeKind.MaxPool => node with
            {
                Window = Window(layer) with
                {
                    DilationHeight = layer.IntegerOr("Dilation.Height", 1),
                    DilationWidth = layer.IntegerOr("Dilation.Width", 1),
                },
            },
            NodeKind.AvgPool => node with
            {
                Window = Window(layer),
                CountIncludePad = layer.Number("CountIncludePad") != 0,
            },
            NodeKind.BatchNorm => node with { Eps = layer.Number("Eps") },
            NodeKind.Reshape => node with { Target = layer.Arguments.Select(a => (int)a.Value).ToEquatable() },
            NodeKind.Affine => node with { Channels = layer.Integer("Channels"), HasBias = true },
            NodeKind.PReLU => node with { Channels = layer.Integer("Channels") },
            _ when LayerKinds.Activations.Contains(layer.Kind) => node with { Numbers = AsSingle(layer.Arguments) },
            _ => node,
        };
    }

    /// <summary>
    /// Numbers as the DSL's layers hold them: 0.1f is 0.1, whether a model's text says 0.1 or all digits of the float.
    /// </summary>
    private static EquatableArray<ArgumentModel> AsSingle(EquatableArray<ArgumentModel> numbers) =>
        numbers.Select(n => n with { Value = Printed.Of((float)n.Value) }).ToEquatable();

    private static WindowModel Window(LayerModel layer) =>
        new(
            layer.Integer("Kernel.Height"),
            layer.Integer("Kernel.Width"),
            layer.Integer("Stride.Height"),
            layer.Integer("Stride.Width"),
            layer.Integer("Pad.Top"),
            layer.Integer("Pad.Left"),
            layer.Integer("Pad.Bottom"),
            layer.Integer("Pad.Right")
        );
}
