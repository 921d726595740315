using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>An item is a line of the target's grid for the samples of a block.</summary>
/// <param name="asked">The product.</param>
/// <param name="patches">Its patches.</param>
/// <param name="source">Its source, turned.</param>
/// <param name="weights">Its weights.</param>
/// <param name="isShared">Whether the first map takes what the second takes, too.</param>
/// <typeparam name="V">The lanes.</typeparam>
internal readonly unsafe struct SparseWeightsJob<V>(
    LayerProduct asked,
    Patches patches,
    BorderedTurnJob<V> source,
    WeightLists weights,
    bool isShared
) : IJob
    where V : struct, ILanes<V>
{
    /// <summary>How many items.</summary>
    public int Items => checked(asked.Count / V.Width * patches.Vertical.Grid);

    /// <summary>Numbers of memory that an item needs.</summary>
    public nint ScratchSize => (nint)weights.Count * Size;

    private int Positions => WeightSums<V>.Positions(patches.Horizontal.Grid);

    private int Size => Positions * V.Width; // sums of a list

    /// <inheritdoc/>
    public void Do(int item)
    {
        (int block, int line) = Math.DivRem(item, patches.Vertical.Grid);
        using Scratch scratch = Scratch.Borrow(ScratchSize);
        float* sums = scratch.Start;
        for (int column = 0; column < patches.Horizontal.Grid; column += Positions)
        {
            Sum(block, line, column, sums);
            var tile = new GridTile(line, 1, column, Math.Min(Positions, patches.Horizontal.Grid - column));
            Return(asked.First, block, sums, tile);
            if (asked.Second is { } second)
                Return(second, block, sums + Size, tile);
        }
    }

    /// <summary>All lists at some positions: source channels and rows of the window one after the other.</summary>
    private void Sum(int block, int line, int column, float* sums)
    {
        new Span<float>(sums, checked((int)ScratchSize)).Clear();
        for (int part = 0; part < weights.Parts; part++)
        {
            for (int row = 0; row < patches.Vertical.Taps; row++)
            {
                int y = line * patches.Vertical.SourceStep + patches.Vertical.Offset(row);
                if ((uint)y >= (uint)patches.Vertical.Source)
                    continue;
                float* seen = source.At(block, part * weights.Units, y, column);
                ulong* entries = weights.Entries(part, row);
                WeightSums<V>.Add(entries, weights.Starts(part, row), weights.Count, seen, sums, Positions);
            }
        }
        for (int list = 0; isShared && list < weights.Count; list += 2, sums += 2 * Size)
            Raise(sums, sums + Size);
    }

    /// <summary>Adds the sums of the second map to those of the first.</summary>
    private void Raise(float* first, float* second)
    {
        for (int i = 0; i < Size; i += V.Width)
            Store(first + i, Load<V>(first + i) + Load<V>(second + i));
    }

    /// <summary>Brings the sums of one map to the samples that they are of.</summary>
    private void Return(in Plane to, int block, float* sums, in GridTile tile)
    {
        float* target = to.Start + block * V.Width * asked.TargetSize;
        for (int row = 0; row < asked.Rows; row++, sums += asked.Maps * Size, target += patches.RowStride)
            patches.Turn(sums, V.Width, V.Width, target, asked.TargetSize, tile);
    }
}
