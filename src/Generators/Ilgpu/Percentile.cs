namespace RuleCompiler.Generated.Ilgpu;

using global::ILGPU;

/// <summary>What a percentile is taken of.</summary>
internal struct PercentileArguments
{
    /// <summary>[N, Size].</summary>
    public ArrayView<float> Values;

    /// <summary>[N].</summary>
    public ArrayView<float> Result;
    public long Size;

    /// <summary>The lower neighbour's rank, and how far towards the next one.</summary>
    public long Rank;
    public float Part;
}

/// <summary>
/// The percentile of each sample: the k-th smallest is found digit by digit, eight bits at a time, by the histogram of
/// the numbers that agree in the digits before; then the next one above it, and both are interpolated.
/// </summary>
internal static class Percentile
{
    public const int MostItems = 256;
    private const int Digits = 256;

    /// <summary>A group takes a sample; its items are a power of two, at most <see cref="MostItems"/>.</summary>
    public static void Run(PercentileArguments a)
    {
        ArrayView<int> counts = SharedMemory.Allocate<int>(Digits);
        ArrayView<uint> next = SharedMemory.Allocate<uint>(MostItems);
        ArrayView<uint> prefix = SharedMemory.Allocate<uint>(1);
        ArrayView<long> rank = SharedMemory.Allocate<long>(1);
        ArrayView<int> unknown = SharedMemory.Allocate<int>(1);
        int item = Group.IdxX,
            items = Group.DimX,
            sample = Grid.IdxX;
        long first = sample * a.Size;
        if (item == 0)
        {
            prefix[0] = 0;
            rank[0] = a.Rank;
            unknown[0] = 0;
        }
        Group.Barrier();
        int mine = 0;
        for (long j = item; j < a.Size; j += items)
            mine += Scalar.IsNaN(a.Values[first + j]) ? 1 : 0;
        if (mine > 0)
            Atomic.Add(ref unknown[0], mine);
        Group.Barrier();
        uint known = 0;
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            for (int digit = item; digit < Digits; digit += items)
                counts[digit] = 0;
            Group.Barrier();
            uint so = prefix[0];
            for (long j = item; j < a.Size; j += items)
            {
                uint order = Order(a.Values[first + j]);
                if ((order & known) == so)
                    Atomic.Add(ref counts[(int)(order >> shift & 255)], 1);
            }
            Group.Barrier();
            if (item == 0)
            {
                int digit = 0;
                long left = rank[0];
                while (digit < Digits - 1 && left >= counts[digit])
                {
                    left -= counts[digit];
                    digit++;
                }
                rank[0] = left;
                prefix[0] = so | (uint)digit << shift;
            }
            Group.Barrier();
            known |= 255u << shift;
        }
        // counts[last digit] are as large as the one found, rank of them come before it
        uint found = prefix[0],
            above = 0xFFFFFFFFu;
        for (long j = item; j < a.Size; j += items)
        {
            uint order = Order(a.Values[first + j]);
            if (order > found & order < above)
                above = order;
        }
        next[item] = above;
        for (int rest = items / 2; rest > 0; rest /= 2)
        {
            Group.Barrier();
            if (item < rest && next[item + rest] < next[item])
                next[item] = next[item + rest];
        }
        if (item == 0)
        {
            float lower = Number(found),
                upper = rank[0] + 1 < counts[(int)(found & 255)] ? lower : Number(next[0]),
                between = a.Part == 0 ? lower : lower + (upper - lower) * a.Part;
            a.Result[sample] = unknown[0] > 0 ? float.NaN : between;
        }
    }

    /// <summary>Numbers in the order of unsigned ints; one zero.</summary>
    private static uint Order(float x)
    {
        uint bits = x == 0 ? 0u : Interop.FloatAsInt(x);
        return (bits & 0x80000000u) != 0 ? ~bits : bits | 0x80000000u;
    }

    private static float Number(uint order) =>
        Interop.IntAsFloat((order & 0x80000000u) != 0 ? order & 0x7FFFFFFFu : ~order);
}
