namespace RuleCompiler.Kernels;

/// <summary>
/// Memory of a device; the driver that made it knows more. It goes when it is disposed, and the commands that use it are
/// done.
/// </summary>
public interface IDeviceMemory : IDisposable
{
    /// <summary>How many numbers of four bytes it holds.</summary>
    long Length { get; }

    /// <summary>All of it.</summary>
    DeviceRun All => DeviceRun.All(this);
}

/// <summary>A run of numbers of four bytes in a device's memory: what <see cref="Plane"/> is on the processor.</summary>
/// <param name="Memory">Where it lies.</param>
/// <param name="Start">Its first number there.</param>
/// <param name="Length">How many it has.</param>
public readonly record struct DeviceRun(IDeviceMemory Memory, long Start, long Length)
{
    /// <summary>All of a memory.</summary>
    public static DeviceRun All(IDeviceMemory memory) => new(memory, 0, memory.Length);

    /// <summary><paramref name="length"/> numbers from <paramref name="start"/> on, as a run of their own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They do not all lie within the run.</exception>
    public DeviceRun Slice(long start, long length)
    {
        if (start < 0 || length < 0 || length > Length - start)
            throw new ArgumentOutOfRangeException(
                nameof(start),
                $"{length} numbers from {start} on lie outside a run of {Length}."
            );
        return new(Memory, Start + start, length);
    }

    /// <exception cref="ArgumentException">The run is shorter, or not in its memory.</exception>
    internal void Require(long needed, string operand)
    {
        if (Memory is null || Start < 0 || Length > Memory.Length - Start)
            throw new ArgumentException($"{operand} does not lie within a memory.", operand);
        if (Length < needed)
            throw new ArgumentException($"{operand} holds {Length} numbers, {needed} are needed.", operand);
    }
}
