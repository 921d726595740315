using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// Finds the one step that all of a forward pass begins with: the sums of a dense first layer. Who changes few numbers
/// of many inputs keeps these sums up to date and runs the rest.
/// </summary>
internal static class FirstSums
{
    /// <summary>The step; null where the forward pass reads the input in another way too, or not by a dense layer.</summary>
    public static Step.Product? Of(Plan plan)
    {
        if (plan.Carries)
            return null;
        BufferModel input = plan.Inputs.Single();
        Step[] readers = plan.Forward.Where(step => step.Inputs.Contains(input)).Select(Single).ToArray();
        return
            readers is [Step.Product { Node: { Kind: NodeKind.Dense, Rows: 1 }, WeightMap: Name } only]
            && only.Kind != ProductKind.Sum
            && only.Weights.Origin == Origin.Weight
            ? only
            : null;
    }

    /// <summary>A launch of a device that holds nothing but a product is that product.</summary>
    private static Step Single(Step step) =>
        step is FusedProducts { Products.Count: 1, Before.Count: 0, After: null } launch ? launch.Products[0] : step;
}
