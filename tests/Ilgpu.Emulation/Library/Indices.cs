namespace ILGPU;

/// <summary>A number of items or groups.</summary>
public readonly struct Index1D(int x)
{
    /// <summary>The number.</summary>
    public int X { get; } = x;

    public static implicit operator int(Index1D index) => index.X;

    public static implicit operator Index1D(int index) => new(index);
}

/// <summary>A number of elements.</summary>
public readonly struct LongIndex1D(long x)
{
    /// <summary>The number.</summary>
    public long X { get; } = x;

    public static implicit operator long(LongIndex1D index) => index.X;

    public static implicit operator LongIndex1D(long index) => new(index);
}

/// <summary>How many groups are launched, and how many items each has.</summary>
public readonly struct KernelConfig(Index1D gridDim, Index1D groupDim)
{
    /// <summary>Groups.</summary>
    internal int Groups { get; } = gridDim;

    /// <summary>Items of a group.</summary>
    internal int Items { get; } = groupDim;
}
