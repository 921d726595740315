using System.Runtime.InteropServices;

namespace RuleCompiler.Kernels;

/// <summary>
/// Working memory of one thread, kept between calls so that a kernel allocates nothing once it is warm.
/// Its content is undefined. A kernel that starts inside another's gets memory of its own, kept as well.
/// </summary>
internal readonly unsafe ref struct Scratch
{
    [ThreadStatic]
    private static ScratchMemory? kept;

    private readonly ScratchMemory memory;

    private Scratch(ScratchMemory memory) => this.memory = memory;

    /// <summary>The first number; aligned to 64 bytes.</summary>
    public float* Start => memory.Start;

    /// <summary>Borrows <paramref name="length"/> numbers until <see cref="Dispose"/>.</summary>
    /// <exception cref="OutOfMemoryException">The memory cannot be had.</exception>
    public static Scratch Borrow(nint length)
    {
        ScratchMemory mine = kept ?? new ScratchMemory();
        kept = mine.Under; // borrowed: a nested call finds the next, or makes it
        mine.Reserve(length);
        return new Scratch(mine);
    }

    /// <summary>Gives the memory back to the thread.</summary>
    public void Dispose()
    {
        memory.Under = kept;
        kept = memory;
    }
}

/// <summary>
/// Native memory that grows without a managed allocation: which thread first needs how much depends on how the
/// items of a job happen to be shared out. Freed when its thread is gone.
/// </summary>
internal sealed unsafe class ScratchMemory
{
    private nint length;

    /// <summary>Frees the memory.</summary>
    ~ScratchMemory() => NativeMemory.AlignedFree(Start);

    /// <summary>The first number; aligned to 64 bytes.</summary>
    public float* Start { get; private set; }

    /// <summary>What a call nested in the one that borrowed this finds.</summary>
    public ScratchMemory? Under { get; set; }

    /// <summary>Makes room for at least <paramref name="needed"/> numbers, whose content is lost.</summary>
    /// <exception cref="OutOfMemoryException">The memory cannot be had.</exception>
    public void Reserve(nint needed)
    {
        if (needed <= length)
            return;
        NativeMemory.AlignedFree(Start);
        Start = null;
        length = 0;
        Start = (float*)NativeMemory.AlignedAlloc(checked((nuint)needed * sizeof(float)), 64);
        length = needed;
    }
}
