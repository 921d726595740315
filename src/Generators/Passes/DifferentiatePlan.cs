using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// The derivative of a plan's forward pass: its steps in reverse, each sending the adjoint of what it wrote to what it
/// read. The adjoint of a buffer is the derivative of a functional of the outputs with respect to it; its extent is the
/// buffer's. Buffers that no input reaches have none.
/// </summary>
/// <param name="plan">The plan under construction, with its forward steps.</param>
internal sealed partial class DifferentiatePlan(PlanBuilder plan)
{
    private readonly Adjoints _adjoints = new(plan);
    private readonly HashSet<BufferModel> _active = [];
    private readonly Dictionary<BufferModel, int> _firstReader = [];
    private readonly HashSet<BufferModel> _ofFormulas = [];
    private int _at;

    /// <summary>Adds the backward steps.</summary>
    /// <param name="inputs">What derivatives are taken with respect to.</param>
    /// <param name="outputs">What the functional reads.</param>
    /// <param name="starts">The functional's derivatives with respect to the outputs.</param>
    /// <returns>Its derivatives with respect to the inputs.</returns>
    public BufferModel[] Run(BufferModel[] inputs, BufferModel[] outputs, BufferModel[] starts)
    {
        Step[] forward = plan.Forward.ToArray();
        _active.UnionWith(inputs);
        for (int i = 0; i < forward.Length; i++)
            Note(forward[i], i);
        for (int m = 0; m < outputs.Length; m++)
        {
            if (_active.Contains(outputs[m]))
                _adjoints.Send(outputs[m], _adjoints.Read(starts[m]));
        }

        for (_at = forward.Length - 1; _at >= 0; _at--)
            Reverse(forward[_at]);
        BufferModel[] results = inputs.Select(Result).ToArray();
        BySource(plan.Backward);
        return results;
    }

    /// <summary>What depends on an input, who reads it first, and what a formula makes.</summary>
    private void Note(Step step, int index)
    {
        foreach (BufferModel read in step.Inputs.Where(b => !_firstReader.ContainsKey(b)))
            _firstReader.Add(read, index);
        if (step is Step.Pointwise pointwise)
        {
            _ofFormulas.UnionWith(pointwise.Outputs);
            HashSet<string> active = new(pointwise.Reads.Where(r => _active.Contains(r.Buffer)).Select(r => r.Operand));
            _active.UnionWith(pointwise.Writes.Where(w => w.Value.Names().Any(active.Contains)).Select(w => w.Buffer));
        }
        else if (step.Inputs.Any(_active.Contains))
        {
            _active.UnionWith(step.Outputs);
        }
    }

    private void Reverse(Step step)
    {
        if (!step.Outputs.Any(b => _active.Contains(b) && _adjoints.Has(b)))
            return;
        switch (step)
        {
            case Step.Pointwise pointwise:
                Formulas(pointwise.Remark, pointwise.Extent, pointwise.Reads, pointwise.Writes);
                break;
            case Step.ColumnSum sum:
                // each column is sent the adjoint of the sum, which is in memory by then
                Formulas(sum.Remark, Extent.Row, sum.Reads, sum.Writes);
                break;
            case Step.Product product:
                Product(product);
                break;
            case Step.Pairwise pairs:
                Pairs(pairs);
                break;
            case Step.Move move:
                Move(move);
                break;
            default:
                throw new InvalidOperationException($"The derivative of a {step.GetType().Name} is not known.");
        }
    }

    /// <summary>Whether all of a buffer's readers were seen and what wrote it needs its adjoint in memory.</summary>
    private bool IsReady(BufferModel buffer) =>
        !_ofFormulas.Contains(buffer) && (!_firstReader.TryGetValue(buffer, out int first) || first > _at);

    private BufferModel InMemory(BufferModel of) => _adjoints.InMemory(of, IsReady);

    private BufferModel Result(BufferModel input)
    {
        if (_adjoints.Has(input))
            return InMemory(input);
        BufferModel none = _adjoints.New(input, input.Extent);
        plan.Pointwise(
            plan.Backward,
            $"{input.Name}: no output depends on it",
            input.Extent,
            new Domain(1, checked((int)input.Size)),
            _adjoints.Buffer,
            new Write(none, Expr.Zero)
        );
        return none;
    }

    private void Product(Step.Product step)
    {
        BufferModel from = InMemory(step.To);
        BufferModel to = _adjoints.New(step.From, step.Extent);
        string map = step.Kind == Algebra.ProductKind.Sum ? "" : $"·{Formula.Print(step.WeightMap)}";
        plan.Backward.Add(
            step with
            {
                Remark = $"{step.Node.Name}: adjoint {to.Role} = Σ_k {from.Role}{map} of {After(step.Remark)}",
                Forward = false,
                From = from,
                To = to,
            }
        );
        _adjoints.Send(step.From, _adjoints.Read(to));
    }

    private void Move(Step.Move step)
    {
        BufferModel from = InMemory(step.To[0]);
        BufferModel[] to = step.From.Select(b => _adjoints.New(b, step.Extent)).ToArray();
        plan.Backward.Add(
            step with
            {
                Remark = $"{step.Node.Name}: adjoints to where values came from",
                Forward = false,
                From = new[] { from }.ToEquatable(),
                To = to.ToEquatable(),
            }
        );
        for (int i = 0; i < to.Length; i++)
        {
            if (_active.Contains(step.From[i]))
                _adjoints.Send(step.From[i], _adjoints.Read(to[i]));
        }
    }

    /// <summary>Products of one source next to each other, where they can become one step.</summary>
    private static void BySource(List<Step> steps)
    {
        for (int start = 0; start < steps.Count; start++)
        {
            if (steps[start] is not Step.Product first)
                continue;
            int end = start + 1;
            while (end < steps.Count && steps[end] is Step.Product next && next.Node.Id == first.Node.Id)
                end++;
            Step.Product[] run = steps.Skip(start).Take(end - start).Cast<Step.Product>().ToArray();
            Step[] sorted = run.GroupBy(p => p.From).SelectMany(g => g).ToArray();
            for (int i = 0; i < sorted.Length; i++)
                steps[start + i] = sorted[i];
            start = end - 1;
        }
    }

    /// <summary>A remark without the layer's name.</summary>
    private static string After(string remark) => remark.Substring(remark.IndexOf(": ", StringComparison.Ordinal) + 2);
}
