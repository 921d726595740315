using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// What nothing reads is neither computed nor stored. What only someone who asks for layers' values would read becomes
/// steps of its own, which run when someone does.
/// </summary>
internal static class EliminateDeadSteps
{
    public static Plan From(Plan plan)
    {
        HashSet<BufferModel> needed = new(
            plan.Outputs.Concat(plan.Results).Concat(plan.Taps.SelectMany(t => t.Channels))
        );
        HashSet<BufferModel> observed = new(needed.Concat(plan.Taps.Select(t => t.Value)));
        Step[] backward = Keep(plan.Backward, needed, observed);
        Step[] forward = Keep(plan.Forward, needed, observed);
        // what is computed once is computed whether anyone looks or not
        Step[] prepare = Keep(plan.Prepare, observed, observed);
        return plan with
        {
            Prepare = prepare.ToEquatable(),
            Forward = forward.ToEquatable(),
            Backward = backward.ToEquatable(),
        };
    }

    /// <param name="needed">What is read in any case; a part of <paramref name="observed"/>.</param>
    /// <param name="observed">What is read where layers' values are asked for.</param>
    private static Step[] Keep(IEnumerable<Step> steps, HashSet<BufferModel> needed, HashSet<BufferModel> observed)
    {
        List<Step> kept = [];
        foreach (Step step in steps.Reverse())
        {
            BufferModel[] needs = step.Outputs.Where(needed.Contains).ToArray();
            BufferModel[] looks = step.Outputs.Where(b => observed.Contains(b) && !needed.Contains(b)).ToArray();
            // a step that is needed computes all of its results, but for those that a formula each makes
            if (needs.Length > 0)
                Add(Trim(step, needs), needed);
            if (looks.Length > 0 && (needs.Length == 0 || step is Step.Pointwise))
                Add(Trim(step, looks) with { IsObserved = true }, observed);
        }

        kept.Reverse();
        return kept.ToArray();

        void Add(Step step, HashSet<BufferModel> readers)
        {
            kept.Add(step);
            readers.UnionWith(step.Inputs);
            observed.UnionWith(step.Inputs);
        }
    }

    private static Step Trim(Step step, BufferModel[] wanted)
    {
        if (step is not Step.Pointwise pointwise)
            return step;
        EquatableArray<Write> writes = pointwise.Writes.Where(w => wanted.Contains(w.Buffer)).ToEquatable();
        HashSet<string> names = new(writes.SelectMany(w => w.Value.Names()));
        return pointwise with
        {
            Writes = writes,
            Reads = pointwise.Reads.Where(r => names.Contains(r.Operand)).ToEquatable(),
        };
    }
}
