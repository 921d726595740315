using RuleCompiler.Devices;
using RuleCompiler.Kernels;

namespace RuleCompiler.OnDevice.Tests;

/// <summary>A device that is not there: it collects the kernels that are sent to it, and all that it computes is 0.</summary>
internal sealed class KernelCollector : IDeviceExecutor
{
    private static readonly Device Gpu = new() { Name = "no device", LargestAllocation = 1L << 40 };

    private readonly Dictionary<string, KernelText> texts = [];

    /// <summary>The device, for <see cref="ExplainerOptions.Device"/>.</summary>
    public Device Device => Gpu.OpenedBy(() => new TextBackend(Gpu, this));

    /// <summary>The kernels so far, each text once.</summary>
    public IReadOnlyCollection<KernelText> Texts => texts.Values;

    /// <inheritdoc/>
    public DeviceTraits Traits { get; } = new(false, 80, 1, 48 << 10, 1024);

    /// <inheritdoc/>
    public int Compiled => 0;

    /// <inheritdoc/>
    public IDeviceExecutor OpenQueue() => this;

    /// <inheritdoc/>
    public IDeviceMemory Allocate(long length) => new Memory(length);

    /// <inheritdoc/>
    public void Write<T>(DeviceRun run, ReadOnlySpan<T> numbers)
        where T : unmanaged { }

    /// <inheritdoc/>
    public void Read<T>(DeviceRun run, Span<T> numbers)
        where T : unmanaged => numbers.Clear();

    /// <inheritdoc/>
    public void Run(KernelLaunch launch) => texts.TryAdd(launch.Text.Source, launch.Text);

    /// <inheritdoc/>
    public TimeSpan Time(KernelLaunch launch) => TimeSpan.Zero;

    /// <inheritdoc/>
    public void Finish() { }

    /// <inheritdoc/>
    public void Dispose() { }

    private sealed class Memory(long length) : IDeviceMemory
    {
        public long Length => length;

        public void Dispose() { }
    }
}
