using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>Memory of a CUDA device.</summary>
internal sealed class CudaMemory(CudaBuffer buffer, long length) : IDeviceMemory
{
    /// <inheritdoc/>
    public long Length => length;

    /// <summary>Where a memory lies on the device.</summary>
    /// <exception cref="ArgumentException">It is another driver's.</exception>
    /// <exception cref="ObjectDisposedException">It is gone.</exception>
    public static ulong AddressOf(IDeviceMemory memory) =>
        memory is CudaMemory own
            ? own.Address()
            : throw new ArgumentException("The run is not in memory of a CUDA device.");

    /// <inheritdoc/>
    public void Dispose() => buffer.Dispose();

    private ulong Address()
    {
        ObjectDisposedException.ThrowIf(buffer.IsClosed, this);
        return (ulong)buffer.DangerousGetHandle();
    }
}
