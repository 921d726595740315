namespace RuleCompiler.Generated.Ilgpu;

using global::ILGPU;

/// <summary>What plain sums are run with beside their policy.</summary>
internal struct SumsArguments
{
    public ArrayView<int> Geometry;
    public Units Source;
    public Units Target;
    public int Count;

    /// <summary>Groups that share one phase of one group of channels.</summary>
    public int Blocks;
}

/// <summary>
/// A product whose maps are 1: each position of a group takes the sum over its window in all channels of the source,
/// which all its channels of the target get.
/// </summary>
internal static class Sums
{
    public static void Run<TPolicy, TSum>(SumsArguments a, TPolicy policy)
        where TPolicy : struct, ISums<TSum>
        where TSum : unmanaged
    {
        ArrayView<int> g = a.Geometry;
        int block = Grid.IdxX / a.Blocks,
            groups = g[Geometry.Groups],
            group = block % groups,
            down = Geometry.Phases + Geometry.PhaseNumbers * (block / groups),
            across = down + Geometry.Across,
            width = g[across + Geometry.Grid],
            positions = g[down + Geometry.Grid] * width;
        long column = (long)(Grid.IdxX % a.Blocks) * Group.DimX + Group.IdxX;
        if (column >= (long)positions * a.Count)
            return;
        int sample = (int)(column / positions),
            place = (int)(column - (long)sample * positions),
            gridDown = place / width,
            gridAcross = place % width,
            sourceHeight = g[Geometry.SourceHeight],
            sourceWidth = g[Geometry.SourceWidth],
            top = gridDown * g[Geometry.StepDown] + g[down + Geometry.Offset],
            left = gridAcross * g[Geometry.StepAcross] + g[across + Geometry.Offset];
        long source = ((long)sample * groups + group) * g[Geometry.SourceChannels],
            target = ((long)sample * groups + group) * g[Geometry.TargetChannels];
        TSum sum = default;
        for (int channel = 0; channel < g[Geometry.SourceChannels]; channel++)
        {
            TSum part = default; // of one channel: short chains keep the rounding small
            for (int tapDown = 0; tapDown < g[down + Geometry.Taps]; tapDown++)
            {
                int y = top + tapDown * g[down + Geometry.OffsetStep];
                for (int tapAcross = 0; tapAcross < g[across + Geometry.Taps]; tapAcross++)
                {
                    int x = left + tapAcross * g[across + Geometry.OffsetStep];
                    if (y >= 0 & y < sourceHeight & x >= 0 & x < sourceWidth)
                    {
                        long i = ((source + channel) * sourceHeight + y) * sourceWidth + x;
                        part = policy.Join(part, policy.Source(Place.Of(i, a.Source)));
                    }
                }
            }
            sum = policy.Join(sum, part);
        }
        for (int channel = 0; channel < g[Geometry.TargetChannels]; channel++)
            policy.Store(Place.Of(Geometry.Target(g, down, target + channel, gridDown, gridAcross), a.Target), sum);
    }
}
