using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>One product over a layer; a map of more than the weight itself is computed once, when weights are loaded.</summary>
internal static class WeightedProduct
{
    public static Step.Product Of(
        PlanBuilder plan,
        Node node,
        Extent extent,
        bool forward,
        Product product,
        BufferModel from,
        BufferModel to,
        Func<string, BufferModel> resolve
    )
    {
        Expr map = product.Weight;
        BufferModel weights = plan.Weights(node);
        if (map.Names().Any(n => n != "w"))
        {
            BufferModel mapped = plan.Buffer($"{node.Name}_g", Extent.Shared, weights.Size, role: "g");
            plan.Pointwise(
                plan.Prepare,
                $"{node.Name}: {Formula.Print(map)}",
                Extent.Shared,
                new Domain(1, checked((int)weights.Size)),
                n => n == "w" ? weights : resolve(n),
                new Write(mapped, map)
            );
            (weights, map) = (mapped, new Name("w"));
        }

        string f = forward ? Formula.Print(product.Input) : "s";
        string g = product.Kind == ProductKind.Sum ? "" : $"·{Formula.Print(product.Weight)}";
        string over = forward ? "j" : "k";
        return new($"{node.Name}: Σ_{over} {f}{g}", extent, node, forward, product.Kind, map, weights, from, to);
    }
}
