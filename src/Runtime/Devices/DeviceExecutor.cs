using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>What queues of every driver do alike: they check what they are given, and take turns.</summary>
internal abstract unsafe class DeviceExecutor(Device device) : IDeviceExecutor
{
    private readonly Lock turn = new();

    /// <inheritdoc/>
    public DeviceTraits Traits { get; } =
        new(
            device.Kind == DeviceKind.Cpu,
            device.ComputeUnits,
            device.VectorWidth,
            device.LocalMemory,
            device.WorkGroupSize
        );

    /// <inheritdoc/>
    public abstract int Compiled { get; }

    /// <summary>What the queue belongs to.</summary>
    protected Device Device => device;

    /// <summary>The memory of all queues.</summary>
    protected abstract MemoryBudget Budget { get; }

    /// <inheritdoc/>
    public abstract IDeviceExecutor OpenQueue();

    /// <inheritdoc/>
    public IDeviceMemory Allocate(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        // larger ones fail with different codes, or only when they are used
        if (length > device.LargestAllocation / sizeof(float))
            throw new DeviceException(
                DeviceFault.OutOfMemory,
                $"{length} numbers of 4 bytes are asked of {device.Name}, which gives at most {device.LargestAllocation} bytes at once: give smaller batches, or another device."
            )
            {
                Device = device.Name,
            };
        long bytes = Math.Max(1, length) * sizeof(float);
        Budget.Take(bytes);
        try
        {
            return Take(length, bytes);
        }
        catch
        {
            Budget.Return(bytes);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Write<T>(DeviceRun run, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        fixed (T* from = numbers)
            Copy<T>(run, from, numbers.Length, toDevice: true);
    }

    /// <inheritdoc/>
    public void Read<T>(DeviceRun run, Span<T> numbers)
        where T : unmanaged
    {
        fixed (T* to = numbers)
            Copy<T>(run, to, numbers.Length, toDevice: false);
    }

    /// <inheritdoc/>
    public void Run(KernelLaunch launch)
    {
        if (launch.Global.IsEmpty)
            return;
        lock (turn)
            Queue(launch);
    }

    /// <inheritdoc/>
    public TimeSpan Time(KernelLaunch launch)
    {
        if (launch.Global.IsEmpty)
            return TimeSpan.Zero;
        lock (turn)
            return Measure(launch);
    }

    /// <inheritdoc/>
    public abstract void Finish();

    /// <summary>Closes the queue, and with the last one the device; memories go with their own Dispose.</summary>
    public abstract void Dispose();

    /// <summary>Memory of so many bytes, which are set aside already; they are given back with it.</summary>
    protected abstract IDeviceMemory Take(long length, long bytes);

    /// <summary>Copies between the host and the place of a memory, in bytes, and waits for it.</summary>
    protected abstract void Copy(IDeviceMemory memory, nuint place, void* host, nuint bytes, bool toDevice);

    /// <summary>Queues a launch that is not empty.</summary>
    protected abstract void Queue(KernelLaunch launch);

    /// <summary>Queues a launch that is not empty, waits for it and says how long it took.</summary>
    protected abstract TimeSpan Measure(KernelLaunch launch);

    private void Copy<T>(DeviceRun run, void* host, int length, bool toDevice)
        where T : unmanaged
    {
        if (sizeof(T) != sizeof(float))
            throw new ArgumentException($"A memory holds numbers of 4 bytes, {typeof(T).Name} has {sizeof(T)}.");
        if (length > run.Length)
            throw new ArgumentException($"{length} numbers do not fit into a run of {run.Length}.", nameof(run));
        if (length == 0)
            return;
        lock (turn)
            Copy(run.Memory, (nuint)(run.Start * sizeof(T)), host, (nuint)((long)length * sizeof(T)), toDevice);
    }
}
