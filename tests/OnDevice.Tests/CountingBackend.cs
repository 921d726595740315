using RuleCompiler.Devices;
using RuleCompiler.Kernels;

namespace RuleCompiler.OnDevice.Tests;

/// <summary>A device that counts what goes to it and comes from it.</summary>
internal sealed class CountingBackend(IDeviceBackend inner, Traffic traffic) : IDeviceBackend
{
    /// <inheritdoc/>
    public long LargestAllocation => traffic.LargestAllocation ?? inner.LargestAllocation;

    /// <inheritdoc/>
    public IDeviceMemory Allocate(long length)
    {
        traffic.Allocate(length);
        return inner.Allocate(length);
    }

    /// <inheritdoc/>
    public void Write<T>(DeviceRun run, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        traffic.Written.Add(numbers.Length);
        inner.Write(run, numbers);
    }

    /// <inheritdoc/>
    public void Read<T>(DeviceRun run, Span<T> numbers)
        where T : unmanaged
    {
        traffic.Read.Add(numbers.Length);
        inner.Read(run, numbers);
    }

    /// <inheritdoc/>
    public object Prepare(BoundStep step)
    {
        traffic.Prepared++;
        return inner.Prepare(step);
    }

    /// <inheritdoc/>
    public void Run(object prepared)
    {
        traffic.Run();
        inner.Run(prepared);
    }

    /// <inheritdoc/>
    public IDeviceBackend Another() => new CountingBackend(inner.Another(), traffic);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}

/// <summary>What went to a device and came from it, and the faults that it is to have.</summary>
internal sealed class Traffic
{
    /// <summary>Numbers of each write.</summary>
    public List<int> Written { get; } = [];

    /// <summary>Numbers of each read.</summary>
    public List<int> Read { get; } = [];

    /// <summary>Steps that were made ready.</summary>
    public int Prepared { get; set; }

    /// <summary>Steps that ran.</summary>
    public int Launched { get; private set; }

    /// <summary>Most floats of an allocation; the device's own unless given.</summary>
    public long? LargestAllocation { get; set; }

    /// <summary>The allocation that is refused, counted from the next, once; none while negative.</summary>
    public int RefusesIn { get; set; } = -1;

    /// <summary>The launch that fails, counted from the next, once; none while negative.</summary>
    public int FailsIn { get; set; } = -1;

    /// <summary>The device, seen through this.</summary>
    public Device On(Device device) => device.OpenedBy(() => new CountingBackend(device.Begin(), this));

    /// <summary>Forgets what was counted.</summary>
    public void Clear()
    {
        Written.Clear();
        Read.Clear();
        (Prepared, Launched) = (0, 0);
    }

    public void Allocate(long length)
    {
        if (length > LargestAllocation || RefusesIn-- == 0)
            throw new DeviceException(DeviceFault.OutOfMemory, $"{length} floats are refused.");
    }

    public void Run()
    {
        Launched++;
        if (FailsIn-- == 0)
            throw new DeviceException(DeviceFault.Refused, "The launch is refused.");
    }
}
