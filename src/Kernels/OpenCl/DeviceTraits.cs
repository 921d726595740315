namespace RuleCompiler.Kernels;

/// <summary>What decides how kernels are cut for a device; every driver can be asked for it.</summary>
/// <param name="IsProcessor">Whether it is a CPU: an item computes a block, local memory is cache.</param>
/// <param name="ComputeUnits">How many units work at the same time.</param>
/// <param name="VectorWidth">Float32 numbers in a register.</param>
/// <param name="LocalMemory">Bytes that the items of a work-group share.</param>
/// <param name="WorkGroupSize">Most items of a work-group.</param>
public readonly record struct DeviceTraits(
    bool IsProcessor,
    int ComputeUnits,
    int VectorWidth,
    long LocalMemory,
    int WorkGroupSize
)
{
    /// <summary>Items of a work-group in kernels whose items do not share their work.</summary>
    public int Items => LargestPower(Math.Min(WorkGroupSize, IsProcessor ? 64 : 256));

    /// <summary>The largest power of two up to a number, at least 1.</summary>
    internal static int LargestPower(int most) => 1 << (31 - int.LeadingZeroCount(Math.Max(1, most)));
}
