using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>What steps of formulas send down: adjoint of a read = Σ over writes ∂write/∂read · adjoint of the write.</summary>
internal sealed partial class DifferentiatePlan
{
    /// <param name="remark">The remark of the forward step.</param>
    /// <param name="extent">How often the formulas are evaluated.</param>
    /// <param name="reads">What they read.</param>
    /// <param name="writes">The results; where there are fewer of them than rows, sums over columns.</param>
    private void Formulas(string remark, Extent extent, EquatableArray<Read> reads, EquatableArray<Write> writes)
    {
        Dictionary<string, BufferModel> operands = reads.ToDictionary(r => r.Operand, r => r.Buffer);
        Write[] named = writes
            .Select(w => w with { Value = w.Value.Substitute(n => _adjoints.Read(operands[n])) })
            .ToArray();
        List<(Expr Value, Expr Seed)> results = [];
        List<string> remarks = [remark];
        foreach (Write write in named.Where(w => _active.Contains(w.Buffer) && _adjoints.Has(w.Buffer)))
        {
            int uses = write.Value.Names().Count(n => _active.Contains(_adjoints.Buffer(n)));
            if (write.Buffer.Extent != extent || !_adjoints.MayRepeat(write.Buffer, uses) || Clashes(write.Buffer))
                _ = InMemory(write.Buffer);
            remarks.AddRange(_adjoints.Steps(write.Buffer));
            results.Add((write.Value, _adjoints.Formula(write.Buffer)));
        }

        Func<Expr, Expr> inMemory = Replacement(named.Where(w => w.Buffer.Extent == extent && Costly.Is(w.Value)));
        List<(BufferModel Of, Write Sum)> overColumns = [];
        foreach (KeyValuePair<string, Expr> derivative in Derivative.Of(results))
        {
            BufferModel read = _adjoints.Buffer(derivative.Key);
            if (!_active.Contains(read))
                continue;
            Expr value = inMemory(derivative.Value);
            if (read.Extent == extent)
                _adjoints.Send(read, value, [.. remarks]);
            else
                overColumns.Add((read, new(_adjoints.New(read, Extent.Sample), value)));
        }

        OverColumns(remarks, overColumns);

        // units are visited in the channels of one layer
        bool Clashes(BufferModel of) =>
            _adjoints
                .Channels(named.Select(w => w.Value).Concat(results.Select(r => r.Seed)).Append(_adjoints.Formula(of)))
                .Count() > 1;
    }

    /// <summary>Adds over columns what rows send to a buffer that exists once for all of them.</summary>
    private void OverColumns(IEnumerable<string> steps, List<(BufferModel Of, Write Sum)> sums)
    {
        if (sums.Count == 0)
            return;
        Expr[] values = sums.Select(s => s.Sum.Value).ToArray();
        plan.Backward.Add(
            new Step.ColumnSum(
                $"{_adjoints.Remark([.. sums.Select(s => s.Sum)], steps)}, added over columns",
                _adjoints.Domain(sums[0].Of.Size, values),
                PlanBuilder.Reads(values, _adjoints.Buffer),
                sums.Select(s => s.Sum).ToEquatable()
            )
        );
        foreach ((BufferModel of, Write sum) in sums)
            _adjoints.Send(of, _adjoints.Read(sum.Buffer));
    }

    /// <summary>Puts results that are in memory in the place of their formulas.</summary>
    private Func<Expr, Expr> Replacement(IEnumerable<Write> results)
    {
        Dictionary<Expr, Expr> known = [];
        foreach (Write result in results)
        {
            known[result.Value] = _adjoints.Read(result.Buffer);
            // where a positive part is positive, so is what it is of
            if (result.Value is Apply { Op: Op.Pos, Args: [var whole] })
                known[IsPositive(whole)] = IsPositive(_adjoints.Read(result.Buffer));
        }

        return known.Count == 0 ? expr => expr : Replace;

        Expr Replace(Expr expr)
        {
            if (expr is not Apply apply)
                return expr;
            if (!known.TryGetValue(expr, out Expr? replaced))
                known.Add(expr, replaced = Simplify.Make(apply.Op, apply.Args.Select(Replace).ToArray()));
            return replaced;
        }
    }

    private static Expr IsPositive(Expr x) => Simplify.Make(Op.Less, Expr.Zero, x);

    /// <summary>
    /// A term of pairs of an input and an output: the adjoint of an input is a sum over the outputs that see it, by the
    /// same weights.
    /// </summary>
    private void Pairs(Step.Pairwise step)
    {
        BufferModel above = InMemory(step.To.Buffer);
        Dictionary<string, BufferModel> operands = step.InputReads.ToDictionary(r => r.Operand, r => r.Buffer);
        Expr term = step.To.Value.Substitute(n =>
            operands.TryGetValue(n, out BufferModel? b) ? _adjoints.Read(b) : null
        );
        foreach (KeyValuePair<string, Expr> derivative in Derivative.Of([(term, _adjoints.Read(above))]))
        {
            if (derivative.Key == "w" || !_active.Contains(_adjoints.Buffer(derivative.Key)))
                continue;
            BufferModel read = _adjoints.Buffer(derivative.Key);
            BufferModel to = _adjoints.New(read, step.Extent);
            string formula = Formula.Print(derivative.Value.Substitute(n => n == "w" ? null : Role(n)));
            plan.Backward.Add(
                step with
                {
                    Remark = $"{step.Node.Name}: adjoint {to.Role} = Σ_k {formula} of {After(step.Remark)}",
                    Forward = false,
                    InputReads = Reads(derivative.Value, above, ofOutput: false),
                    OutputReads = Reads(derivative.Value, above, ofOutput: true),
                    To = new(to, derivative.Value),
                }
            );
            if (read.Extent == step.Extent)
                _adjoints.Send(read, _adjoints.Read(to));
            else
                OverColumns([step.Remark], [(read, new(_adjoints.New(read, Extent.Sample), _adjoints.Read(to)))]);
        }
    }

    private Name Role(string name) => new(_adjoints.Buffer(name).Role);

    private EquatableArray<Read> Reads(Expr formula, BufferModel above, bool ofOutput) =>
        formula
            .Names()
            .Where(n => n != "w" && n == above.Name == ofOutput)
            .Select(n => new Read(n, _adjoints.Buffer(n)))
            .ToEquatable();
}
