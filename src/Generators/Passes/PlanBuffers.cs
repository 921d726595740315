using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// Where each computed or given buffer lies: buffers of one extent share an arena, and those that are never needed
/// at the same time share its floats. What only observers read has an arena of its own, which no one else pays for.
/// </summary>
internal sealed class PlanBuffers
{
    // whole cache lines, so that no two buffers share one and vector loads stay aligned
    private const long Alignment = 16;

    private readonly Dictionary<BufferModel, long> _offsets = [];
    private readonly HashSet<BufferModel> _observed;

    public PlanBuffers(Plan plan)
    {
        Step[] steps = plan.Forward.Concat(plan.Backward).ToArray();
        _observed = new(steps.Where(s => s.IsObserved).SelectMany(s => s.Outputs));
        Dictionary<BufferModel, (int First, int Last)> lives = [];
        for (int i = 0; i < steps.Length; i++)
        {
            foreach (BufferModel buffer in steps[i].Inputs.Concat(steps[i].Outputs))
                Extend(buffer, i, i);
        }

        foreach (BufferModel input in plan.Inputs.Append(plan.References).OfType<BufferModel>())
            Extend(input, -1, 0);
        // the caller reads outputs between the passes and results after them; it writes the start between them
        foreach (BufferModel output in plan.Outputs)
            Extend(output, plan.Forward.Count, plan.Forward.Count);
        if (plan.Start is not null)
            Extend(plan.Start, plan.Forward.Count - 1, plan.Forward.Count);
        foreach (BufferModel result in plan.Results)
            Extend(result, steps.Length, steps.Length);

        SampleFloats = Place(lives.Where(l => l.Key.Extent == Extent.Sample && !IsObserved(l.Key)));
        RowFloats = Place(lives.Where(l => l.Key.Extent == Extent.Row));
        ObservedFloats = Place(lives.Where(l => IsObserved(l.Key)));
        foreach (BufferModel shared in plan.Prepare.SelectMany(s => s.Outputs).Distinct())
        {
            _offsets[shared] = SharedFloats;
            SharedFloats += Aligned(shared.Size);
        }

        void Extend(BufferModel buffer, int first, int last) =>
            lives[buffer] = lives.TryGetValue(buffer, out (int First, int Last) life)
                ? (Math.Min(life.First, first), Math.Max(life.Last, last))
                : (first, last);
    }

    /// <summary>Floats for each sample.</summary>
    public long SampleFloats { get; }

    /// <summary>Floats for each row.</summary>
    public long RowFloats { get; }

    /// <summary>Floats computed once.</summary>
    public long SharedFloats { get; }

    /// <summary>Floats for each sample where layers' values are asked for.</summary>
    public long ObservedFloats { get; }

    public long OffsetOf(BufferModel buffer) => _offsets[buffer];

    /// <summary>Whether a buffer exists only where layers' values are asked for; it exists for each sample.</summary>
    public bool IsObserved(BufferModel buffer) => _observed.Contains(buffer);

    /// <summary>Largest buffers first, each at the lowest offset where nothing alive at the same time lies.</summary>
    private long Place(IEnumerable<KeyValuePair<BufferModel, (int First, int Last)>> lives)
    {
        List<(long Start, long End, int First, int Last)> placed = [];
        long total = 0;
        foreach (
            var (buffer, first, last) in lives
                .Select(l => (l.Key, l.Value.First, l.Value.Last))
                .OrderByDescending(l => l.Key.Size)
                .ThenBy(l => l.First)
                .ThenBy(l => l.Key.Name, StringComparer.Ordinal)
        )
        {
            long size = Aligned(buffer.Size);
            long offset = 0;
            foreach (var other in placed.Where(p => p.First <= last && first <= p.Last).OrderBy(p => p.Start))
            {
                if (offset + size <= other.Start)
                    break;
                offset = Math.Max(offset, other.End);
            }

            placed.Add((offset, offset + size, first, last));
            _offsets[buffer] = offset;
            total = Math.Max(total, offset + size);
        }

        return total;
    }

    private static long Aligned(long size) => (size + Alignment - 1) / Alignment * Alignment;
}
