namespace RuleCompiler.Generated.Ilgpu;

/// <summary>Where an element stands, in every array that a policy may read at it: the index of the other backends.</summary>
internal struct Place
{
    /// <summary>Into an array [N·columns, C, length].</summary>
    public long Full;

    /// <summary>Into an array [N, C, length]: all columns of a sample read the same element.</summary>
    public long Sample;

    /// <summary>Into an array [C, length]: all samples read the same element.</summary>
    public long Position;

    /// <summary>The channel.</summary>
    public int Channel;

    /// <summary>The sample, 0 … N − 1.</summary>
    public int SampleNumber;

    /// <summary>The row n of Full, 0 … N·columns − 1.</summary>
    public int Row;

    /// <summary>An element of a row. What a policy does not read of it is not computed: kernels are inlined whole.</summary>
    public static Place At(int row, int columns, long size, long position, int channel)
    {
        int sample = row / columns;
        Place place = default;
        place.Full = row * size + position;
        place.Sample = sample * size + position;
        place.Position = position;
        place.Channel = channel;
        place.SampleNumber = sample;
        place.Row = row;
        return place;
    }

    /// <summary>An element of an array [N·columns, units.Size].</summary>
    public static Place Of(long full, Units units)
    {
        int row = (int)(full / units.Size);
        long position = full - row * units.Size;
        return At(row, units.Columns, units.Size, position, (int)(position / units.Length));
    }
}

/// <summary>The units of an array: floats of one row, of one channel, and rows a sample.</summary>
internal struct Units
{
    public long Size;
    public long Length;
    public int Columns;
}
