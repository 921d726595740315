using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Stamps;

/// <summary>The canonical form of a network, as a stamp carries it into other compilations.</summary>
internal static class NetworkStamp
{
    public static string Print(NetworkModel network) =>
        SExpr
            .Of(
                "network",
                SExpr.Of("input", network.InputShape.Select(extent => SExpr.Of(extent))),
                SExpr.Of("range", SExpr.Of(network.Low), SExpr.Of(network.High)),
                SExpr.Of("weights", network.WeightsPattern is { } pattern ? [SExpr.Of(pattern)] : []),
                network.Onnx is { Text: { } text } onnx
                    ? SExpr.Of("onnx", SExpr.Of(onnx.File), SExpr.Parse(text))
                    : SExpr.Of("layers", network.Layers.Select(Print))
            )
            .Print();

    /// <exception cref="FormatException">The text is no network.</exception>
    public static NetworkModel Parse(TypeModel type, string text)
    {
        SExpr network = SExpr.Parse(text);
        StampText.Expect(network, "network");
        SExpr[] range = network.Find("range").ToArray();
        StampText.Require(range.Length == 2, "the range has not two bounds");
        NetworkModel model = new(
            type,
            network.Find("input").Select(extent => (int)extent.Number).ToEquatable(),
            range[0].Number,
            range[1].Number,
            network.Find("weights").Select(pattern => pattern.Text).FirstOrDefault(),
            network.Find("layers").Select(ParseLayer).ToEquatable()
        )
        {
            Onnx = ParseOnnx(network.Find("onnx").ToArray()),
        };
        StampText.Require(IsSound(model), "its layers do not fit together");
        return model;
    }

    /// <summary>The network of a referenced assembly, or null with a diagnostic.</summary>
    public static NetworkModel? Read(INamedTypeSymbol network, List<DiagnosticInfo> diagnostics) =>
        CompiledStamp.Read(
            network,
            "CompiledNetworkAttribute",
            text => Parse(TypeReader.Read(network), text),
            diagnostics
        );

    private static SExpr Print(LayerModel layer)
    {
        List<SExpr> parts = [SExpr.Of(layer.Name), StampText.Print(layer.Arguments)];
        if (layer.Kind == "Residual")
            parts.Add(SExpr.Of("body", layer.Body.Select(Print)));
        if (layer.HasShortcut)
            parts.Add(SExpr.Of("shortcut", layer.Shortcut.Select(Print)));
        return SExpr.Of(layer.Kind, parts);
    }

    /// <summary>A compiler stamps sound networks only; a stamp that lacks a number was written by something else.</summary>
    private static bool IsSound(NetworkModel network)
    {
        try
        {
            return LowerNetwork.Of(network).Problems.Count == 0;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static OnnxModel? ParseOnnx(SExpr[] onnx) =>
        onnx.Length == 2 ? new(onnx[0].Text, onnx[1].Print(), GraphText.Inputs(onnx[1])) : null;

    private static LayerModel ParseLayer(SExpr layer)
    {
        StampText.Require(LayerKinds.All.Contains(layer.Head), $"the layer kind '{layer.Head}' is not known");
        StampText.Require(layer.Items.Count > 2, $"a layer of the kind '{layer.Head}' lacks its arguments");
        return new(
            layer.Head,
            layer.Items[1].Text,
            StampText.ParseArguments(layer.Items[2]),
            layer.Find("body").Select(ParseLayer).ToEquatable(),
            layer.Find("shortcut").Select(ParseLayer).ToEquatable(),
            layer.Items.Skip(3).Any(part => part.Head == "shortcut")
        );
    }
}
