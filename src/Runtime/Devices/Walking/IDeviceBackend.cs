using System.ComponentModel;
using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>
/// A device at work: memory, and one queue whose commands run in their order. Calls come from one thread at a time;
/// memory of one queue may be used by others of the same device.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IDeviceBackend : IDisposable
{
    /// <summary>Most floats of one allocation.</summary>
    long LargestAllocation { get; }

    /// <summary>Memory for numbers of four bytes, with any content.</summary>
    /// <exception cref="DeviceException">The device has not so much.</exception>
    IDeviceMemory Allocate(long length);

    /// <summary>Writes to the beginning of a run, after all commands before.</summary>
    /// <exception cref="DeviceException">The device fails.</exception>
    void Write<T>(DeviceRun run, ReadOnlySpan<T> numbers)
        where T : unmanaged;

    /// <summary>Reads the beginning of a run, after all commands before.</summary>
    /// <exception cref="DeviceException">The device fails.</exception>
    void Read<T>(DeviceRun run, Span<T> numbers)
        where T : unmanaged;

    /// <summary>Builds what runs a step; it is kept and run many times.</summary>
    /// <exception cref="DeviceException">A kernel cannot be built.</exception>
    object Prepare(BoundStep step);

    /// <summary>Queues what <see cref="Prepare"/> made; returns before it is done.</summary>
    /// <exception cref="DeviceException">It cannot be launched.</exception>
    void Run(object prepared);

    /// <summary>Opens another queue on the same device.</summary>
    /// <exception cref="DeviceException">The device fails.</exception>
    IDeviceBackend Another();
}
