using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Passes;

/// <summary>Who reads and writes the buffers of a plan.</summary>
internal sealed class BufferUses
{
    private readonly Dictionary<BufferModel, List<Step>> _readers = [];
    private readonly HashSet<BufferModel> _written = [];
    private readonly HashSet<BufferModel> _writtenAgain = [];
    private readonly HashSet<BufferModel> _taken;
    private readonly HashSet<BufferModel> _tapped;

    public BufferUses(Plan plan)
    {
        foreach (Step step in plan.Prepare.Concat(plan.Forward).Concat(plan.Backward))
        {
            foreach (BufferModel read in step.Inputs.Distinct())
            {
                if (!_readers.TryGetValue(read, out List<Step>? readers))
                    _readers.Add(read, readers = []);
                readers.Add(step);
            }

            foreach (BufferModel written in step.Outputs.Distinct())
            {
                if (!_written.Add(written))
                    _writtenAgain.Add(written);
            }
        }

        _tapped = new(plan.Taps.SelectMany(t => t.Channels));
        _taken = new(plan.Outputs.Concat(plan.Results).Concat(plan.Taps.Select(t => t.Value)).Concat(_tapped));
    }

    /// <summary>Whether something reads a buffer beside these steps.</summary>
    public bool IsReadBeside(BufferModel buffer, IReadOnlyCollection<Step> steps) =>
        _taken.Contains(buffer)
        || _readers.TryGetValue(buffer, out List<Step>? readers)
            && readers.Any(r => !steps.Any(s => ReferenceEquals(s, r)));

    /// <summary>Whether a buffer holds one thing only, from the step that writes it to its last reader.</summary>
    public bool IsWrittenOnce(BufferModel buffer) => !_writtenAgain.Contains(buffer);

    /// <summary>Whether a buffer is relevance that may be changed once it is whole, before the next step.</summary>
    public bool IsTapped(BufferModel buffer) => _tapped.Contains(buffer);
}
