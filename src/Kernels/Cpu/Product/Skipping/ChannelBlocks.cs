namespace RuleCompiler.Kernels;

/// <summary>
/// How target channels are cut into blocks whose sums fit into registers. Blocks of two maps that share one copy of the
/// weights load less, so that they may hold half as many channels again: as many such blocks as leave whole others.
/// </summary>
internal readonly struct ChannelBlocks
{
    private readonly int size,
        wideSize,
        wide;

    /// <summary>Cuts <paramref name="channels"/> into blocks of <paramref name="sums"/> sums for <paramref name="maps"/> maps.</summary>
    public ChannelBlocks(int channels, int maps, int sums, bool shares)
    {
        size = maps == 2 ? sums / 2 : sums;
        while (maps == 1 && size > sums / 4 && Lanes(channels, size / 2) < Lanes(channels, size))
            size /= 2; // fewer lanes are idle
        wideSize = size / 2 * 3;
        for (int most = shares ? channels / wideSize : 0; most > 0 && wide == 0; most--)
            wide = (channels - most * wideSize) % size == 0 ? most : 0;
        Count = wide + Lanes(channels - wide * wideSize, size) / size;
        Step =
            !shares ? size * maps
            : wide > 0 ? wideSize
            : size;
    }

    /// <summary>How many blocks there are.</summary>
    public int Count { get; }

    /// <summary>In the packed weights, from one depth to the next.</summary>
    public int Step { get; }

    /// <summary>Whether a block is a wide one.</summary>
    public bool IsWide(int block) => block < wide;

    /// <summary>A block's channels; the last may hold more than there are.</summary>
    public int Size(int block) => IsWide(block) ? wideSize : size;

    /// <summary>A block's first channel.</summary>
    public int First(int block) => Math.Min(block, wide) * wideSize + Math.Max(0, block - wide) * size;

    private static int Lanes(int channels, int size) => (channels + size - 1) / size * size;
}
