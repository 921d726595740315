using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>Pointwise steps over the same units as one.</summary>
internal static class FuseFormulas
{
    /// <summary>The step with every operand called by its buffer, as operands of several steps then stay apart.</summary>
    public static Step.Pointwise ByBuffers(Step.Pointwise step)
    {
        Dictionary<string, BufferModel> reads = step.Reads.ToDictionary(r => r.Operand, r => r.Buffer);
        return step with
        {
            Reads = step.Reads.Select(r => r.Buffer).Distinct().Select(b => new Read(b.Name, b)).ToEquatable(),
            Writes = step
                .Writes.Select(w => new Write(w.Buffer, w.Value.Substitute(n => new Name(reads[n].Name))))
                .ToEquatable(),
        };
    }

    /// <summary>Whether two steps run over the same units, and agree about channels where both read some.</summary>
    public static bool SameUnits(Step.Pointwise first, Step.Pointwise second) =>
        first.Extent == second.Extent
        && first.Domain.Units == second.Domain.Units
        && (first.Domain == second.Domain || !ReadsChannels(first) || !ReadsChannels(second));

    /// <summary>Both steps as one, which writes what both do; operands are called by their buffers.</summary>
    public static Step.Pointwise Joined(Step.Pointwise first, Step.Pointwise second)
    {
        Dictionary<string, Expr> inside = first.Writes.ToDictionary(w => w.Buffer.Name, w => w.Value);
        IEnumerable<Write> after = second.Writes.Select(w => new Write(
            w.Buffer,
            w.Value.Substitute(n => inside.TryGetValue(n, out Expr? value) ? value : null)
        ));
        return new(
            $"{first.Remark}; {second.Remark}",
            first.Extent,
            ReadsChannels(first) ? first.Domain : second.Domain,
            first.Reads.Concat(second.Reads.Where(r => !inside.ContainsKey(r.Operand))).Distinct().ToEquatable(),
            first.Writes.Concat(after).ToEquatable()
        )
        {
            Heading = first.Heading.Concat(second.Heading).ToEquatable(),
        };
    }

    /// <summary>The step without what nobody reads of it; null where nothing is left.</summary>
    public static Step.Pointwise? Without(Step.Pointwise step, Func<BufferModel, bool> dropped)
    {
        EquatableArray<Write> writes = step.Writes.Where(w => !dropped(w.Buffer)).ToEquatable();
        if (writes.Count == step.Writes.Count)
            return step;
        HashSet<string> names = new(writes.SelectMany(w => w.Value.Names()));
        return writes.Count == 0
            ? null
            : step with
            {
                Writes = writes,
                Reads = step.Reads.Where(r => names.Contains(r.Operand)).ToEquatable(),
            };
    }

    public static bool ReadsChannels(Step.Pointwise step) => step.Reads.Any(r => r.Buffer.Layout == Layout.Channels);
}
