namespace RuleCompiler.Kernels;

/// <summary>Some rows of one channel, or all rows of some channels.</summary>
/// <param name="FirstChannel">First channel, counted through all samples.</param>
/// <param name="LastChannel">One past the last.</param>
/// <param name="FirstRow">First row of each.</param>
/// <param name="LastRow">One past the last.</param>
internal readonly record struct PoolPart(int FirstChannel, int LastChannel, int FirstRow, int LastRow)
{
    /// <summary>How many rows of each channel.</summary>
    public int Rows => LastRow - FirstRow;
}

/// <summary>How a pool's work is cut into parts of about the same size, whatever the number of threads.</summary>
/// <param name="shape">The pool.</param>
/// <param name="channels">Channels of all samples.</param>
/// <param name="rows">Rows of a channel that are written.</param>
internal readonly struct PoolParts(in ConvShape shape, int channels, int rows)
{
    private const int Piece = 16384; // inputs
    private readonly int channels = channels,
        rows = rows;
    private readonly int channelsAtOnce = (int)Math.Clamp(Piece / ((long)shape.Height * shape.Width), 1, channels);
    private readonly int bands = (int)Math.Clamp((long)shape.Height * shape.Width / Piece, 1, rows);

    /// <summary>How many parts there are.</summary>
    public int Count => checked((channels + channelsAtOnce - 1) / channelsAtOnce * bands);

    /// <summary>One part.</summary>
    public PoolPart this[int part]
    {
        get
        {
            (int group, int band) = Math.DivRem(part, bands);
            int first = group * channelsAtOnce;
            return new PoolPart(first, Math.Min(first + channelsAtOnce, channels), Begin(band), Begin(band + 1));
        }
    }

    /// <summary>The first row of a band: even, so that windows of two rows are in one.</summary>
    private int Begin(int band) => Math.Min(((int)((long)rows * band / bands) + 1) & ~1, rows);
}
