using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// What formulas of columns say of the sample alone, such as the mean slope by which a factor's rows are scaled, is
/// computed once for all of its columns, where it costs more than to be read.
/// </summary>
internal static class HoistOutOfColumns
{
    /// <summary>Changes the forward steps.</summary>
    public static void In(PlanBuilder plan)
    {
        Step[] steps = plan.Forward.ToArray();
        plan.Forward.Clear();
        foreach (Step step in steps)
            plan.Forward.Add(step is Step.Pointwise { Extent: Extent.Row } rows ? Hoisted(plan, rows) : step);
    }

    private static Step.Pointwise Hoisted(PlanBuilder plan, Step.Pointwise rows)
    {
        Dictionary<string, BufferModel> operands = rows.Reads.ToDictionary(r => r.Operand, r => r.Buffer);
        Dictionary<Expr, Write> found = [];
        Write[] writes = rows.Writes.Select(w => w with { Value = Without(w.Value) }).ToArray();
        if (found.Count == 0)
            return rows;
        foreach (Write write in found.Values)
            operands.Add(write.Buffer.Name, write.Buffer);
        Once(plan, rows, found.Values.ToArray(), operands);
        return rows with
        {
            Reads = PlanBuilder.Reads(writes.Select(w => w.Value), n => operands[n]),
            Writes = writes.ToEquatable(),
        };

        // the largest parts that read no column
        Expr Without(Expr expr)
        {
            if (expr is not Apply apply)
                return expr;
            BufferModel[] read = expr.Names().Select(n => operands[n]).ToArray();
            if (read.Any(b => b.Extent == Extent.Row) || read.All(b => b.Extent == Extent.Shared) || apply.Op.IsTruth())
                return Simplify.Make(apply.Op, apply.Args.Select(Without).ToArray());
            if (!Costly.Is(expr))
                return expr;
            if (!found.TryGetValue(expr, out Write? write))
            {
                BufferModel of = rows.Writes[0].Buffer;
                string role = $"{of.Role}_u{found.Count}";
                BufferModel once = plan.Buffer($"{of.Name}_u{found.Count}", Extent.Sample, of.Size, role: role);
                found.Add(expr, write = new(once, expr));
            }

            return new Name(write.Buffer.Name);
        }
    }

    /// <summary>In the pass over memory before, where that is over the same units and computes nothing of what is read.</summary>
    private static void Once(
        PlanBuilder plan,
        Step.Pointwise rows,
        Write[] writes,
        Dictionary<string, BufferModel> operands
    )
    {
        EquatableArray<Read> reads = PlanBuilder.Reads(writes.Select(w => w.Value), n => operands[n]);
        string remark = string.Join(", ", writes.Select(w => Formula.Print(w.Value)));
        if (
            plan.Forward.LastOrDefault() is Step.Pointwise { Extent: Extent.Sample } last
            && last.Domain.Equals(rows.Domain)
            && reads.All(r =>
                !last.Outputs.Contains(r.Buffer) && last.Reads.All(l => l.Operand != r.Operand || l.Buffer == r.Buffer)
            )
        )
            plan.Forward[plan.Forward.Count - 1] = last with
            {
                Remark = $"{last.Remark}, {remark}",
                Reads = last.Reads.Concat(reads).Distinct().ToEquatable(),
                Writes = last.Writes.Concat(writes).ToEquatable(),
            };
        else
            plan.Forward.Add(
                new Step.Pointwise(
                    $"{rows.Remark}: of that once {remark}",
                    Extent.Sample,
                    rows.Domain,
                    reads,
                    writes.ToEquatable()
                )
            );
    }
}
