using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>The passes from a declared network to a graph that rules can be assigned to.</summary>
internal static class LowerNetwork
{
    public static GraphResult Of(NetworkModel network)
    {
        GraphResult built = BuildGraph.Of(network);
        GraphResult shaped = InferShapes.Of(built.Graph, declared: true);
        return new(FoldBatchNorm.Of(shaped.Graph), built.Problems.Concat(shaped.Problems).ToEquatable());
    }
}
