namespace RuleCompiler.Generated.Ilgpu;

using global::ILGPU;
using global::System;
using global::ILGPU.Runtime;
using global::RuleCompiler.Kernels;

/// <summary>Memory of an accelerator for numbers of four bytes.</summary>
internal sealed class IlgpuMemory : IDeviceMemory
{
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _buffer;

    public IlgpuMemory(MemoryBuffer1D<float, Stride1D.Dense> buffer, long length)
    {
        _buffer = buffer;
        Length = length;
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <summary>A run as kernels see it.</summary>
    public static ArrayView<float> View(DeviceRun run) =>
        run.Memory is IlgpuMemory own
            ? own._buffer.AsContiguous().SubView(run.Start, run.Length)
            : throw new ArgumentException("The run is not in memory of ILGPU.");

    /// <summary>A run of whole numbers.</summary>
    public static ArrayView<int> Table(DeviceRun run) => View(run).Cast<int>();

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();
}
