using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// Neighbouring products over one layer become one step: the weights are read once for both. Products of one source come
/// first, since that is looked through once, too.
/// </summary>
internal static class PairProducts
{
    public static Plan In(Plan plan) =>
        plan with
        {
            Prepare = Pair(plan.Prepare).ToEquatable(),
            Forward = Pair(plan.Forward).ToEquatable(),
            Backward = Pair(plan.Backward).ToEquatable(),
        };

    private static Step[] Pair(IReadOnlyList<Step> steps)
    {
        List<Step> paired = [];
        for (int i = 0; i < steps.Count; i++)
        {
            if (Joins(steps, i) && (HaveOneSource(steps, i) || !Joins(steps, i + 1) || !HaveOneSource(steps, i + 1)))
                paired.Add(Joined((Step.Product)steps[i], (Step.Product)steps[++i]));
            else
                paired.Add(steps[i]);
        }

        return paired.ToArray();
    }

    /// <summary>Whether a step and the next are products over one layer.</summary>
    private static bool Joins(IReadOnlyList<Step> steps, int at) =>
        at + 1 < steps.Count
        && steps[at] is Step.Product first
        && steps[at + 1] is Step.Product second
        && first.Kind != ProductKind.Sum
        && second.Kind != ProductKind.Sum
        && (first.Node, first.Weights, first.Forward) == (second.Node, second.Weights, second.Forward)
        && (first.Extent, first.IsObserved) == (second.Extent, second.IsObserved);

    private static bool HaveOneSource(IReadOnlyList<Step> steps, int at) =>
        ((Step.Product)steps[at]).From == ((Step.Product)steps[at + 1]).From;

    /// <summary>Of two sources the product by the weights themselves comes first: what is packed for it serves the other.</summary>
    private static Step Joined(Step.Product first, Step.Product second)
    {
        bool swaps = first.From != second.From && first.WeightMap is not Name && second.WeightMap is Name;
        return new Step.TwoProducts(swaps ? second : first, swaps ? first : second)
        {
            Heading = first.Heading.Concat(second.Heading).ToEquatable(),
            IsObserved = first.IsObserved,
        };
    }
}
