namespace RuleCompiler.Kernels;

/// <summary>
/// Convolutions (or their adjoints) of many samples that multiply only by weights that are not zero: half of w⁺. Where two
/// maps share the weights, as w and w⁺ do, each weight is multiplied once for both (<see cref="WeightParts"/>).
/// </summary>
/// <remarks>
/// Zeros of the source are multiplied. A sample is summed in the same way wherever in a batch it is, and whatever the
/// others are.
/// </remarks>
/// <typeparam name="G0">The first map.</typeparam>
/// <typeparam name="G1">The second map; unused where there is one target.</typeparam>
/// <typeparam name="V">The lanes.</typeparam>
internal unsafe struct SparseWeights<G0, G1, V>
    where G0 : IWeightMap
    where G1 : IWeightMap
    where V : struct, ILanes<V>
{
    private const int FirstLevel = 24 * 1024 / sizeof(float); // of samples that all target channels see in turn
    private const nint MostTurned = 1 << 22; // numbers that are turned at once: 16 MiB
    private const nint MostListed = 1 << 22;
    private const nint MostOfThread = 1 << 20; // sums: 4 MiB

    /// <summary>
    /// How many multiplications of the blocked product take the time in which a number is turned, and in which a list is
    /// begun, with 512-bit registers; and how many times as long they take where patches are packed.
    /// </summary>
    private const float Turning = 35,
        Beginning = 10,
        Packing = 1.05f;

    private readonly LayerProduct whole;
    private readonly WeightParts parts;
    private readonly float* memory;
    private bool areListed;

    /// <param name="asked">What is asked of the whole batch.</param>
    /// <param name="parts">How the maps share its weights.</param>
    /// <param name="scratch">Of <see cref="Size"/> numbers.</param>
    public SparseWeights(in LayerProduct asked, in WeightParts parts, in Scratch scratch)
    {
        (whole, this.parts) = (asked, parts);
        memory = scratch.Start;
    }

    /// <summary>Whether this is not the default.</summary>
    public readonly bool IsUsed => memory != null;

    /// <summary>Samples abreast.</summary>
    public static int Samples => V.Width;

    /// <summary>
    /// Time of the product, in that of the blocked one; infinite where it cannot be had so. The answer depends neither on
    /// the number of threads nor on what the samples are.
    /// </summary>
    /// <param name="asked">What is asked.</param>
    /// <param name="parts">How the maps share the weights.</param>
    public static float Time(in LayerProduct asked, out WeightParts parts)
    {
        parts = default;
        ConvShape s = asked.Shape;
        bool suits =
            asked.Count >= 2 * Samples
            && asked.Other is null
            && s.Groups == 1
            && asked.Rows > Narrow<G0, V>.MostRows
            && s is { StrideHeight: 1, StrideWidth: 1 }
            && s.KernelHeight * s.KernelWidth > 1
            && asked.SourceSize * Samples <= MostTurned;
        if (!suits)
            return float.PositiveInfinity;
        var patches = new Patches(asked, asked.First, 0, 0);
        WeightLists lists = Lists(asked, null);
        var turn = new BorderedTurnJob<V>(asked, patches, null);
        nint sums = new SparseWeightsJob<V>(asked, patches, turn, lists, false).ScratchSize;
        if (turn.BlockSize > MostTurned || lists.Size > MostListed || sums > MostOfThread)
            return float.PositiveInfinity;
        parts = WeightParts.Of<G0, G1, V>(asked);
        if (!parts.AreTwo)
            return float.PositiveInfinity;
        int positions = WeightSums<V>.Positions(patches.Horizontal.Grid);
        float maps = asked.Maps,
            begun = maps * Beginning / (lists.Units * patches.Horizontal.Taps),
            idle = (patches.Horizontal.Grid + positions - 1) / positions * positions / (float)patches.Horizontal.Grid,
            product =
                (WeightSums<V>.Cost(positions) * parts.Density + begun) * idle * Overhangs.Inside(patches.Vertical),
            numbers = maps + asked.SourceSize / (float)asked.TargetSize;
        return (product + Turning * numbers / (patches.Units * patches.UnitDepth)) / (maps * Packing);
    }

    /// <summary>Numbers of memory for the lists and the samples that are turned.</summary>
    public static nint Size(in LayerProduct asked)
    {
        var turn = new BorderedTurnJob<V>(asked, new Patches(asked, asked.First, 0, 0), null);
        return Listed(asked) + AtOnce(asked, turn) * turn.BlockSize;
    }

    /// <summary>Computes the product of some of the samples, as many as lie abreast or a multiple of it.</summary>
    public void Run(in LayerProduct asked)
    {
        int degree = whole.Degree,
            blocks = asked.Count / Samples;
        var patches = new Patches(asked, asked.First, 0, 0);
        WeightLists lists = Lists(asked, memory);
        List(lists);
        float* turned = memory + Listed(asked);
        int atOnce = AtOnce(whole, new BorderedTurnJob<V>(asked, patches, turned));
        for (int block = 0; block < blocks; block += atOnce)
        {
            int some = Math.Min(atOnce, blocks - block);
            LayerProduct part = asked.Samples(block * Samples, some * Samples);
            var turn = new BorderedTurnJob<V>(part, patches, turned);
            Workers.Run(turn, checked(some * turn.Channels), degree);
            var job = new SparseWeightsJob<V>(part, patches, turn, lists, parts.IsShared);
            Workers.Run(job, job.Items, degree);
        }
    }

    /// <summary>Lists the weights when they are first needed: there may be no sample whose own zeros are not skipped.</summary>
    private void List(in WeightLists lists)
    {
        if (areListed)
            return;
        areListed = true;
        var operands = new ConvOperands<Identity>(whole, whole.First, 0, 0);
        var turn = new BorderedTurnJob<V>(whole, operands.Patches, null);
        Workers.Run(new ListWeightsJob<G0, G1>(operands, lists, turn.Plane, V.Width), lists.Panels, whole.Degree);
    }

    /// <summary>Blocks of samples that are turned at once: one thread reads them while they are in its cache.</summary>
    private static int AtOnce(in LayerProduct asked, in BorderedTurnJob<V> turn) =>
        asked.Degree <= 1 ? 1 : (int)Math.Clamp(MostTurned / Math.Max(1, turn.BlockSize), 1, asked.Count / Samples);

    /// <summary>Numbers of the lists; the samples behind them begin at a cache line.</summary>
    private static nint Listed(in LayerProduct asked) => Lists(asked, null).Size + 15 & ~15;

    private static WeightLists Lists(in LayerProduct asked, float* memory)
    {
        var patches = new Patches(asked, asked.First, 0, 0);
        int seen = WeightSums<V>.Positions(patches.Horizontal.Grid) - 1 + BorderedTurnJob<V>.Seen(patches.Horizontal);
        return new WeightLists(patches, asked.Rows, asked.Maps, Math.Max(1, FirstLevel / (seen * Samples)), memory);
    }
}
