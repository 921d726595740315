namespace RuleCompiler.Generated.Ilgpu;

using global::ILGPU;

/// <summary>What a product is run with beside its policy.</summary>
internal struct ProductArguments
{
    public ArrayView<float> Weights;
    public ArrayView<int> Geometry;
    public Units Source;
    public Units Target;
    public int Count;

    /// <summary>Items along each side of a group: 16, 8 or 4.</summary>
    public int Side;
    public int ColumnBlocks;
    public int RowBlocks;
}

/// <summary>
/// The matrix product of a linear layer and its transpose: a group of side × side items computes a tile of 4·side ×
/// 4·side, each item 4 × 4 of every sum, <see cref="Terms"/> terms at a time. All groups lie along x, which every
/// device allows 2³¹ of.
/// </summary>
internal static class ProductTile
{
    public const int Each = 4;
    public const int MostSide = 16;
    public const int Terms = 16;
    private const int LeftLine = Each * MostSide + 1;
    private const int RightLine = Each * MostSide;

    public static void Run<TPolicy, TLeft, TRight, TSum>(ProductArguments a, TPolicy policy)
        where TPolicy : struct, IProduct<TLeft, TRight, TSum>
        where TLeft : unmanaged
        where TRight : unmanaged
        where TSum : unmanaged
    {
        ArrayView<TLeft> left = SharedMemory.Allocate<TLeft>(Terms * LeftLine);
        ArrayView<TRight> right = SharedMemory.Allocate<TRight>(Terms * RightLine);
        ArrayView<int> g = a.Geometry;
        int side = a.Side,
            tile = Each * side,
            items = side * side;
        int block = Grid.IdxX;
        int columnBlock = block % a.ColumnBlocks;
        block /= a.ColumnBlocks;
        int rowBlock = block % a.RowBlocks;
        block /= a.RowBlocks;
        int groups = g[Geometry.Groups],
            group = block % groups,
            down = Geometry.Phases + Geometry.PhaseNumbers * (block / groups),
            across = down + Geometry.Across;
        int width = g[across + Geometry.Grid],
            positions = g[down + Geometry.Grid] * width;
        long column = (long)columnBlock * tile,
            columns = (long)positions * a.Count;
        if (column >= columns) // all items of the group alike
            return;
        int row = rowBlock * tile,
            channels = g[Geometry.TargetChannels],
            sourceChannels = g[Geometry.SourceChannels],
            sourceHeight = g[Geometry.SourceHeight],
            sourceWidth = g[Geometry.SourceWidth],
            tapsDown = g[down + Geometry.Taps],
            tapsAcross = g[across + Geometry.Taps],
            terms = sourceChannels * tapsDown * tapsAcross;
        int item = Group.IdxX,
            lx = item % side,
            ly = item / side;

        // of the right an item loads one column, every rightStep-th term; of the left one term, every leftStep-th row
        int rightColumn = item % tile,
            rightFirst = item / tile,
            rightStep = items / tile,
            leftTerm = item % Terms,
            leftFirst = item / Terms,
            leftStep = items / Terms;
        long mine = column + rightColumn;
        bool exists = mine < columns;
        int sample = exists ? (int)(mine / positions) : 0,
            place = exists ? (int)(mine - (long)sample * positions) : 0,
            y = place / width * g[Geometry.StepDown] + g[down + Geometry.Offset],
            x = place % width * g[Geometry.StepAcross] + g[across + Geometry.Offset];
        long sourceBase = ((long)sample * groups + group) * sourceChannels,
            weightBase = (long)group * g[Geometry.WeightGroup];
        int weightTarget = g[Geometry.WeightTarget],
            weightSource = g[Geometry.WeightSource],
            offsetDown = g[down + Geometry.OffsetStep],
            offsetAcross = g[across + Geometry.OffsetStep];
        TermPlace rightAt = default,
            rightPlus = default,
            leftAt = default,
            leftPlus = default;
        if (terms > 0)
        {
            rightAt = TermPlace.At(rightFirst, tapsDown, tapsAcross);
            rightPlus = TermPlace.At(rightStep, tapsDown, tapsAcross);
            leftAt = TermPlace.At(leftTerm, tapsDown, tapsAcross);
            leftPlus = TermPlace.At(Terms, tapsDown, tapsAcross);
        }

        TSum s0 = default,
            s1 = default,
            s2 = default,
            s3 = default;
        TSum s4 = default,
            s5 = default,
            s6 = default,
            s7 = default;
        TSum s8 = default,
            s9 = default,
            s10 = default,
            s11 = default;
        TSum s12 = default,
            s13 = default,
            s14 = default,
            s15 = default;
        for (int start = 0; start < terms; start += Terms)
        {
            for (int k = rightFirst; k < Terms; k += rightStep)
            {
                int sy = y + rightAt.Down * offsetDown,
                    sx = x + rightAt.Across * offsetAcross;
                TRight value = default;
                if (exists & start + k < terms & sy >= 0 & sy < sourceHeight & sx >= 0 & sx < sourceWidth)
                {
                    long i = ((sourceBase + rightAt.Channel) * sourceHeight + sy) * sourceWidth + sx;
                    value = policy.Source(Place.Of(i, a.Source));
                }
                right[k * RightLine + rightColumn] = value;
                rightAt = TermPlace.Plus(rightAt, rightPlus, tapsDown, tapsAcross);
            }
            long tap =
                weightBase + (long)leftAt.Channel * weightSource + Geometry.Tap(g, down, leftAt.Down, leftAt.Across);
            for (int m = leftFirst; m < tile; m += leftStep)
            {
                TLeft value = default;
                if (start + leftTerm < terms & row + m < channels)
                    value = policy.Map(a.Weights[tap + (long)(row + m) * weightTarget]);
                left[leftTerm * LeftLine + m] = value;
            }
            leftAt = TermPlace.Plus(leftAt, leftPlus, tapsDown, tapsAcross);
            Group.Barrier();
            for (int k = 0; k < Terms; k++)
            {
                int l = k * LeftLine + ly,
                    r = k * RightLine + lx;
                TLeft l0 = left[l],
                    l1 = left[l + side],
                    l2 = left[l + 2 * side],
                    l3 = left[l + 3 * side];
                TRight r0 = right[r],
                    r1 = right[r + side],
                    r2 = right[r + 2 * side],
                    r3 = right[r + 3 * side];
                s0 = policy.Add(s0, l0, r0);
                s1 = policy.Add(s1, l1, r0);
                s2 = policy.Add(s2, l2, r0);
                s3 = policy.Add(s3, l3, r0);
                s4 = policy.Add(s4, l0, r1);
                s5 = policy.Add(s5, l1, r1);
                s6 = policy.Add(s6, l2, r1);
                s7 = policy.Add(s7, l3, r1);
                s8 = policy.Add(s8, l0, r2);
                s9 = policy.Add(s9, l1, r2);
                s10 = policy.Add(s10, l2, r2);
                s11 = policy.Add(s11, l3, r2);
                s12 = policy.Add(s12, l0, r3);
                s13 = policy.Add(s13, l1, r3);
                s14 = policy.Add(s14, l2, r3);
                s15 = policy.Add(s15, l3, r3);
            }
            Group.Barrier();
        }

        // one store in a loop that shifts the sums: arrays would lie in memory, sixteen stores would be sixteen epilogues
        for (int e = 0; e < Each * Each; e++)
        {
            long at = column + lx + e / Each * side;
            int channel = row + ly + e % Each * side;
            if (at < columns & channel < channels)
            {
                int number = (int)(at / positions),
                    to = (int)(at - (long)number * positions);
                long corner = ((long)number * groups + group) * channels + channel;
                long i = Geometry.Target(g, down, corner, to / width, to % width);
                policy.Store(Place.Of(i, a.Target), s0);
            }
            s0 = s1;
            s1 = s2;
            s2 = s3;
            s3 = s4;
            s4 = s5;
            s5 = s6;
            s6 = s7;
            s7 = s8;
            s8 = s9;
            s9 = s10;
            s10 = s11;
            s11 = s12;
            s12 = s13;
            s13 = s14;
            s14 = s15;
        }
    }
}
