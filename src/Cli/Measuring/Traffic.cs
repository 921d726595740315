using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Passes;
using IrPlan = RuleCompiler.Generators.Ir.Plan;

namespace RuleCompiler.Cli.Measuring;

/// <summary>What a plan reads, writes and holds, in bytes, counted from its steps.</summary>
/// <param name="Samples">What the steps read and write for each sample.</param>
/// <param name="Once">What they read once a pass, however many samples: weights, biases, operands, and what was prepared.</param>
/// <param name="Weights">Weights, biases and operands, each once.</param>
/// <param name="Prepared">What is computed when weights are loaded.</param>
/// <param name="Workspace">The buffers of one sample, those that are never needed at one time in one place.</param>
internal sealed record Traffic(long Samples, long Once, long Weights, long Prepared, long Workspace)
{
    private const int Float = sizeof(float);

    /// <summary>Every step reads each of its inputs and writes each of its outputs once, whole.</summary>
    public static Traffic Of(IrPlan plan)
    {
        (long samples, long once) = (0, 0);
        foreach (Step step in plan.Forward.Concat(plan.Backward).Where(s => !s.IsObserved))
        {
            foreach (BufferModel buffer in step.Inputs.Distinct().Concat(step.Outputs.Distinct()))
            {
                if (buffer.Extent is Extent.Shared)
                    once += Float * buffer.Size;
                else
                    samples += Float * buffer.Size;
            }
        }
        IEnumerable<BufferModel> weights = plan
            .Prepare.Concat(plan.Forward)
            .Concat(plan.Backward)
            .SelectMany(s => s.Inputs)
            .Where(b => b.Origin is Origin.Weight or Origin.Bias or Origin.Operand)
            .Distinct();
        PlanBuffers buffers = new(plan);
        return new(
            samples,
            once,
            Float * weights.Sum(w => w.Size),
            Float * buffers.SharedFloats,
            Float * (buffers.SampleFloats + buffers.RowFloats)
        );
    }

    /// <summary>Bytes that explaining a batch moves, the weights read once for each piece it is cut into.</summary>
    public long Moved(int batch, int pieces) => (Samples * batch) + (Once * pieces);
}
