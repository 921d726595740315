using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>What nothing reads is neither computed nor stored.</summary>
internal static class EliminateDeadSteps
{
    public static Plan From(Plan plan)
    {
        HashSet<BufferModel> live = new(
            plan.Outputs.Concat(plan.Results).Concat(plan.Taps.SelectMany(t => t.Channels))
        );
        Step[] backward = Keep(plan.Backward, live);
        Step[] forward = Keep(plan.Forward, live);
        Step[] prepare = Keep(plan.Prepare, live);
        return plan with
        {
            Prepare = prepare.ToEquatable(),
            Forward = forward.ToEquatable(),
            Backward = backward.ToEquatable(),
        };
    }

    private static Step[] Keep(IEnumerable<Step> steps, HashSet<BufferModel> live)
    {
        List<Step> kept = [];
        foreach (Step step in steps.Reverse())
        {
            if (!step.Outputs.Any(live.Contains))
                continue;
            Step trimmed = step is Step.Pointwise pointwise ? Trim(pointwise, live) : step;
            kept.Add(trimmed);
            live.UnionWith(trimmed.Inputs);
        }

        kept.Reverse();
        return kept.ToArray();
    }

    private static Step Trim(Step.Pointwise step, HashSet<BufferModel> live)
    {
        EquatableArray<Write> writes = step.Writes.Where(w => live.Contains(w.Buffer)).ToEquatable();
        HashSet<string> names = new(writes.SelectMany(w => w.Value.Names()));
        return step with { Writes = writes, Reads = step.Reads.Where(r => names.Contains(r.Operand)).ToEquatable() };
    }
}
