using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>A compiled network on a device: its weights, what is computed of them, and the numbers of its layers.</summary>
internal sealed class DeviceNetwork : IDisposable
{
    private readonly Stack<IDisposable> _owned = [];
    private readonly Dictionary<DeviceStep, StepTables> _tables = new(ReferenceEqualityComparer.Instance);
    private readonly IDeviceMemory[] _parameters;
    private readonly IDeviceMemory _shared;
    private readonly IDeviceBackend _queue;

    /// <summary>Uploads a network and runs what does not depend on inputs.</summary>
    /// <exception cref="DeviceException">The device has not the memory, or fails.</exception>
    public DeviceNetwork(IDeviceBackend queue, DevicePlan plan, IReadOnlyList<Plane> parameters)
    {
        Plan = plan;
        _owned.Push(_queue = queue);
        try
        {
            _parameters = [.. parameters.Select(p => Upload<float>(p.Span))];
            _owned.Push(_shared = queue.Allocate(plan.SharedFloats));
            foreach (DeviceStep step in plan.Prepare.Concat(plan.Forward).Concat(plan.Backward))
            {
                StepTables tables = StepTables.Of(step);
                _tables[step] = tables.Numbers is { } numbers
                    ? tables with
                    {
                        Memory = Upload<int>([.. numbers]),
                    }
                    : tables;
            }

            foreach (DeviceStep step in plan.Prepare)
                queue.Run(queue.Prepare(Bind(step, 1, 1, 1, Once)));
            // calls have queues of their own, which do not wait for this one: a read returns when all before it is done
            if (plan.Prepare.Length > 0)
                queue.Read(DeviceRun.All(_shared), new float[1]);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What runs.</summary>
    public DevicePlan Plan { get; }

    /// <summary>Floats of work space for one call that the device allows.</summary>
    public long MostFloats => _queue.LargestAllocation;

    /// <summary>Work space with a queue of its own.</summary>
    /// <exception cref="DeviceException">The device fails.</exception>
    public DeviceWorkspace Open() => new(this, _queue.Another());

    /// <summary>A step with its memory.</summary>
    /// <param name="step">The step.</param>
    /// <param name="samples">N.</param>
    /// <param name="columns">Columns that have begun.</param>
    /// <param name="all">All columns.</param>
    /// <param name="runOf">Where a place of the work space lies.</param>
    public BoundStep Bind(DeviceStep step, int samples, int columns, int all, Func<DevicePlace, DeviceRun> runOf)
    {
        StepTables tables = _tables[step];
        (DeviceRun[] operands, DeviceRun? weights) = step switch
        {
            MoveStep m => (new DeviceRun[] { Run(m.From), Run(m.To) }, (DeviceRun?)null),
            PercentileStep p => (new DeviceRun[] { Run(p.From), Run(p.To) }, null),
            ProductStep p => (Operands(), p.Weights is { } w ? Run(w) : null),
            PairStep p => (Operands(), Run(p.Weights)),
            PoolStep p => (Operands(), Run(p.Decides)),
            _ => (Operands(), null),
        };
        return new(
            step,
            step.Often == Often.Once ? 1 : samples,
            step.Often == Often.Row ? columns : 1,
            operands,
            step.Policy < 0 ? KernelPolicy.None : Plan.Policies[step.Policy]
        )
        {
            Weights = weights,
            Table = tables.Memory is { } memory ? DeviceRun.All(memory) : null,
            Geometry = tables.Geometry,
            Moves = tables.Moves,
            Summed = all,
        };

        DeviceRun[] Operands() => [.. step.Operands.Select(Run)];

        DeviceRun Run(DevicePlace place) =>
            place.Arena switch
            {
                DeviceArena.Parameter => DeviceRun.All(_parameters[place.Offset]),
                DeviceArena.Shared => DeviceRun.All(_shared).Slice(place.Offset, place.Size),
                _ => runOf(place),
            };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_owned.TryPop(out IDisposable? owned))
            owned.Dispose();
    }

    private static DeviceRun Once(DevicePlace place) =>
        throw new InvalidOperationException($"{place} is no part of what is computed once.");

    private IDeviceMemory Upload<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        IDeviceMemory memory = _queue.Allocate(numbers.Length);
        _owned.Push(memory);
        _queue.Write(DeviceRun.All(memory), numbers);
        return memory;
    }
}
