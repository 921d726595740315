using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>Memory of a device that grows when more is asked for, and then holds nothing of what it held.</summary>
internal sealed class DeviceMemoryGrowing(IDeviceBackend queue) : IDisposable
{
    private IDeviceMemory? _memory;

    /// <summary>The memory.</summary>
    public IDeviceMemory Memory => _memory ?? throw new InvalidOperationException("Nothing was asked for yet.");

    /// <summary>Whether there is room for so many floats.</summary>
    public bool Holds(long floats) => _memory is not null && _memory.Length >= floats;

    /// <summary>Another memory, for so many floats.</summary>
    /// <exception cref="DeviceException">The device has not so much; what there was is gone.</exception>
    public void Grow(long floats)
    {
        Dispose(); // first, so that both need not fit at once
        _memory = queue.Allocate(floats);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _memory?.Dispose();
        _memory = null;
    }
}
