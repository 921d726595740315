using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>Decides, sample by sample, whether a product skips the zeros of its source.</summary>
internal static unsafe class Skipping
{
    /// <summary>
    /// The share of nonzeros above which the blocked product is faster, of measurements with 512-bit registers. In time
    /// of a multiplication there: one by a listed number takes 1.05 (0.84 where two maps share a load, 1.25 where a load of
    /// the number serves few sums), a visit to sums a tenth of what it adds, a number that is listed 25 (70 where
    /// tiles see each other's), one that is written 30. Lanes that a block of sums leaves idle are multiplied as well, what
    /// windows see beyond the border is not.
    /// Where what skips nothing takes less time than the blocked product, so much fewer numbers may be listed.
    /// </summary>
    private static float MostNonzeros<V>(in LayerProduct asked, float otherwise)
        where V : struct, ILanes<V>
    {
        int rows = asked.Rows,
            maps = asked.Maps,
            taps = asked.Shape.KernelHeight * asked.Shape.KernelWidth,
            units = asked.Adjoint ? asked.Shape.OutChannels : asked.Shape.Channels;
        int block = NonzeroSums<V>.Block;
        var blocks = new ChannelBlocks(rows, maps, block, shares: false);
        float listed =
            maps == 2 ? 0.84f
            : blocks.Size(0) == block / 4 ? 1.25f
            : 1.05f;
        var patches = new Patches(asked, asked.First, 0, 0);
        listed *= Overhangs.Inside(patches.Vertical) * Overhangs.Inside(patches.Horizontal);
        float beside = 0.1f + 30f / (units * taps) + (taps > 1 ? 70f : 25f) / (taps * rows * maps);
        return (otherwise - beside) / listed * rows / blocks.First(blocks.Count);
    }

    /// <summary>
    /// Whether sample <paramref name="sample"/> is worth it; <paramref name="samples"/> counts those behind it, too,
    /// for which the answer is the same. A sample's result depends on how many neighbours it has, not on what they are.
    /// </summary>
    /// <param name="asked">The product.</param>
    /// <param name="otherwise">Time of a product that skips nothing, in that of the blocked one.</param>
    /// <param name="sample">The first sample.</param>
    /// <param name="samples">How many.</param>
    public static bool Pays<V>(in LayerProduct asked, float otherwise, int sample, out int samples)
        where V : struct, ILanes<V>
    {
        samples = asked.Count - sample;
        float most = MostNonzeros<V>(asked, otherwise);
        if (asked.Shape.IsDense || asked.Shape.Groups != 1 || most <= 0)
            return false;
        nint size = asked.SourceSize;
        float* source = asked.Source.Start;
        bool pays = Nonzeros<V>(source + sample * size, size) <= most;
        samples = 1;
        while (sample + samples < asked.Count && pays == Nonzeros<V>(source + (sample + samples) * size, size) <= most)
            samples++;
        return pays;
    }

    /// <summary>Whether some sample is worth it.</summary>
    public static bool PaysAnywhere<V>(in LayerProduct asked, float otherwise)
        where V : struct, ILanes<V>
    {
        for (int sample = 0, samples; sample < asked.Count; sample += samples)
        {
            if (Pays<V>(asked, otherwise, sample, out samples))
                return true;
        }
        return false;
    }

    /// <summary>
    /// The share of numbers that are not zero. Of many numbers an eleventh tells it: runs of four cache lines, so far apart
    /// that they come by all places of a picture.
    /// </summary>
    private static float Nonzeros<V>(float* x, nint length)
        where V : struct, ILanes<V>
    {
        const int run = 64,
            many = 1 << 13;
        nint step = length < many ? run : 11 * run,
            counted = 0;
        V zeros = V.Zero,
            more = V.Zero;
        nint i = 0;
        for (; i <= length - run; i += step, counted += run)
        {
            for (float* at = x + i; at < x + i + run; at += 2 * V.Width)
            {
                zeros += V.Select(V.Equal(Load<V>(at), V.Zero), V.One, V.Zero);
                more += V.Select(V.Equal(Load<V>(at + V.Width), V.Zero), V.One, V.Zero);
            }
        }
        float count = V.Sum(zeros) + V.Sum(more);
        for (; i < length; i++, counted++)
            count += x[i] == 0 ? 1 : 0;
        return 1 - count / counted;
    }
}
