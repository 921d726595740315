using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// Puts the products over one layer next to each other: formulas between them that read none of their sums go before
/// them, the others behind.
/// </summary>
internal static class GatherProducts
{
    public static List<Step> In(IEnumerable<Step> steps)
    {
        List<Step> rest = [.. steps.SelectMany(Single)],
            gathered = [];
        while (rest.Count > 0)
        {
            if (rest[0] is Step.Product first)
                gathered.AddRange(Gather(first, rest));
            else
            {
                gathered.Add(rest[0]);
                rest.RemoveAt(0);
            }
        }

        return gathered;
    }

    /// <summary>Whether both run over the same units of the same layer, so that one launch can compute both.</summary>
    public static bool Match(Step.Product first, Step.Product second) =>
        (first.Node, first.Weights, first.Forward) == (second.Node, second.Weights, second.Forward)
        && (first.Extent, first.IsObserved) == (second.Extent, second.IsObserved)
        && first.Kind == ProductKind.Sum == (second.Kind == ProductKind.Sum);

    private static IEnumerable<Step> Single(Step step) =>
        step is Step.TwoProducts two
            ?
            [
                two.First with
                {
                    Heading = two.Heading,
                    IsObserved = two.IsObserved,
                },
                two.Second with
                {
                    IsObserved = two.IsObserved,
                },
            ]
            : [step];

    /// <summary>Takes a product and those that match it out of the rest, with the formulas that then come before it.</summary>
    private static List<Step> Gather(Step.Product first, List<Step> rest)
    {
        List<Step> before = [],
            products = [first],
            behind = [];
        HashSet<BufferModel> late = new(first.Outputs);
        int end = 1,
            taken = 1;
        List<Step> beforeTaken = [],
            behindTaken = [];
        for (; end < rest.Count; end++)
        {
            Step step = rest[end];
            bool reads = step.Inputs.Any(late.Contains);
            if (step is Step.Product product && Match(first, product) && !reads)
            {
                products.Add(product);
                beforeTaken = [.. before];
                behindTaken = [.. behind];
                taken = end + 1;
            }
            else if (step is not Step.Pointwise)
                break;
            else if (!reads && !step.IsObserved)
            {
                before.Add(step);
                continue;
            }
            else
                behind.Add(step);

            late.UnionWith(step.Outputs);
        }

        rest.RemoveRange(0, taken);
        rest.InsertRange(0, behindTaken);
        return [.. beforeTaken, .. products];
    }
}
