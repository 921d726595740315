using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// Rearrange and Concat: values move up, relevance moves back to where they came from. One input an output, so a rule
/// needs no sums: they are its contribution at a = y and w = 1.
/// </summary>
internal static class MoveValues
{
    public static BufferModel Forward(
        PlanBuilder plan,
        Node node,
        IEnumerable<BufferModel> inputs,
        string suffix,
        Extent extent = Extent.Sample
    )
    {
        BufferModel output = plan.Output(node, suffix, extent);
        plan.Forward.Add(
            new Step.Move(
                $"{node.Name}: {(node.Kind == NodeKind.Concat ? "its branches side by side" : "values moved")}",
                extent,
                node,
                true,
                inputs.ToEquatable(),
                new[] { output }.ToEquatable()
            )
        );
        return output;
    }

    /// <summary>The relevance of each input.</summary>
    public static BufferModel[] Backward(PlanBuilder plan, Node node, BufferModel above, string suffix)
    {
        BufferModel[] below = node
            .Inputs.Select(
                (id, branch) =>
                    plan.Buffer(
                        node.Inputs.Count == 1 ? $"{node.Name}_r{suffix}" : $"{node.Name}_r{suffix}_{branch}",
                        Extent.Row,
                        Shapes.Count(plan.Graph.ShapeOf(id))
                    )
            )
            .ToArray();
        plan.Backward.Add(
            new Step.Move(
                $"{node.Name}: relevance to where values came from",
                Extent.Row,
                node,
                false,
                new[] { above }.ToEquatable(),
                below.ToEquatable()
            )
        );
        return below;
    }

    /// <summary>What is moved back: Σ_s Contribution_s(y, 1)·Share_s(r, z, y) with z_s = Contribution_s(y, 1).</summary>
    public static Expr Relevance(RuleOnLayer rule, int channel) =>
        WithoutSums(
            rule,
            Simplify.Sum(
                Enumerable
                    .Range(0, rule.Slots)
                    .Select(s => Simplify.Make(Op.Mul, Contribution(rule, s), rule.Share[(channel * rule.Slots) + s]))
            )
        );

    /// <summary>A formula of shares with the sums put in.</summary>
    public static Expr WithoutSums(RuleOnLayer rule, Expr expr) =>
        expr.Substitute(name => RuleOnLayer.IndexOf(name, "z") is { } slot ? Contribution(rule, slot) : null);

    private static Expr Contribution(RuleOnLayer rule, int slot) =>
        rule.Contribution[slot]
            .Substitute(name =>
                name switch
                {
                    "w" => Expr.One,
                    "a" => new Name("y"),
                    "a0" => new Name("y0"),
                    _ when PlanBuilder.IsCarried(name) => new Name($"y{name.Substring(1)}"),
                    _ => null,
                }
            );
}
