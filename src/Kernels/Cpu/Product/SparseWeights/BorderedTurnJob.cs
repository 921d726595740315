namespace RuleCompiler.Kernels;

/// <summary>
/// Turns the source to [blocks, channels, lines, positions with a border of zeros, samples abreast]: neighbouring
/// positions see a tap as one run of numbers, inside or not. An item is a channel of a block.
/// </summary>
/// <typeparam name="V">The lanes.</typeparam>
internal readonly unsafe struct BorderedTurnJob<V> : IJob
    where V : struct, ILanes<V>
{
    private const int Sets = 64;
    private readonly LayerProduct asked;
    private readonly Axis horizontal;
    private readonly float* turned;
    private readonly int lines,
        before,
        width;

    /// <param name="asked">The product.</param>
    /// <param name="patches">Its patches.</param>
    /// <param name="turned">Room for <see cref="BlockSize"/> numbers for each block.</param>
    public BorderedTurnJob(in LayerProduct asked, in Patches patches, float* turned)
    {
        (this.asked, horizontal, lines) = (asked, patches.Horizontal, patches.Vertical.Source);
        this.turned = turned;
        before = Math.Max(0, -horizontal.FirstOffset);
        int positions = WeightSums<V>.Positions(horizontal.Grid),
            seen = (horizontal.Grid + positions - 1) / positions * positions + Seen(horizontal) - 1;
        width = before + Math.Max(horizontal.Source, horizontal.FirstOffset + seen);
    }

    /// <summary>Channels of the source.</summary>
    public int Channels => asked.Adjoint ? asked.Shape.OutChannels : asked.Shape.Channels;

    /// <summary>
    /// From one channel to the next: such that what neighbouring channels show to a window lies side by side in a
    /// first-level cache of <see cref="Sets"/> sets.
    /// </summary>
    public nint Plane
    {
        get
        {
            nint lines = this.lines * (nint)width,
                more = (WeightSums<V>.Positions(horizontal.Grid) - 1 + Seen(horizontal) - lines) % Sets;
            return (lines + (more + Sets) % Sets) * V.Width;
        }
    }

    /// <summary>Numbers of the samples that lie abreast.</summary>
    public nint BlockSize => Channels * Plane;

    /// <summary>How many neighbouring positions a row of the window spans.</summary>
    public static int Seen(in Axis horizontal) => (horizontal.Taps - 1) * horizontal.OffsetStep + 1;

    /// <summary>Where the window of a grid position begins in a source line.</summary>
    public float* At(int block, int channel, int line, int column) =>
        turned
        + block * BlockSize
        + channel * Plane
        + ((nint)line * width + before + horizontal.FirstOffset + column) * V.Width;

    /// <inheritdoc/>
    public void Do(int item)
    {
        (nint block, nint channel) = Math.DivRem(item, (nint)Channels);
        int inside = horizontal.Source * V.Width,
            left = before * V.Width,
            right = width * V.Width - left - inside;
        float* from = asked.Source.Start + block * V.Width * asked.SourceSize + channel * lines * horizontal.Source,
            to = turned + item * Plane;
        for (int y = 0; y < lines; y++, from += horizontal.Source)
        {
            new Span<float>(to, left).Clear();
            to += left;
            Interleave<Identity>.Pack(from, asked.SourceSize, V.Width, horizontal.Source, to, V.Width);
            to += inside;
            new Span<float>(to, right).Clear();
            to += right;
        }
    }
}
