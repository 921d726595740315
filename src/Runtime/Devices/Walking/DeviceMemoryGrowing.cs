using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>Memory of a device that grows when more is asked for, and then holds nothing of what it held.</summary>
internal sealed class DeviceMemoryGrowing(IDeviceBackend queue) : IDisposable
{
    private IDeviceMemory? _memory;

    /// <summary>The memory.</summary>
    public IDeviceMemory Memory => _memory ?? throw new InvalidOperationException("Nothing was asked for yet.");

    /// <summary>Makes room for so many floats.</summary>
    /// <returns>Whether the memory is another than before.</returns>
    /// <exception cref="DeviceException">The device has not so much; what there was is gone.</exception>
    public bool Hold(long floats)
    {
        if (_memory is not null && _memory.Length >= floats)
            return false;
        Dispose(); // first, so that both need not fit at once
        _memory = queue.Allocate(floats);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _memory?.Dispose();
        _memory = null;
    }
}
