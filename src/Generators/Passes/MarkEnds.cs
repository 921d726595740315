using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>Marks the first and the last node with weights (Dense or Conv2d) of a graph that has shapes.</summary>
internal static class MarkEnds
{
    public static Graph Of(Graph graph)
    {
        Node[] weighted = graph.Nodes.Where(n => n.Kind is NodeKind.Dense or NodeKind.Conv2d).ToArray();
        int? first = weighted.FirstOrDefault()?.Id;
        int? last = weighted.LastOrDefault()?.Id;
        bool bounded = IsFinite(graph.Low) && IsFinite(graph.High);
        return graph.Map(n =>
            n with
            {
                IsFirst = n.Id == first,
                IsLast = n.Id == last,
                FollowsDense = FollowsDense(n),
                HasBoundedInput = n.Id == first && bounded && graph.ReadsInput(n),
            }
        );

        bool FollowsDense(Node node)
        {
            int at = node.Inputs[0];
            while (at != Graph.NetworkInput && graph.Nodes[at].Kind is not (NodeKind.Dense or NodeKind.Conv2d))
                at = graph.Nodes[at].Inputs[0];
            return at != Graph.NetworkInput && graph.Nodes[at].Kind == NodeKind.Dense;
        }
    }

    private static bool IsFinite(double bound) => !double.IsNaN(bound) && !double.IsInfinity(bound);
}
