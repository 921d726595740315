using RuleCompiler.Devices;
using RuleCompiler.Kernels;

namespace RuleCompiler.OnDevice.Tests;

/// <summary>A device of any sort that is given the kernels of a GPU, whose work-groups share local memory.</summary>
internal sealed class GpuTexts(IDeviceExecutor inner) : IDeviceExecutor
{
    /// <inheritdoc/>
    public DeviceTraits Traits => inner.Traits with { IsProcessor = false, VectorWidth = 1 };

    /// <inheritdoc/>
    public int Compiled => inner.Compiled;

    /// <summary>The device, for <see cref="ExplainerOptions.Device"/>.</summary>
    public static Device On(Device device) =>
        device.OpenedBy(() => new TextBackend(device, new GpuTexts(device.Open())));

    /// <inheritdoc/>
    public IDeviceExecutor OpenQueue() => new GpuTexts(inner.OpenQueue());

    /// <inheritdoc/>
    public IDeviceMemory Allocate(long length) => inner.Allocate(length);

    /// <inheritdoc/>
    public void Write<T>(DeviceRun run, ReadOnlySpan<T> numbers)
        where T : unmanaged => inner.Write(run, numbers);

    /// <inheritdoc/>
    public void Read<T>(DeviceRun run, Span<T> numbers)
        where T : unmanaged => inner.Read(run, numbers);

    /// <inheritdoc/>
    public void Run(KernelLaunch launch) => inner.Run(launch);

    /// <inheritdoc/>
    public TimeSpan Time(KernelLaunch launch) => inner.Time(launch);

    /// <inheritdoc/>
    public void Finish() => inner.Finish();

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}
