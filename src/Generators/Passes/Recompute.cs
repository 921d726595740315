using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// What formulas make on the way up and only formulas read on the way down is made there again, where fewer numbers are
/// then kept between the two: the output and both sums of LRP-γ are made of two products.
/// </summary>
internal sealed class Recompute
{
    private const int MostResults = 6; // every choice among them is looked at

    private readonly Plan _plan;
    private readonly BufferUses _uses;
    private readonly Step[] _backward;
    private readonly HashSet<BufferModel> _ofFormulas;
    private readonly HashSet<BufferModel> _readByPairs;
    private readonly Dictionary<BufferModel, List<int>> _readers = [];

    private Recompute(Plan plan)
    {
        (_plan, _uses, _backward) = (plan, new(plan), plan.Backward.ToArray());
        _ofFormulas = new(plan.Forward.OfType<Step.Pointwise>().SelectMany(s => s.Outputs));
        _readByPairs = new(plan.Backward.OfType<Step.Pairwise>().SelectMany(s => s.Inputs));
        for (int i = 0; i < _backward.Length; i++)
        {
            foreach (BufferModel read in _backward[i].Inputs.Distinct())
                Note(read, i);
        }
    }

    public static Plan In(Plan plan)
    {
        Recompute pass = new(plan);
        bool changed = false;
        foreach (Step step in plan.Forward)
        {
            if (step is Step.Pointwise { Extent: Extent.Sample, IsObserved: false } formulas)
                changed |= pass.Choose(FuseFormulas.ByBuffers(formulas));
        }

        return changed ? EliminateDeadSteps.From(plan with { Backward = pass._backward.ToEquatable() }) : plan;
    }

    /// <summary>Moves the results whose absence saves most.</summary>
    private bool Choose(Step.Pointwise formulas)
    {
        Write[] movable = formulas.Writes.Where(w => IsMovable(formulas, w)).Take(MostResults).ToArray();
        Write[] best = Enumerable
            .Range(0, 1 << movable.Length)
            .Select(choice => movable.Where((_, i) => (choice >> i & 1) != 0).ToArray())
            .OrderBy(moved => Kept(formulas, moved))
            .ThenBy(moved => moved.Length)
            .First();
        foreach (int reader in best.SelectMany(w => _readers[w.Buffer]).Distinct().ToArray())
            Move(formulas, best, reader);
        return best.Length > 0;
    }

    private bool IsMovable(Step.Pointwise formulas, Write write) =>
        !Costly.Is(write.Value)
        && _readers.TryGetValue(write.Buffer, out List<int>? readers)
        && !_plan.Outputs.Contains(write.Buffer)
        && _uses.IsWrittenOnce(write.Buffer)
        && readers.All(r => Fits(formulas, _backward[r]))
        && Sources(formulas, write).All(b => !_ofFormulas.Contains(b) && _uses.IsWrittenOnce(b));

    private bool Fits(Step.Pointwise formulas, Step reader) =>
        reader is Step.Pointwise { IsObserved: false } below
        && below.Domain.Units == formulas.Domain.Units
        && (!FuseFormulas.ReadsChannels(formulas) || TakesChannels(below, formulas.Domain));

    /// <summary>
    /// Whether a step may read channels, too: contributions pair by pair take no formula into their launch that does.
    /// </summary>
    private bool TakesChannels(Step.Pointwise below, Domain domain) =>
        FuseFormulas.ReadsChannels(below) ? below.Domain == domain : !below.Outputs.Any(_readByPairs.Contains);

    /// <summary>Numbers that are kept for the way down.</summary>
    private long Kept(Step.Pointwise formulas, Write[] moved) =>
        formulas
            .Outputs.Concat(formulas.Inputs.Where(b => b.Extent != Extent.Shared))
            .Where(_readers.ContainsKey)
            .Where(b => moved.All(w => w.Buffer != b))
            .Concat(moved.SelectMany(w => Sources(formulas, w)))
            .Distinct()
            .Sum(b => b.Size);

    /// <summary>What a formula is made of for each sample.</summary>
    private static IEnumerable<BufferModel> Sources(Step.Pointwise formulas, Write write)
    {
        HashSet<string> names = new(write.Value.Names());
        return formulas.Inputs.Where(b => b.Extent != Extent.Shared && names.Contains(b.Name));
    }

    private void Move(Step.Pointwise formulas, Write[] moved, int at)
    {
        Step.Pointwise reader = FuseFormulas.ByBuffers((Step.Pointwise)_backward[at]);
        Dictionary<string, Expr> made = moved.ToDictionary(w => w.Buffer.Name, w => w.Value);
        EquatableArray<Write> writes = reader
            .Writes.Select(w => w with { Value = w.Value.Substitute(n => made.TryGetValue(n, out Expr? e) ? e : null) })
            .ToEquatable();
        Read[] known = formulas.Reads.Concat(reader.Reads).Distinct().ToArray();
        Step.Pointwise merged = reader with
        {
            Reads = PlanBuilder.Reads(writes.Select(w => w.Value), n => known.First(r => r.Operand == n).Buffer),
            Writes = writes,
        };
        bool reads = FuseFormulas.ReadsChannels(merged) && !FuseFormulas.ReadsChannels(reader);
        _backward[at] = reads ? merged with { Domain = formulas.Domain } : merged;
        foreach (Write write in moved)
            _readers.Remove(write.Buffer);
        foreach (BufferModel read in merged.Inputs)
            Note(read, at);
    }

    private void Note(BufferModel read, int reader)
    {
        if (!_readers.TryGetValue(read, out List<int>? readers))
            _readers.Add(read, readers = []);
        if (!readers.Contains(reader))
            readers.Add(reader);
    }
}
