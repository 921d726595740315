namespace RuleCompiler.Kernels;

/// <summary>
/// A convolution (or its adjoint) of many samples, of which each register holds one position of several: no lane is idle
/// however short a line, no patch is packed, and what a window sees beyond the border is left out instead of being
/// multiplied by zero (three tenths of a 5 × 5 window on a 7 × 7 image). The samples are turned for that once, and the
/// results back.
/// </summary>
/// <remarks>Each number is summed in the order of the blocked product, so that it does not depend on the batch.</remarks>
/// <typeparam name="G0">The first map.</typeparam>
/// <typeparam name="G1">The second map; unused where there is one target.</typeparam>
/// <typeparam name="T">The register block.</typeparam>
internal static class Abreast<G0, G1, T>
    where G0 : IWeightMap
    where G1 : IWeightMap
    where T : struct, ITile
{
    private const nint MostSource = 1 << 22; // numbers of the samples abreast: 16 MiB

    /// <summary>
    /// How many multiplications take the time in which a number is turned, and how many times as long a multiplication
    /// takes where patches are packed. Measured with 512-bit registers.
    /// </summary>
    private const float Turning = 20,
        Packing = 1.05f;

    /// <summary>Samples abreast.</summary>
    public static int Samples => T.Columns;

    /// <summary>Whether a product is faster so.</summary>
    public static bool Pays(in LayerProduct asked)
    {
        ConvShape s = asked.Shape;
        if (asked.Count < Samples || s.KernelHeight * s.KernelWidth == 1)
            return false;
        nint source = asked.SourceSize / s.Groups;
        if (source * Samples > MostSource)
            return false;
        var patches = new Patches(asked, asked.First, 0, 0);
        float sums = (float)patches.Positions * asked.GroupRows * asked.Maps,
            depth = (float)patches.Units * patches.UnitDepth;
        return depth * (Packing - Inside(patches)) > Turning * (1 + source / sums);
    }

    /// <summary>Time of the product that skips no zeros, in that of the blocked one.</summary>
    public static float Time(in LayerProduct asked) =>
        Pays(asked) ? Packing * Inside(new Patches(asked, asked.First, 0, 0)) : 1;

    /// <summary>Computes what is asked, of a whole number of <see cref="Samples"/>.</summary>
    public static void Run(in LayerProduct asked)
    {
        int degree = asked.Degree;
        var job = new AbreastJob<G0, G1, T>(asked, degree);
        Workers.Run(job, job.Items, degree);
    }

    private static float Inside(in Patches patches) =>
        Overhangs.Inside(patches.Vertical) * Overhangs.Inside(patches.Horizontal);
}

/// <summary>An item is the samples abreast and some rows of one group, in one phase of the stride.</summary>
internal readonly unsafe struct AbreastJob<G0, G1, T> : IJob
    where G0 : IWeightMap
    where G1 : IWeightMap
    where T : struct, ITile
{
    private readonly LayerProduct asked;
    private readonly int rowStep;

    public AbreastJob(in LayerProduct asked, int degree)
    {
        this.asked = asked;
        int whole = asked.Count / T.Columns * asked.Phases * asked.Shape.Groups,
            wanted = degree <= 1 ? 1 : Ceiling(2 * degree, whole);
        rowStep = Ceiling(Ceiling(asked.GroupRows, T.Rows), wanted) * T.Rows;
    }

    /// <summary>How many items.</summary>
    public int Items => checked(asked.Count / T.Columns * asked.Phases * asked.Shape.Groups * RowPieces);

    private int RowPieces => Ceiling(asked.GroupRows, rowStep);

    /// <inheritdoc/>
    public void Do(int item)
    {
        (item, int piece) = Math.DivRem(item, RowPieces);
        (item, int group) = Math.DivRem(item, asked.Shape.Groups);
        (int block, int phase) = Math.DivRem(item, asked.Phases);
        int row = piece * rowStep,
            rowEnd = Math.Min(row + rowStep, asked.GroupRows),
            sample = block * T.Columns;
        var operands = new ConvOperands<G0>(asked, asked.First, phase, group);
        Patches patches = operands.Patches;
        int units = Blocked<T>.UnitsAtOnce(patches);
        nint plane = (patches.SourcePlane | 1) * T.Columns, // no power of two: channels would share lines of the caches
            source = patches.Units * plane,
            panel = (nint)units * patches.UnitDepth * T.Rows,
            sums = patches.Positions * T.Rows * T.Columns;
        using Scratch scratch = Scratch.Borrow(source + panel + 2 * sums + Depths.Size(patches, units));
        float* turned = scratch.Start,
            left = turned + source,
            first = left + panel,
            second = first + sums;
        for (int unit = 0; unit < patches.Units; unit++)
        {
            float* from = patches.SourceOf(sample) + unit * patches.SourcePlane;
            Interleave<Identity>.Pack(
                from,
                asked.SourceSize,
                T.Columns,
                patches.SourcePlane,
                turned + unit * plane,
                T.Columns
            );
        }
        var depths = new Depths(patches, units, plane, T.Columns, T.Rows, second + sums);
        LayerProduct latter = asked.Latter;
        var others = new ConvOperands<G1>(latter, latter.First, phase, group, typeof(G0) == typeof(Identity));
        for (; row < rowEnd; row += T.Rows)
        {
            int rows = Math.Min(T.Rows, rowEnd - row);
            for (int unit = 0; unit < patches.Units; unit += units)
            {
                int some = Math.Min(units, patches.Units - unit);
                float* channel = turned + unit * plane;
                operands.PackLeft(row, rows, T.Rows, unit, some, left);
                Multiply(patches, depths, some, left, channel, first, unit > 0);
                if (asked.Second is null)
                    continue;
                others.PackLeft(row, rows, T.Rows, unit, some, left);
                Multiply(patches, depths, some, left, channel, second, unit > 0);
            }
            Turn(patches, first, row, rows, sample);
            if (asked.Second is not null)
                Turn(others.Patches, second, row, rows, sample);
        }
    }

    /// <summary>A panel of rows at every grid position: sums [rows, positions, samples].</summary>
    private static void Multiply(
        in Patches patches,
        in Depths depths,
        int units,
        float* left,
        float* channel,
        float* sums,
        bool accumulate
    )
    {
        int half = T.Columns / 2;
        nint stride = patches.Positions * T.Columns;
        for (int y = 0; y < patches.Vertical.Grid; y++)
        {
            float* position = channel + (nint)y * patches.Vertical.SourceStep * patches.Horizontal.Source * T.Columns;
            for (int x = 0; x < patches.Horizontal.Grid; x++, sums += T.Columns)
            {
                int list = depths.Of(y, x);
                var right = new RightAbreast(position, depths.List(list));
                var target = new TileTarget(sums, sums + half, stride, accumulate);
                T.Multiply(depths.Count(list, units), left + depths.First(list), right, target);
                position += (nint)patches.Horizontal.SourceStep * T.Columns;
            }
        }
    }

    /// <summary>Brings the sums to the samples that they are of.</summary>
    private void Turn(in Patches patches, float* sums, int row, int rows, int sample)
    {
        float* target = patches.TargetOf(sample) + row * patches.RowStride;
        var grid = new GridTile(0, patches.Vertical.Grid, 0, patches.Horizontal.Grid);
        for (int r = 0; r < rows; r++, sums += patches.Positions * T.Columns, target += patches.RowStride)
            patches.Turn(sums, T.Columns, T.Columns, target, asked.TargetSize, grid);
    }

    private static int Ceiling(int size, int step) => (size + step - 1) / step;
}
