using RuleCompiler.Generators.Models;

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
            NodeKind.MaxPool => node with { Window = Window(layer) },
            NodeKind.AvgPool => node with
            {
                Window = Window(layer),
                CountIncludePad = layer.Number("CountIncludePad") != 0,
            },
            NodeKind.BatchNorm => node with { Eps = layer.Number("Eps") },
            _ => node,
        };
    }

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
