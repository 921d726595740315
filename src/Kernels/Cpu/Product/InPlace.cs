namespace RuleCompiler.Kernels;

/// <summary>
/// A convolution (or its adjoint) of stride 1 that multiplies its source where it lies: each register takes neighbouring
/// positions of one line, each tap reads them so far away. Nothing of the source is packed, which costs a third of a
/// product to 64 channels of 7 × 7 images; but lines that are no whole registers leave lanes idle.
/// </summary>
/// <typeparam name="G0">The first map.</typeparam>
/// <typeparam name="G1">The second map; unused where there is one target.</typeparam>
/// <typeparam name="T">The register block.</typeparam>
internal static class InPlace<G0, G1, T>
    where G0 : IWeightMap
    where G1 : IWeightMap
    where T : struct, ITile
{
    private const int MostWeights = 1 << 18; // packed whole, twice a second-level cache at most
    private const int WidestLine = 64; // beyond, little is saved and the source lies in no cache

    /// <summary>
    /// As many rows as this, divided by the positions of a line, are multiplied in the time that packing takes; and as many
    /// more as it takes to find a line for each tap, which all channels share. Measured on 512-bit registers.
    /// </summary>
    private const float RowsOfPacking = 260,
        RowsOfFinding = 600;

    /// <summary>Whether a product is faster so than from packed patches.</summary>
    public static bool Pays(in LayerProduct asked)
    {
        ConvShape s = asked.Shape;
        if (s.StrideHeight != 1 || s.StrideWidth != 1 || s.KernelHeight * s.KernelWidth == 1)
            return false;
        if (s.WeightSize / s.Groups > MostWeights)
            return false;
        int width = asked.Adjoint ? s.Width : s.OutWidth,
            lanes = T.Columns / 2;
        float used = (float)width / ((width + lanes - 1) / lanes * lanes),
            rows = asked.GroupRows * asked.Maps,
            units = (asked.Adjoint ? s.OutChannels : s.Channels) / s.Groups;
        return width <= WidestLine && used * (rows + (RowsOfPacking + RowsOfFinding / units) / width) > rows;
    }

    /// <summary>Computes what is asked; every number that a tap asks for exists, and a register may be read where the source ends.</summary>
    public static void Run(in LayerProduct asked)
    {
        int degree = asked.Degree;
        var job = new InPlaceJob<G0, G1, T>(asked, degree);
        Workers.Run(job, job.Items, degree);
    }
}

/// <summary>An item is some samples and rows of one group.</summary>
internal readonly unsafe struct InPlaceJob<G0, G1, T> : IJob
    where G0 : IWeightMap
    where G1 : IWeightMap
    where T : struct, ITile
{
    private readonly LayerProduct asked;
    private readonly int samplesAtOnce, // so many that their runs are pairs
        sampleStep,
        rowStep;

    public InPlaceJob(in LayerProduct asked, int degree)
    {
        this.asked = asked;
        samplesAtOnce = Runs<T>.Count(new Patches(asked, asked.First, 0, 0)) % 2 == 0 ? 1 : 2;
        int wanted = degree <= 1 ? 1 : (2 * degree + asked.Shape.Groups - 1) / asked.Shape.Groups,
            whole = Ceiling(asked.Count, samplesAtOnce);
        bool bySamples = whole >= wanted;
        sampleStep = bySamples ? Ceiling(whole, wanted) * samplesAtOnce : asked.Count;
        rowStep = bySamples ? asked.GroupRows : Ceiling(Ceiling(asked.GroupRows, T.Rows), wanted) * T.Rows;
    }

    /// <summary>How many items.</summary>
    public int Items => asked.Shape.Groups * SamplePieces * RowPieces;

    private int SamplePieces => Ceiling(asked.Count, sampleStep);

    private int RowPieces => Ceiling(asked.GroupRows, rowStep);

    /// <inheritdoc/>
    public void Do(int item)
    {
        (item, int down) = Math.DivRem(item, RowPieces);
        (int group, int piece) = Math.DivRem(item, SamplePieces);
        int row = down * rowStep,
            rowEnd = Math.Min(row + rowStep, asked.GroupRows),
            sample = piece * sampleStep,
            sampleEnd = Math.Min(sample + sampleStep, asked.Count);
        var operands = new ConvOperands<G0>(asked, asked.First, 0, group);
        nint depth = (nint)operands.Patches.Units * operands.Patches.UnitDepth,
            weights = Ceiling(rowEnd - row, T.Rows) * T.Rows * depth;
        using Scratch scratch = Scratch.Borrow(weights + Runs<T>.Floats(operands.Patches, samplesAtOnce));
        Compute(operands, row, rowEnd, sample, sampleEnd, scratch, weights);
        if (asked.Second is null)
            return;
        LayerProduct latter = asked.Latter;
        var others = new ConvOperands<G1>(latter, latter.First, 0, group, typeof(G0) == typeof(Identity));
        Compute(others, row, rowEnd, sample, sampleEnd, scratch, weights);
    }

    private void Compute<G>(
        in ConvOperands<G> operands,
        int row,
        int rowEnd,
        int sample,
        int sampleEnd,
        in Scratch scratch,
        nint weights
    )
        where G : IWeightMap
    {
        Patches patches = operands.Patches;
        nint depth = (nint)patches.Units * patches.UnitDepth;
        for (int r = row; r < rowEnd; r += T.Rows)
        {
            int rows = Math.Min(T.Rows, rowEnd - r);
            operands.PackLeft(r, rows, T.Rows, 0, patches.Units, scratch.Start + (r - row) * depth);
        }
        for (; sample < sampleEnd; sample += samplesAtOnce)
        {
            int samples = Math.Min(samplesAtOnce, sampleEnd - sample);
            var runs = new Runs<T>(patches, sample, samples, scratch.Start + weights);
            for (int r = row; r < rowEnd; r += T.Rows)
                runs.Multiply(r, Math.Min(T.Rows, rowEnd - r), scratch.Start + (r - row) * depth);
        }
    }

    private static int Ceiling(int size, int step) => (size + step - 1) / step;
}
