using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// Checks that a plan makes sense: what is read was written before, sizes fit, buffers alive at one time do not
/// overlap. Run by tests after every compilation; a finding is a mistake of the compiler's own.
/// </summary>
internal static class VerifyPlan
{
    public static IReadOnlyList<string> Of(Plan plan)
    {
        List<string> mistakes = [];
        HashSet<BufferModel> written = new(
            plan.Inputs.Append(plan.References).OfType<BufferModel>().Concat(plan.Starts)
        );
        HashSet<BufferModel> looked = [];
        foreach (Step step in plan.Prepare.Concat(plan.Forward).Concat(plan.Backward))
        {
            mistakes.AddRange(
                step.Inputs.Where(b => b.Origin is Origin.Computed or Origin.Given && !written.Contains(b))
                    .Select(b => $"'{step.Remark}' reads {b.Name}, which nothing wrote before")
            );
            mistakes.AddRange(
                step.Outputs.Where(b => b.Origin != Origin.Computed)
                    .Select(b => $"'{step.Remark}' writes {b.Name}, which is given")
            );
            mistakes.AddRange(
                step.Outputs.Where(step.Inputs.Contains).Select(b => $"'{step.Remark}' reads and writes {b.Name}")
            );
            mistakes.AddRange(
                step.Inputs.Where(b => !step.IsObserved && looked.Contains(b))
                    .Select(b => $"'{step.Remark}' reads {b.Name}, which is not always computed")
            );
            if (step.IsObserved)
                looked.UnionWith(step.Outputs);
            mistakes.AddRange(Sizes(step).Select(m => $"'{step.Remark}': {m}"));
            written.UnionWith(step.Outputs);
        }

        mistakes.AddRange(
            plan.Outputs.Concat(plan.Results)
                .Concat(plan.Taps.SelectMany(t => t.Channels.Append(t.Value)))
                .Where(b => !written.Contains(b))
                .Select(b => $"the result {b.Name} is never written")
        );
        mistakes.AddRange(Overlaps(plan));
        return mistakes;
    }

    private static IEnumerable<string> Sizes(Step step) =>
        step switch
        {
            Step.Pointwise p => p
                .Reads.Select(r => r.Buffer)
                .Concat(p.Outputs)
                .Where(b => b.Layout == Layout.Units && b.Size != p.Domain.Units)
                .Select(b => $"{b.Name} has {b.Size} numbers where {p.Domain.Units} units are visited")
                .Concat(
                    p.Reads.Select(r => r.Buffer)
                        .Where(b => b.Layout == Layout.Channels && b.Size != p.Domain.Channels)
                        .Select(b => $"{b.Name} has {b.Size} numbers where {p.Domain.Channels} channels are visited")
                ),
            Step.Product p => Fit(p.From, p.Forward ? p.Node.InputShape : p.Node.Shape)
                .Concat(Fit(p.To, p.Forward ? p.Node.Shape : p.Node.InputShape)),
            Step.TwoProducts p => Sizes(p.First).Concat(Sizes(p.Second)),
            FusedProducts p => p.Products.Concat<Step>(p.Before).Concat(After(p.After)).SelectMany(Sizes),
            FusedPairs p => After(p.After).Prepend(p.Pairs).SelectMany(Sizes),
            Step.Move p => p.Forward ? Moved(p.From, p.To[0], p) : Moved(p.To, p.From[0], p),
            Step.Pairwise p => Fit(p.To.Buffer, p.Forward ? p.Node.Shape : p.Node.InputShape),
            _ => [],
        };

    private static IEnumerable<Step> After(Step? step) => step is null ? [] : [step];

    private static IEnumerable<string> Moved(IReadOnlyList<BufferModel> below, BufferModel above, Step.Move step)
    {
        foreach (string mistake in Fit(above, step.Node.Shape))
            yield return mistake;
        for (int i = 0; i < below.Count; i++)
        {
            if (step.Node.Maps[i].Mistake(below[i].Size, above.Size) is { } mistake)
                yield return $"between {below[i].Name} and {above.Name}: {mistake}";
        }
    }

    private static IEnumerable<string> Fit(BufferModel buffer, Models.EquatableArray<int> shape)
    {
        if (buffer.Size != Shapes.Count(shape))
            yield return $"{buffer.Name} has {buffer.Size} numbers where the layer has {Shapes.Text(shape)}";
    }

    /// <summary>Replays the plan on the arenas: a buffer that is read must be the last that was written there.</summary>
    private static IEnumerable<string> Overlaps(Plan plan)
    {
        PlanBuffers buffers = new(plan);
        List<BufferModel> owners = [.. plan.Inputs.Append(plan.References).OfType<BufferModel>()];
        int index = 0;
        foreach (Step step in plan.Forward.Concat(plan.Backward))
        {
            if (index++ == plan.Forward.Count)
            {
                foreach (BufferModel start in plan.Starts)
                    Own(start);
            }

            foreach (BufferModel read in step.Inputs.Where(b => b.Extent != Extent.Shared && !owners.Contains(b)))
                yield return $"'{step.Remark}' reads {read.Name}, which was overwritten";
            foreach (BufferModel write in step.Outputs)
            {
                if (step.Inputs.FirstOrDefault(i => i.Extent != Extent.Shared && Touch(i, write)) is { } input)
                    yield return $"'{step.Remark}' writes {write.Name} over its input {input.Name}";
                Own(write);
            }
        }

        void Own(BufferModel buffer)
        {
            owners.RemoveAll(o => Touch(o, buffer));
            owners.Add(buffer);
        }

        bool Touch(BufferModel x, BufferModel y) =>
            x.Extent == y.Extent
            && buffers.IsObserved(x) == buffers.IsObserved(y)
            && buffers.OffsetOf(x) < buffers.OffsetOf(y) + y.Size
            && buffers.OffsetOf(y) < buffers.OffsetOf(x) + x.Size;
    }
}
