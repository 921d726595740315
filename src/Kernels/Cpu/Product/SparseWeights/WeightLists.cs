namespace RuleCompiler.Kernels;

/// <summary>
/// The weights of a product that are not zero, as lists that <see cref="WeightSums{V}"/> reads: for some source channels
/// and a row of the window, those of each target channel; with two maps those that the first alone takes, then those that
/// the second takes.
/// </summary>
internal readonly unsafe struct WeightLists
{
    /// <summary>Source channels of a list.</summary>
    public readonly int Units;

    /// <summary>How many lists of <see cref="Units"/> channels there are, one behind the other.</summary>
    public readonly int Parts;

    /// <summary>Lists of the target channels: one or two each.</summary>
    public readonly int Count;

    private readonly int down,
        taps,
        maps;
    private readonly ulong* entries;
    private readonly int* starts;

    /// <summary>Lays them out in <paramref name="memory"/>, <see cref="Size"/> numbers.</summary>
    /// <param name="patches">What is multiplied.</param>
    /// <param name="rows">Target channels.</param>
    /// <param name="maps">One or two.</param>
    /// <param name="units">The most source channels of a list.</param>
    /// <param name="memory">The memory, or null if only the size is asked for.</param>
    public WeightLists(in Patches patches, int rows, int maps, int units, float* memory)
    {
        Parts = (patches.Units + units - 1) / units;
        Units = (patches.Units + Parts - 1) / Parts;
        Count = rows * maps;
        (down, taps, this.maps) = (patches.Vertical.Taps, patches.Horizontal.Taps, maps);
        entries = (ulong*)memory;
        starts = (int*)(entries + Panels * Room);
    }

    /// <summary>Numbers of memory.</summary>
    public nint Size => Panels * (2 * Room + Count + 1);

    /// <summary>Pairs of some source channels and a row of the window.</summary>
    public int Panels => Parts * down;

    private nint Room => (nint)Units * taps * (Count / maps) + 1; // a weight is in one list; a zero may be written behind

    /// <summary>The lists of some source channels and a row of the window.</summary>
    public ulong* Entries(int part, int row) => entries + (part * down + row) * Room;

    /// <summary>Where in <see cref="Entries"/> each list begins, and where the last ends.</summary>
    public int* Starts(int part, int row) => starts + (nint)(part * down + row) * (Count + 1);

    /// <summary>Lists what some source channels are multiplied by through a row of the window.</summary>
    /// <param name="operands">The product by the weights as they are.</param>
    /// <param name="panel">Which channels and row.</param>
    /// <param name="plane">From one source channel to the next.</param>
    /// <param name="position">From one source position to the next.</param>
    public void Fill<G0, G1>(in ConvOperands<Identity> operands, int panel, nint plane, nint position)
        where G0 : IWeightMap
        where G1 : IWeightMap
    {
        (int part, int y) = Math.DivRem(panel, down);
        int unit = part * Units,
            units = Math.Min(Units, operands.Units - unit);
        ulong* to = Entries(part, y),
            next = to;
        int* start = Starts(part, y);
        nint tap = operands.Patches.Horizontal.OffsetStep * position;
        *start++ = 0;
        ulong* latter = stackalloc ulong[Units * taps + 1];
        for (int row = 0; row < Count / maps; row++)
        {
            ulong* other = latter;
            for (int u = 0; u < units; u++)
            {
                float* weight = operands.Weight(row, unit + u, y, out int step);
                nint place = u * plane;
                for (int t = 0; t < taps; t++, weight += step, place += tap)
                {
                    Lane w = new(*weight);
                    uint first = BitConverter.SingleToUInt32Bits(G0.Map(w).Value),
                        second = maps == 2 ? BitConverter.SingleToUInt32Bits(G1.Map(w).Value) : 0,
                        isSecond = IsNumber(second);
                    // both are written, and a zero is overwritten: no branch to guess
                    *next = (ulong)first << 32 | (uint)place;
                    *other = (ulong)second << 32 | (uint)place;
                    next += IsNumber(first) & ~isSecond;
                    other += isSecond;
                }
            }
            *start++ = (int)(next - to);
            if (maps == 1)
                continue;
            int length = (int)(other - latter);
            new Span<ulong>(latter, length).CopyTo(new Span<ulong>(next, length));
            next += length;
            *start++ = (int)(next - to);
        }

        static uint IsNumber(uint bits) => bits << 1 != 0 ? 1u : 0u;
    }
}

/// <summary>Lists the weights. An item is a panel of <paramref name="lists"/>.</summary>
/// <param name="operands">The product by the weights as they are.</param>
/// <param name="lists">Where they go.</param>
/// <param name="plane">From one source channel to the next.</param>
/// <param name="position">From one source position to the next.</param>
/// <typeparam name="G0">The first map.</typeparam>
/// <typeparam name="G1">The second map; unused where there is one.</typeparam>
internal readonly struct ListWeightsJob<G0, G1>(
    ConvOperands<Identity> operands,
    WeightLists lists,
    nint plane,
    nint position
) : IJob
    where G0 : IWeightMap
    where G1 : IWeightMap
{
    /// <inheritdoc/>
    public void Do(int item) => lists.Fill<G0, G1>(operands, item, plane, position);
}
