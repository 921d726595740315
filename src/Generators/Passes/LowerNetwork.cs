using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>The passes from a declared or imported network to a graph that rules can be assigned to.</summary>
internal static class LowerNetwork
{
    /// <param name="network">The network.</param>
    /// <param name="foldsBatchNorm">Whether batch norms are folded into the layer before them, as the composite has it.</param>
    public static GraphResult Of(NetworkModel network, bool foldsBatchNorm = true)
    {
        GraphResult result = network.Onnx is { } onnx ? Imported(network, onnx) : Declared(network);
        return foldsBatchNorm ? result with { Graph = FoldBatchNorm.Of(result.Graph) } : result;
    }

    private static GraphResult Declared(NetworkModel network)
    {
        GraphResult built = BuildGraph.Of(network);
        GraphResult shaped = InferShapes.Of(built.Graph, declared: true);
        // a layer that no network can list has no shape either; it is not reported a second time
        IEnumerable<GraphProblem> others = shaped.Problems.Where(p =>
            built.Problems.All(b => b.Definition != p.Definition)
        );
        return new(MarkEnds.Of(shaped.Graph), built.Problems.Concat(others).ToEquatable());
    }

    private static GraphResult Imported(NetworkModel network, OnnxModel onnx)
    {
        Graph graph = new(network.Type.Name, network.InputShape, network.Low, network.High, []);
        if (onnx.Text is null)
            return Damaged("it was not imported");
        try
        {
            graph = GraphText.Read(network, onnx.Text);
        }
        catch (FormatException e)
        {
            return Damaged(e.Message);
        }

        GraphResult shaped = InferShapes.Of(graph);
        GraphProblem? problem = shaped.Problems.FirstOrDefault(p => p.Definition >= 0);
        if (problem is not null)
            return Damaged(string.Join(": ", problem.Arguments));
        if (shaped.Problems.Count > 0) // the declared range, which is none of the text's
            return shaped;
        Node? other = shaped.Graph.Nodes.FirstOrDefault(n => !n.Shape.Equals(graph.Nodes[n.Id].Shape));
        return other is null
            ? new(MarkEnds.Of(shaped.Graph), shaped.Problems)
            : Damaged(
                $"the layer '{other.Name}' has the shape {Shapes.Text(graph.Nodes[other.Id].Shape)} where its inputs "
                    + $"lead to {Shapes.Text(other.Shape)}"
            );

        GraphResult Damaged(string how) =>
            new(
                graph,
                new[]
                {
                    GraphProblem.Of(
                        RuleDiagnostics.NotImportable,
                        -1,
                        onnx.File,
                        $"the text that its import left for the compiler is damaged ({how}); build the project anew"
                    ),
                }.ToEquatable()
            );
    }
}
