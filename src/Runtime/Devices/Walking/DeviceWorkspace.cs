using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>
/// The memory of one call on a device and its queue. It grows to the largest batch seen; launches are made once for
/// each size of batch.
/// </summary>
internal sealed class DeviceWorkspace(DeviceNetwork network, IDeviceBackend queue) : IDisposable
{
    // sizes alternate between whole pieces of a batch and its rest; more are rare
    private const int SizesKept = 8;

    private readonly DeviceMemoryGrowing _samples = new(queue),
        _rows = new(queue),
        _observed = new(queue);
    private readonly DeviceTaps _taps = new(queue);
    private readonly Dictionary<(DeviceStep[] Pass, int Samples, int Columns, int Begun), object?[]> _launches = [];

    private DevicePlan Plan => network.Plan;

    /// <summary>The forward pass of what lies in the host's work space; the outputs go there.</summary>
    public void Forward(in Execution pass, ExplainerLayout host)
    {
        Fit(pass);
        for (int m = 0; m < Plan.Inputs.Length && !pass.HasFirstSums; m++)
            Write(pass, Plan.Inputs[m], host.Inputs[m]);
        if (Plan.Reference is { } reference)
            Write(pass, reference, host.Reference!);
        if (pass.HasFirstSums)
            Write(pass, Plan.FirstSums!.Value, host.FirstSums!.Sums);
        Tell(pass, Plan.GivenValues);
        Walk(pass, Plan.Forward);
        for (int m = 0; m < Plan.Outputs.Length; m++)
            queue.Read(RunOf(pass, Plan.Outputs[m]), pass.At(host.Outputs[m]).Span);
    }

    /// <summary>The backward pass from what lies in the host's work space; the results go there.</summary>
    public void Backward(in Execution pass, ExplainerLayout host)
    {
        Fit(pass);
        for (int m = 0; m < Plan.Starts.Length; m++)
            Write(pass, Plan.Starts[m], host.Starts[m]);
        Tell(pass, Plan.GivenRelevances);
        Walk(pass, Plan.Backward);
        for (int m = 0; m < Plan.Results.Length; m++)
            queue.Read(RunOf(pass, Plan.Results[m]), pass.At(host.Results[m]).Span);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _taps.Dispose();
        _samples.Dispose();
        _rows.Dispose();
        _observed.Dispose();
        queue.Dispose();
    }

    /// <summary>Makes room; launches that name memory that is gone are made again.</summary>
    private void Fit(in Execution pass)
    {
        if (_launches.Count > SizesKept)
            _launches.Clear();
        Hold(_samples, checked(Plan.SampleFloats * pass.Samples));
        Hold(_rows, checked(Plan.RowFloats * pass.Samples * pass.AllColumns));
        if (pass.Observes)
            Hold(_observed, checked(Plan.ObservedFloats * pass.Samples));

        void Hold(DeviceMemoryGrowing memory, long floats)
        {
            if (memory.Holds(floats))
                return;
            _launches.Clear(); // first: where memory is refused, what there was is gone all the same
            memory.Grow(floats);
        }
    }

    private void Walk(in Execution pass, DeviceStep[] steps)
    {
        for (int s = 0; s < steps.Length; s++)
        {
            DeviceStep step = steps[s];
            if ((step.IsObserved && !pass.Observes) || (step.IsFirstSums && pass.HasFirstSums))
                continue;
            queue.Run(Launch(pass, steps, s));
            Tell(pass, step.Taps);
        }
    }

    /// <summary>The launch of a step; how many columns have begun may change while a pass runs.</summary>
    private object Launch(in Execution pass, DeviceStep[] steps, int number)
    {
        (DeviceStep[], int, int, int) size = (steps, pass.Samples, pass.AllColumns, pass.Columns);
        if (!_launches.TryGetValue(size, out object?[]? launches))
            _launches.Add(size, launches = new object?[steps.Length]);
        if (launches[number] is not { } launch)
        {
            (int samples, int all) = (pass.Samples, pass.AllColumns);
            BoundStep bound = network.Bind(
                steps[number],
                samples,
                pass.Columns,
                all,
                place => RunOf(place, samples, all)
            );
            launches[number] = launch = queue.Prepare(bound);
        }

        return launch;
    }

    private void Tell(in Execution pass, DeviceTap[] taps)
    {
        if (!pass.IsTapped)
            return;
        foreach (DeviceTap tap in taps)
        {
            if (tap.Channel >= 0 || pass.Observes)
                _taps.Tell(pass, tap, RunOf(pass, tap.Place));
        }
    }

    private void Write(in Execution pass, DevicePlace place, Region from) =>
        queue.Write<float>(RunOf(pass, place), pass.At(from).Span);

    private DeviceRun RunOf(in Execution pass, DevicePlace place) => RunOf(place, pass.Samples, pass.AllColumns);

    private DeviceRun RunOf(DevicePlace place, int samples, int columns)
    {
        (IDeviceMemory memory, long count) = place.Arena switch
        {
            DeviceArena.Sample => (_samples.Memory, samples),
            DeviceArena.Row => (_rows.Memory, (long)samples * columns),
            DeviceArena.Observed => (_observed.Memory, samples),
            _ => throw new InvalidOperationException($"{place} is no part of a work space."),
        };
        return DeviceRun.All(memory).Slice(place.Offset * count, place.Size * count);
    }
}
