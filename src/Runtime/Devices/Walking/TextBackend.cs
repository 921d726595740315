using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>Devices that are given kernels as text: each step as the launch of a skeleton whose holes its policy fills.</summary>
internal sealed class TextBackend(Device device, IDeviceExecutor executor) : IDeviceBackend
{
    /// <inheritdoc/>
    public long LargestAllocation => device.LargestAllocation / sizeof(float);

    private DeviceTraits Traits => executor.Traits;

    /// <inheritdoc/>
    public IDeviceMemory Allocate(long length) => executor.Allocate(length);

    /// <inheritdoc/>
    public void Write<T>(DeviceRun run, ReadOnlySpan<T> numbers)
        where T : unmanaged => executor.Write(run, numbers);

    /// <inheritdoc/>
    public void Read<T>(DeviceRun run, Span<T> numbers)
        where T : unmanaged => executor.Read(run, numbers);

    /// <inheritdoc/>
    public object Prepare(BoundStep step) => Launch(step);

    /// <inheritdoc/>
    public void Run(object prepared) => executor.Run((KernelLaunch)prepared);

    /// <inheritdoc/>
    public IDeviceBackend Another() => new TextBackend(device, executor.OpenQueue());

    /// <inheritdoc/>
    public void Dispose() => executor.Dispose();

    private KernelLaunch Launch(BoundStep bound)
    {
        (int samples, int columns) = (bound.Samples, bound.Columns);
        int rows = checked(samples * columns);
        return bound.Step switch
        {
            PointwiseStep p => DevicePointwise.Launch(
                Traits,
                bound.Policy,
                bound.Operands,
                samples,
                columns,
                p.Channels,
                p.Length,
                bound.Summed
            ),
            ProductStep { Weights: null } p => DeviceProduct.Sums(
                Traits,
                bound.Policy,
                bound.Operands,
                bound.Geometry!,
                bound.Table!.Value,
                checked(rows * p.Repeats),
                columns,
                p.Source,
                p.Target
            ),
            ProductStep p => DeviceProduct.Launch(
                Traits,
                bound.Policy,
                bound.Operands,
                bound.Geometry!,
                bound.Table!.Value,
                checked(rows * p.Repeats),
                columns,
                p.Source,
                p.Target,
                bound.Weights!.Value
            ),
            PairStep p => DevicePairs.Launch(
                Traits,
                bound.Policy,
                bound.Operands,
                bound.Geometry!,
                bound.Table!.Value,
                samples,
                columns,
                p.Input,
                p.Output,
                bound.Weights!.Value
            ),
            PoolStep p => DevicePools.Launch(
                Traits,
                bound.Policy,
                bound.Operands,
                p.Shape,
                bound.Table!.Value,
                p.Kind,
                p.Adjoint,
                samples,
                columns,
                bound.Weights!.Value
            ),
            MoveStep { Adjoint: false } m => bound.Moves!.Up(
                Traits,
                bound.Table!.Value,
                rows,
                bound.Operands[0],
                bound.Operands[1],
                m.Clears
            ),
            MoveStep => bound.Moves!.Down(Traits, bound.Table!.Value, rows, bound.Operands[0], bound.Operands[1]),
            PercentileStep p => DeviceReduce.Percentile(
                Traits,
                bound.Operands[0],
                rows,
                p.From.Size,
                p.Percent,
                bound.Operands[1]
            ),
            _ => throw new InvalidOperationException($"No launch for {bound.Step.GetType().Name} is known."),
        };
    }
}
