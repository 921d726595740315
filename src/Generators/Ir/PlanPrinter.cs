using System.Text;
using RuleCompiler.Generators.Algebra;

namespace RuleCompiler.Generators.Ir;

/// <summary>A plan as text: a line a step that always runs, then what each layer's rule costs.</summary>
internal static class PlanPrinter
{
    public static string Print(Plan plan)
    {
        StringBuilder text = new();
        Section("prepare", plan.Prepare);
        Section("forward", plan.Forward);
        Section("backward", plan.Backward);
        text.Append("costs: extra forward / backward products\n");
        foreach (LayerCost cost in plan.Costs)
        {
            string pairs = cost.Cost.Separable ? "" : ", pair by pair";
            text.Append($"  {cost.Layer} {cost.Rule} {cost.Cost.ForwardExtra}/{cost.Cost.Backward}{pairs}\n");
        }

        return text.ToString();

        void Section(string name, IReadOnlyList<Step> steps)
        {
            if (steps.Count == 0)
                return;
            text.Append(name).Append('\n');
            foreach (Step step in steps.Where(s => !s.IsObserved))
                text.Append(
                    $"  {string.Join(", ", step.Outputs.Select(b => b.Name))} := {Text(step)}    {step.Remark}\n"
                );
        }
    }

    private static string Text(Step step) =>
        step switch
        {
            Step.Pointwise p => $"at each unit({Names(p.Inputs)})",
            Step.Product p =>
                $"{(p.Kind == ProductKind.Sum ? "sum" : p.Forward ? "product" : "transposed product")}({p.From.Name})",
            Step.TwoProducts p => $"two {(p.First.Forward ? "products" : "transposed products")}({Names(p.Sources)})",
            FusedProducts p => Launch(p),
            FusedPairs p => $"pair by pair({Names(p.Inputs)})",
            Step.Pairwise p => $"pair by pair({Names(p.Inputs)})",
            Step.Move p => $"{(p.Forward ? "moved" : "moved back")}({Names(p.Inputs)})",
            Step.Percentile p => $"percentile({p.From.Name})",
            Step.ColumnSum p => $"over columns({Names(p.Inputs)})",
            _ => step.GetType().Name,
        };

    /// <summary>How many sums a launch holds, and the formulas before and after them.</summary>
    private static string Launch(FusedProducts step)
    {
        string sums =
            step.IsSum ? "sum"
            : step.Forward ? "product"
            : "transposed product";
        string many = step.Products.Count == 1 ? sums : $"{step.Products.Count} {sums}s";
        string before = step.Before.Count > 0 ? "formulas, " : "",
            after = step.After is not null ? ", formulas" : "";
        return $"one launch: {before}{many}{after}({Names(step.Inputs)})";
    }

    private static string Names(IEnumerable<BufferModel> buffers) =>
        string.Join(", ", buffers.Select(b => b.Name).Distinct());
}
