namespace RuleCompiler.Generated.Ilgpu;

using global::ILGPU;

/// <summary>What pairs over weights are run with beside their policy.</summary>
internal struct PairsArguments
{
    public ArrayView<float> Weights;
    public ArrayView<int> Geometry;

    /// <summary>Of the array that is summed over.</summary>
    public Units Source;
    public Units Target;

    /// <summary>1 where the geometry is adjoint: the target is the input.</summary>
    public int Backward;
    public int Rows;

    /// <summary>Groups that share one row of one phase of one group of channels.</summary>
    public int Blocks;
}

/// <summary>
/// Contributions that no product gives: the policy's formula over an input, an output that sees it, and the weight that
/// joins them, summed over the source of the geometry. An item computes one number of the target.
/// </summary>
internal static class Pairs
{
    public static void Run<TPolicy>(PairsArguments a, TPolicy policy)
        where TPolicy : struct, ITerm
    {
        ArrayView<int> g = a.Geometry;
        int block = Grid.IdxX / a.Blocks,
            row = block % a.Rows,
            groups = g[Geometry.Groups];
        block /= a.Rows;
        int group = block % groups,
            down = Geometry.Phases + Geometry.PhaseNumbers * (block / groups),
            across = down + Geometry.Across,
            width = g[across + Geometry.Grid],
            positions = g[down + Geometry.Grid] * width,
            targetChannels = g[Geometry.TargetChannels],
            sourceChannels = g[Geometry.SourceChannels];
        long item = (long)(Grid.IdxX % a.Blocks) * Group.DimX + Group.IdxX;
        if (item >= (long)positions * targetChannels)
            return;
        int channel = (int)(item / positions),
            place = (int)(item - (long)channel * positions),
            gridDown = place / width,
            gridAcross = place % width,
            sourceHeight = g[Geometry.SourceHeight],
            sourceWidth = g[Geometry.SourceWidth],
            top = gridDown * g[Geometry.StepDown] + g[down + Geometry.Offset],
            left = gridAcross * g[Geometry.StepAcross] + g[across + Geometry.Offset];
        long ownChannel = ((long)row * groups + group) * targetChannels + channel,
            otherChannel = ((long)row * groups + group) * sourceChannels,
            corner = (long)group * g[Geometry.WeightGroup] + (long)channel * g[Geometry.WeightTarget];
        Place own = Place.Of(Geometry.Target(g, down, ownChannel, gridDown, gridAcross), a.Target);
        float sum = 0;
        for (int source = 0; source < sourceChannels; source++)
        {
            for (int tapDown = 0; tapDown < g[down + Geometry.Taps]; tapDown++)
            {
                int y = top + tapDown * g[down + Geometry.OffsetStep];
                for (int tapAcross = 0; tapAcross < g[across + Geometry.Taps]; tapAcross++)
                {
                    int x = left + tapAcross * g[across + Geometry.OffsetStep];
                    if (y >= 0 & y < sourceHeight & x >= 0 & x < sourceWidth)
                    {
                        long i = ((otherChannel + source) * sourceHeight + y) * sourceWidth + x;
                        Place other = Place.Of(i, a.Source);
                        float w = a.Weights[
                            corner + (long)source * g[Geometry.WeightSource] + Geometry.Tap(g, down, tapDown, tapAcross)
                        ];
                        sum += a.Backward != 0 ? policy.Term(own, other, w) : policy.Term(other, own, w);
                    }
                }
            }
        }
        policy.Store(own, sum);
    }
}
