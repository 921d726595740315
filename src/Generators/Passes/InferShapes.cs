using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>Gives every node its shapes, and finds the mistakes that shapes reveal.</summary>
internal static class InferShapes
{
    /// <param name="graph">The graph.</param>
    /// <param name="declared">
    /// Whether its layers were written by hand: there a Dense on an image [C,H,W] is a forgotten Flatten, while
    /// imported networks have dense layers of many rows.
    /// </param>
    public static GraphResult Of(Graph graph, bool declared = false)
    {
        List<GraphProblem> problems = [];
        if (InputMistake(graph, declared) is { } what)
        {
            GraphProblem wrong = GraphProblem.Of(RuleDiagnostics.ShapeMismatch, -1, graph.Network, "input", what);
            return new(graph, new[] { wrong }.ToEquatable());
        }

        List<Node> nodes = [];
        foreach (Node node in graph.Nodes)
        {
            EquatableArray<int> input = ShapeOf(node.Inputs[0]);
            // a node after a mistake has no shape; it is not reported a second time
            nodes.Add(node.Inputs.All(i => ShapeOf(i).Count > 0) ? Shaped(node, input) : node);
        }

        return new(graph with { Nodes = nodes.ToEquatable() }, problems.ToEquatable());

        EquatableArray<int> ShapeOf(int id) => id == Graph.NetworkInput ? graph.InputShape : nodes[id].Shape;

        Node Shaped(Node node, EquatableArray<int> input)
        {
            try
            {
                if (node.Kind == NodeKind.Dense && declared && input.Count == 3)
                    throw Unflattened(input);
                EquatableArray<int>[] inputs = node.Inputs.Select(ShapeOf).ToArray();
                if (
                    node.Kind != NodeKind.Concat
                    && inputs.FirstOrDefault(s => !s.Equals(input)) is { Count: > 0 } other
                )
                    throw Branches(input, other);
                EquatableArray<int> output = LayerShapes.Output(node, input);
                if (Shapes.Count(output) > int.MaxValue)
                    throw TooLarge(output);
                CheckInputs.Of(node, inputs, output);
                WindowModel? window = node.Kind == NodeKind.GlobalAvgPool ? new(input[1], input[2]) : node.Window;
                return node with { InputShape = input, Shape = output, Window = window };
            }
            catch (LayerMistake mistake)
            {
                string[] arguments =
                    mistake.Descriptor.Id == RuleDiagnostics.ShapeMismatch.Id
                        ? [graph.Network, node.Name, mistake.Message]
                        : [node.Name, mistake.Message];
                problems.Add(GraphProblem.Of(mistake.Descriptor, node.Definition, arguments));
                return node;
            }
        }
    }

    private static string? InputMistake(Graph graph, bool declared)
    {
        bool isShape =
            (declared ? graph.InputShape.Count is 1 or 3 : graph.InputShape.Count > 0)
            && graph.InputShape.All(extent => extent > 0);
        return !isShape || Shapes.Count(graph.InputShape) > int.MaxValue
                ? $"the declared shape {Shapes.Text(graph.InputShape)} is neither [features] nor [C,H,W] with positive "
                    + "extents that an array can hold; correct the [Network] attribute"
            : !(graph.Low <= graph.High) // NaN is no bound either
                ? $"the declared range from {graph.Low} to {graph.High} is empty; let Low be at most High"
            : null;
    }

    private static LayerMistake Branches(EquatableArray<int> body, EquatableArray<int> shortcut) =>
        new(
            RuleDiagnostics.ShapeMismatch,
            $"the body of the block ends with shape {Shapes.Text(body)} but its shortcut with {Shapes.Text(shortcut)}; "
                + "give the shortcut layers that lead to the body's shape"
        );

    private static LayerMistake Unflattened(EquatableArray<int> input) =>
        new(
            RuleDiagnostics.ShapeMismatch,
            $"a dense layer expects an input of shape [features] but gets {Shapes.Text(input)}; put a Flatten before it"
        );

    private static LayerMistake TooLarge(EquatableArray<int> shape) =>
        new(
            RuleDiagnostics.ShapeMismatch,
            $"the output's shape {Shapes.Text(shape)} has more elements than an array can hold; use a smaller layer"
        );
}

/// <summary>Thrown where a layer does not fit its input; caught by the pass.</summary>
internal sealed class LayerMistake(DiagnosticDescriptor descriptor, string what) : Exception(what)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;
}
