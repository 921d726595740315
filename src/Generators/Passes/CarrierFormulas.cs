using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>A rule's formulas of a carrier's members, unit by unit: sums over columns first, then the formulas.</summary>
internal sealed class CarrierFormulas(PlanBuilder plan, CarrierModel carrier)
{
    /// <summary>How often a member exists: for each column of a sample, or for each sample.</summary>
    public Extent ExtentOf(int member) => carrier.Columns[member] ? Extent.Row : Extent.Sample;

    /// <summary>Adds the steps; returns the members.</summary>
    /// <param name="name">What steps are called after.</param>
    /// <param name="results">A formula for each member.</param>
    /// <param name="domain">The units.</param>
    /// <param name="resolve">Where an operand lies.</param>
    /// <param name="output">A buffer of these units, by what it is and how often it exists.</param>
    /// <param name="finish">What is done with a member's formula once sums over columns are taken out of it.</param>
    public BufferModel[] Run(
        string name,
        Expr[] results,
        Domain domain,
        Func<string, BufferModel> resolve,
        Func<string, Extent, BufferModel> output,
        Func<Expr, int, Expr>? finish = null
    )
    {
        (IReadOnlyList<Expr> sums, IReadOnlyList<Expr> rest) = Extraction.ColumnSums(results);
        Write[] reduced = sums.Select((s, i) => new Write(output($"sum{i}", Extent.Sample), s)).ToArray();
        if (reduced.Length > 0)
            plan.Forward.Add(
                new Step.ColumnSum(
                    $"{name}: sums over columns",
                    new Domain(1, checked((int)domain.Units)),
                    PlanBuilder.Reads(sums, resolve),
                    reduced.ToEquatable()
                )
            );
        Write[] writes = rest.Select(
                (r, m) => new Write(output($"m{m}", ExtentOf(m)), finish is null ? r : finish(r, m))
            )
            .ToArray();
        foreach (Extent extent in new[] { Extent.Sample, Extent.Row })
            plan.Pointwise(
                plan.Forward,
                $"{name}: {string.Join(", ", rest.Where((_, m) => ExtentOf(m) == extent).Select(Formula.Print))}",
                extent,
                domain,
                n =>
                    n.StartsWith("sum.", StringComparison.Ordinal)
                        ? reduced[int.Parse(n.Substring(4))].Buffer
                        : resolve(n),
                writes.Where(w => w.Buffer.Extent == extent).ToArray()
            );
        return writes.Select(w => w.Buffer).ToArray();
    }
}
