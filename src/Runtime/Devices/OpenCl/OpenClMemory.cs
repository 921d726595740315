using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>Memory of an OpenCL device.</summary>
internal sealed class OpenClMemory(OpenClBuffer buffer, long length) : IDeviceMemory
{
    /// <inheritdoc/>
    public long Length => length;

    /// <summary>The driver's object of a memory.</summary>
    /// <exception cref="ArgumentException">It is another driver's.</exception>
    /// <exception cref="ObjectDisposedException">It is gone.</exception>
    public static OpenClBuffer BufferOf(IDeviceMemory memory) =>
        memory is OpenClMemory own
            ? own.Open()
            : throw new ArgumentException("The run is not in memory of an OpenCL device.");

    /// <inheritdoc/>
    public void Dispose() => buffer.Dispose();

    private OpenClBuffer Open()
    {
        ObjectDisposedException.ThrowIf(buffer.IsClosed, this);
        return buffer;
    }
}
