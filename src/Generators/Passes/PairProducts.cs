using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// Neighbouring products of one source over one layer become one step: the source is looked through, and the weights
/// read, once for both.
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
            if (i + 1 < steps.Count && steps[i] is Step.Product first && Joins(first, steps[i + 1]))
                paired.Add(Joined(first, (Step.Product)steps[++i]));
            else
                paired.Add(steps[i]);
        }

        return paired.ToArray();
    }

    private static bool Joins(Step.Product first, Step next) =>
        next is Step.Product second
        && first.Kind != ProductKind.Sum
        && second.Kind != ProductKind.Sum
        && (first.Node, first.From, first.Weights) == (second.Node, second.From, second.Weights)
        && (first.Forward, first.Extent, first.IsObserved) == (second.Forward, second.Extent, second.IsObserved);

    private static Step Joined(Step.Product first, Step.Product second) =>
        new Step.TwoProducts(first, second)
        {
            Heading = first.Heading.Concat(second.Heading).ToEquatable(),
            IsObserved = first.IsObserved,
        };
}
