namespace RuleCompiler.Kernels;

/// <summary>How many items there are along each axis.</summary>
public readonly record struct WorkSize(long X, long Y = 1, long Z = 1)
{
    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => X == 0 || Y == 0 || Z == 0;
}

/// <summary>An argument of a kernel: a run of memory, which takes two places, or a number.</summary>
public readonly record struct KernelArgument
{
    private KernelArgument(DeviceRun? run, ulong bits, int size) => (Run, Bits, Size) = (run, bits, size);

    /// <summary>The run; null for a number.</summary>
    public DeviceRun? Run { get; }

    /// <summary>The number, in the lower bytes.</summary>
    public ulong Bits { get; }

    /// <summary>Bytes of the number.</summary>
    public int Size { get; }

    /// <summary>A buffer and a place in it.</summary>
    public static implicit operator KernelArgument(DeviceRun run) => new(run, 0, 0);

    /// <summary>An <c>int</c>.</summary>
    public static implicit operator KernelArgument(int number) => new(null, (uint)number, sizeof(int));

    /// <summary>A <c>ulong</c>.</summary>
    public static implicit operator KernelArgument(ulong number) => new(null, number, sizeof(ulong));

    /// <summary>A <c>float</c>.</summary>
    public static implicit operator KernelArgument(float number) =>
        new(null, BitConverter.SingleToUInt32Bits(number), sizeof(float));

    /// <summary>A buffer without a place in it: tables of ints, which are memories of their own.</summary>
    /// <exception cref="ArgumentException">The run does not begin where its memory does.</exception>
    internal static KernelArgument Table(DeviceRun run) =>
        run.Start == 0 ? new(run, 0, -1) : throw new ArgumentException("A table is a memory of its own.", nameof(run));

    /// <summary>Whether only the buffer is passed.</summary>
    public bool IsTable => Size < 0;
}

/// <summary>A kernel with all it needs to run once.</summary>
/// <param name="Text">The kernel.</param>
/// <param name="Global">Items; a multiple of <paramref name="Local"/> along each axis.</param>
/// <param name="Local">Items of a work-group.</param>
/// <param name="Arguments">In order.</param>
public sealed record KernelLaunch(
    KernelText Text,
    WorkSize Global,
    WorkSize Local,
    IReadOnlyList<KernelArgument> Arguments
)
{
    // CUDA has at most 65535 groups along y and z
    private const long Most = 1 << 15;

    /// <summary>Groups of a fixed size along x, enough for every element; rows along y and, many of them, along z.</summary>
    internal static WorkSize Cover(long x, int items, long rows = 1)
    {
        long chunks = (rows + Most - 1) / Most;
        return new(
            (x + items - 1) / items * items,
            chunks > 1 ? (rows + chunks - 1) / chunks : rows,
            Math.Max(1, chunks)
        );
    }

    /// <summary>The arguments of a skeleton, then those of its policy.</summary>
    /// <exception cref="ArgumentException">The operands are not those that the policy names.</exception>
    internal static KernelArgument[] With(
        KernelPolicy policy,
        IReadOnlyList<DeviceRun> operands,
        params ReadOnlySpan<KernelArgument> own
    )
    {
        policy.CheckOperands(operands);
        return [.. own, .. operands.Select(run => (KernelArgument)run)];
    }
}
