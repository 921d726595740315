namespace RuleCompiler.Kernels;

/// <summary>
/// What an index of policies counts in: a place p of an operand [N·columns, Size] stands at position p mod Size of row
/// p / Size, in channel position / Length.
/// </summary>
/// <param name="Size">Numbers of one row; at most 2³¹ − 1.</param>
/// <param name="Length">Numbers of one channel.</param>
public readonly record struct DeviceUnits(long Size, long Length)
{
    /// <summary>How many rows of a layer make one of these.</summary>
    /// <exception cref="ArgumentException">They are no whole number, or the sizes are none.</exception>
    internal int Parts(nint own, string name)
    {
        Check(name);
        if (own > 0 && Size % own == 0 && Size > 0)
            return (int)(Size / own);
        if (own == 0 && Size == 0)
            return 1;
        throw new ArgumentException($"Rows of {Size} numbers are not made of whole rows of {own}.", name);
    }

    /// <exception cref="ArgumentException">The sizes are none.</exception>
    internal void Check(string name)
    {
        if (Size < 0 || Size > int.MaxValue || Length < 1 || Length > int.MaxValue)
            throw new ArgumentException($"{this}: a row has 0 to 2³¹ − 1 numbers, a channel at least 1.", name);
    }
}
