using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>
/// A device at work: memory, programs and one queue whose commands run one after the other. Calls may come from any
/// thread; those to one queue take turns. All faults of the device are a <see cref="DeviceException"/>.
/// </summary>
internal interface IDeviceExecutor : IDisposable
{
    /// <summary>How kernels are cut for it.</summary>
    DeviceTraits Traits { get; }

    /// <summary>How many programs all queues of the device compiled, and did not find in the cache.</summary>
    int Compiled { get; }

    /// <summary>
    /// Another queue of the same open device. Memories and programs are shared: what one queue has written and finished
    /// others may read. The device is closed with its last queue.
    /// </summary>
    /// <exception cref="DeviceException">The driver refuses.</exception>
    IDeviceExecutor OpenQueue();

    /// <summary>Memory for <paramref name="length"/> numbers of four bytes, with any content; one more for none.</summary>
    /// <exception cref="DeviceException">The device has not so much.</exception>
    IDeviceMemory Allocate(long length);

    /// <summary>Writes to the beginning of a run, after all commands before; returns when it is done.</summary>
    /// <exception cref="ArgumentException">The run is shorter.</exception>
    void Write<T>(DeviceRun run, ReadOnlySpan<T> numbers)
        where T : unmanaged;

    /// <summary>Reads the beginning of a run, after all commands before; returns when it is done.</summary>
    /// <exception cref="ArgumentException">The run is shorter.</exception>
    void Read<T>(DeviceRun run, Span<T> numbers)
        where T : unmanaged;

    /// <summary>Queues a launch, after all commands before; returns before it is done.</summary>
    /// <exception cref="DeviceException">The kernel cannot be built or launched.</exception>
    void Run(KernelLaunch launch);

    /// <summary>How long a launch takes on the device.</summary>
    /// <exception cref="DeviceException">The kernel cannot be built or launched.</exception>
    TimeSpan Time(KernelLaunch launch);

    /// <summary>Waits until all commands are done.</summary>
    /// <exception cref="DeviceException">One failed.</exception>
    void Finish();
}
