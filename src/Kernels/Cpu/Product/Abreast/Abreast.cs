namespace RuleCompiler.Kernels;

/// <summary>
/// A convolution (or its adjoint) of many samples, of which each register holds one position of several: no lane is idle
/// however short a line, no patch is packed, and what a window sees beyond the border is left out instead of being
/// multiplied by zero (three tenths of a 5 × 5 window on a 7 × 7 image). The samples are turned for that once, and the
/// results back.
/// </summary>
/// <remarks>
/// Each number is summed in the order of the blocked product, so that it does not depend on a sample's place in the batch.
/// </remarks>
/// <typeparam name="G0">The first map.</typeparam>
/// <typeparam name="G1">The second map; unused where there is one target.</typeparam>
/// <typeparam name="T">The register block.</typeparam>
internal static unsafe class Abreast<G0, G1, T>
    where G0 : IWeightMap
    where G1 : IWeightMap
    where T : struct, ITile
{
    private const nint MostTurned = 1 << 22; // numbers that are turned at once: 16 MiB
    private const nint MostOfThread = 1 << 20; // numbers of an item's sums and lists: 4 MiB

    /// <summary>
    /// How many multiplications take the time in which a number is turned, and how many times as long a multiplication
    /// takes where patches are packed. Measured with 512-bit registers.
    /// </summary>
    private const float Turning = 20,
        Packing = 1.05f;

    /// <summary>Samples abreast.</summary>
    public static int Samples => T.Columns;

    /// <summary>Whether a product is faster so. Its answer does not depend on the number of threads.</summary>
    public static bool Pays(in LayerProduct asked) => Time(asked) < 1;

    /// <summary>Time of the product that skips no zeros, in that of the blocked one: 1 where that is faster.</summary>
    public static float Time(in LayerProduct asked)
    {
        ConvShape s = asked.Shape;
        bool suits =
            asked.Count >= Samples
            && asked.Other is null
            && asked.GroupRows > T.Rows / 2
            && s.KernelHeight * s.KernelWidth > 1;
        if (!suits || asked.SourceSize * Samples > MostTurned)
            return 1;
        var patches = new Patches(asked, asked.First, 0, 0);
        if (AbreastJob<G0, G1, T>.ScratchSize(patches, asked.Maps, patches.Vertical.Grid) > MostOfThread)
            return 1;
        float turned = 1 + asked.SourceSize / ((float)asked.TargetSize * asked.Maps),
            depth = (float)patches.Units * patches.UnitDepth,
            inside = Overhangs.Inside(patches.Vertical) * Overhangs.Inside(patches.Horizontal);
        return Math.Min(1, (inside + Turning * turned / depth) / Packing);
    }

    /// <summary>Computes what is asked, of a whole number of <see cref="Samples"/> and one source.</summary>
    public static void Run(in LayerProduct asked)
    {
        int degree = asked.Degree;
        var turn = new TurnJob<T>(asked);
        int blocks = asked.Count / Samples,
            atOnce = (int)Math.Clamp(MostTurned / Math.Max(1, turn.BlockSize), 1, blocks);
        using Scratch scratch = Scratch.Borrow(atOnce * turn.BlockSize);
        for (int block = 0; block < blocks; block += atOnce)
        {
            int some = Math.Min(atOnce, blocks - block);
            LayerProduct part = asked.Samples(block * Samples, some * Samples);
            turn = new TurnJob<T>(part, scratch.Start);
            Workers.Run(turn, checked(some * turn.Channels), degree);
            var job = new AbreastJob<G0, G1, T>(part, turn, degree);
            Workers.Run(job, job.Items, degree);
        }
    }
}

/// <summary>Turns the source to [blocks, channels, positions, samples abreast]. An item is a channel of a block.</summary>
internal readonly unsafe struct TurnJob<T>(LayerProduct asked, float* turned = null) : IJob
    where T : struct, ITile
{
    /// <summary>Channels of the source.</summary>
    public int Channels => asked.Adjoint ? asked.Shape.OutChannels : asked.Shape.Channels;

    /// <summary>From one channel to the next: no power of two, else channels would share lines of the caches.</summary>
    public nint Plane => (asked.SourceSize / Channels | 1) * T.Columns;

    /// <summary>Numbers of the samples that lie abreast.</summary>
    public nint BlockSize => Channels * Plane;

    /// <summary>A channel of a block, turned.</summary>
    public float* Of(int block, int channel) => turned + block * BlockSize + channel * Plane;

    /// <inheritdoc/>
    public void Do(int item)
    {
        (nint block, nint channel) = Math.DivRem(item, (nint)Channels);
        nint size = asked.SourceSize,
            length = size / Channels;
        float* from = asked.Source.Start + block * T.Columns * size + channel * length;
        Interleave<Identity>.Pack(from, size, T.Columns, length, turned + item * Plane, T.Columns);
    }
}
