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
        Dictionary<BufferModel, Life> lives = [];
        for (int i = 0; i < steps.Length; i++)
        {
            foreach (BufferModel buffer in steps[i].Inputs.Concat(steps[i].Outputs))
                Extend(buffer, i, i);
        }

        foreach (BufferModel input in plan.Inputs.Append(plan.References).OfType<BufferModel>())
            Extend(input, -1, 0);
        // the caller reads outputs between the passes and results after them; it writes the starts between them
        foreach (BufferModel output in plan.Outputs)
            Extend(output, plan.Forward.Count, plan.Forward.Count);
        foreach (BufferModel start in plan.Starts)
            Extend(start, plan.Forward.Count - 1, plan.Forward.Count);
        foreach (BufferModel result in plan.Results)
            Extend(result, steps.Length, steps.Length);

        SampleFloats = Place(lives.Values.Where(l => l.Buffer.Extent == Extent.Sample && !IsObserved(l.Buffer)));
        RowFloats = Place(lives.Values.Where(l => l.Buffer.Extent == Extent.Row));
        ObservedFloats = Place(lives.Values.Where(l => IsObserved(l.Buffer)));
        foreach (BufferModel shared in plan.Prepare.SelectMany(s => s.Outputs).Distinct())
        {
            _offsets[shared] = SharedFloats;
            SharedFloats += Aligned(shared.Size);
        }

        void Extend(BufferModel buffer, int first, int last)
        {
            if (lives.TryGetValue(buffer, out Life? life))
                (life.First, life.Last) = (Math.Min(life.First, first), Math.Max(life.Last, last));
            else
                lives.Add(buffer, new(buffer, first, last));
        }
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
    private long Place(IEnumerable<Life> lives)
    {
        List<Life> placed = [];
        long total = 0;
        foreach (
            Life life in lives
                .OrderByDescending(l => l.Buffer.Size)
                .ThenBy(l => l.First)
                .ThenBy(l => l.Buffer.Name, StringComparer.Ordinal)
        )
        {
            long size = Aligned(life.Buffer.Size);
            foreach (Life other in placed.Where(life.Meets).OrderBy(p => p.Start))
            {
                if (life.Start + size <= other.Start)
                    break;
                life.Start = Math.Max(life.Start, other.End);
            }

            life.End = life.Start + size;
            placed.Add(life);
            _offsets[life.Buffer] = life.Start;
            total = Math.Max(total, life.End);
        }

        return total;
    }

    private static long Aligned(long size) => (size + Alignment - 1) / Alignment * Alignment;

    /// <summary>From the first step to the last that needs a buffer, and where it lies.</summary>
    /// <remarks>A class: the runtime compiles a generic method anew for each struct, and a cold build waits for it.</remarks>
    private sealed class Life(BufferModel buffer, int first, int last)
    {
        public BufferModel Buffer { get; } = buffer;

        public int First { get; set; } = first;

        public int Last { get; set; } = last;

        public long Start { get; set; }

        public long End { get; set; }

        public bool Meets(Life other) => other.First <= Last && First <= other.Last;
    }
}
