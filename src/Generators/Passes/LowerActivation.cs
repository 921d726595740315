using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>The output of a nonlinearity, in the pass over memory of what it follows where there is one.</summary>
internal sealed class LowerActivation(PlanBuilder plan)
{
    // a formula that repeats its input grows with every nonlinearity that is put into one pass
    private const double LargestFused = 400;

    public BufferModel Run(Node node)
    {
        BufferModel input = plan.Values[node.Inputs[0]];
        BufferModel output = plan.Output(node, "y");
        Expr value = Activations.Value(node, new Name("x"));
        string remark = $"{node.Name}: {(node.Kind == NodeKind.ReLU ? "max(0, x)" : Formula.Print(value))}";
        if (
            plan.Forward.LastOrDefault() is Step.Pointwise last
            && Fused(last, node, input, output, remark) is { } fused
        )
            plan.Forward[plan.Forward.Count - 1] = fused;
        else
            plan.Pointwise(
                plan.Forward,
                remark,
                Extent.Sample,
                Domain.Of(node),
                n => n == Activations.SlopeTensor ? plan.Slopes(node) : input,
                new Write(output, value)
            );
        return output;
    }

    /// <summary>The step before with one more result, where it computes the input.</summary>
    private Step.Pointwise? Fused(Step.Pointwise last, Node node, BufferModel input, BufferModel output, string remark)
    {
        if (last.Extent != Extent.Sample || last.Writes.FirstOrDefault(w => w.Buffer == input) is not { } before)
            return null;
        bool perChannel = node.Kind == NodeKind.PReLU;
        if (perChannel && !last.Domain.Equals(Domain.Of(node)))
            return null;
        EquatableArray<Read> reads = last.Reads;
        Expr value = Activations.Value(node, before.Value);
        if (perChannel)
        {
            // the step may read the slopes of another layer
            BufferModel slopes = plan.Slopes(node);
            value = value.Substitute(n => n == Activations.SlopeTensor ? new Name(slopes.Name) : null);
            reads = reads.Append(new Read(slopes.Name, slopes)).ToEquatable();
        }

        return value.Size > LargestFused
            ? null
            : last with
            {
                Remark = $"{last.Remark}; {remark}",
                Reads = reads,
                Writes = last.Writes.Append(new Write(output, value)).ToEquatable(),
            };
    }
}
