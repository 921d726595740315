using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>Memory of an OpenCL device; freed when it is disposed, and the commands that use it are done.</summary>
internal sealed class OpenClMemory(OpenClBuffer buffer, long length) : IDeviceMemory, IDisposable
{
    /// <summary>The driver's object.</summary>
    public OpenClBuffer Buffer => buffer;

    /// <inheritdoc/>
    public long Length => length;

    /// <summary>All of it.</summary>
    public DeviceRun All => DeviceRun.All(this);

    /// <inheritdoc/>
    public void Dispose() => buffer.Dispose();
}
