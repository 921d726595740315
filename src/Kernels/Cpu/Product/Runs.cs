namespace RuleCompiler.Kernels;

/// <summary>Neighbouring positions that share a register.</summary>
internal readonly unsafe struct Run(float* source, float* target, int count)
{
    /// <summary>Where the first position's taps would read if they had no offset.</summary>
    public readonly float* Source = source;

    /// <summary>Where the first position is written.</summary>
    public readonly float* Target = target;

    /// <summary>How many; the other lanes are idle.</summary>
    public readonly int Count = count;
}

/// <summary>
/// All positions of some samples in runs, two for a tile. Whole runs come first and go where they belong; the others
/// are summed aside, and copied when they are complete.
/// </summary>
internal readonly unsafe struct Runs<T>
    where T : struct, ITile
{
    private static int Lanes => T.Columns / 2;

    private readonly Patches patches;
    private readonly int runs,
        whole, // of them
        units; // of depth at once
    private readonly Run* list;
    private readonly nint* offsets;
    private readonly float* aside;

    /// <summary>The runs of samples [<paramref name="sample"/>, <paramref name="sample"/> + <paramref name="samples"/>).</summary>
    /// <param name="patches">What is multiplied.</param>
    /// <param name="sample">The first.</param>
    /// <param name="samples">How many.</param>
    /// <param name="scratch">Room for <see cref="Floats"/> numbers.</param>
    public Runs(in Patches patches, int sample, int samples, float* scratch)
    {
        this.patches = patches;
        runs = samples * Count(patches);
        units = Blocked<T>.UnitsAtOnce(patches.UnitDepth, patches.Units);
        aside = scratch;
        list = (Run*)(aside + Aside(runs));
        offsets = (nint*)(list + runs + 1);
        whole = List(sample, samples);
        if (runs % 2 != 0)
            list[runs] = list[runs - 1]; // multiplied aside, never copied
        Offsets();
    }

    /// <summary>Runs of one sample.</summary>
    public static int Count(in Patches patches) => patches.Vertical.Grid * InLine(patches);

    /// <summary>Numbers that the runs of some samples need.</summary>
    public static nint Floats(in Patches patches, int samples)
    {
        int runs = samples * Count(patches);
        nint bytes =
            (runs + 1) * (nint)sizeof(Run)
            + (nint)Blocked<T>.UnitsAtOnce(patches.UnitDepth, patches.Units) * patches.UnitDepth * sizeof(nint);
        return Aside(runs) + bytes / sizeof(float);
    }

    /// <summary>Multiplies a panel of rows.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="rows">How many.</param>
    /// <param name="left">The whole panel, packed.</param>
    public void Multiply(int row, int rows, float* left)
    {
        nint stride = patches.RowStride,
            target = row * stride;
        int straight = rows == T.Rows ? whole & -2 : 0;
        for (int unit = 0; unit < patches.Units; unit += units)
        {
            bool accumulate = unit > 0;
            nint depth = (nint)Math.Min(units, patches.Units - unit) * patches.UnitDepth,
                channel = unit * patches.SourcePlane;
            float* panel = left + (nint)unit * patches.UnitDepth * T.Rows;
            for (int i = 0; i < runs; i += 2)
            {
                Run one = list[i],
                    other = list[i + 1];
                var right = new RightInPlace(one.Source + channel, other.Source + channel, offsets);
                float* to = AsideOf(i);
                TileTarget into =
                    i < straight
                        ? new(one.Target + target, other.Target + target, stride, accumulate)
                        : new(to, to + Lanes, T.Columns, accumulate);
                T.Multiply(depth, panel, right, into);
            }
        }
        for (int i = straight; i < runs; i++)
            Copy(AsideOf(i), list[i].Target + target, list[i].Count, rows);
    }

    private static int InLine(in Patches patches) => (patches.Horizontal.Grid + Lanes - 1) / Lanes;

    private static nint Aside(int runs) => (nint)(runs + 1) / 2 * T.Rows * T.Columns;

    private float* AsideOf(int run) => aside + (nint)(run / 2) * T.Rows * T.Columns + run % 2 * Lanes;

    private void Copy(float* from, float* to, int count, int rows)
    {
        for (int r = 0; r < rows; r++, from += T.Columns, to += patches.RowStride)
            new Span<float>(from, count).CopyTo(new Span<float>(to, count));
    }

    /// <summary>Lists all runs, the whole ones first, and says how many those are.</summary>
    private int List(int sample, int samples)
    {
        int full = patches.Horizontal.Grid / Lanes,
            rest = patches.Horizontal.Grid % Lanes,
            lines = samples * patches.Vertical.Grid;
        for (int i = 0; i < lines; i++)
        {
            (int n, int y) = Math.DivRem(i, patches.Vertical.Grid);
            float* source = patches.SourceOf(sample + n) + (nint)y * patches.Horizontal.Source;
            float* target = patches.TargetOf(sample + n) + (nint)y * patches.Horizontal.Target;
            for (int r = 0; r < full; r++)
                list[i * full + r] = new Run(source + r * Lanes, target + r * Lanes, Lanes);
            if (rest > 0)
                list[lines * full + i] = new Run(source + full * Lanes, target + full * Lanes, rest);
        }
        return lines * full;
    }

    private void Offsets()
    {
        nint* next = offsets;
        for (int u = 0; u < units; u++)
        {
            for (int ty = 0; ty < patches.Vertical.Taps; ty++)
            {
                nint line = u * patches.SourcePlane + (nint)patches.Vertical.Offset(ty) * patches.Horizontal.Source;
                for (int tx = 0; tx < patches.Horizontal.Taps; tx++)
                    *next++ = line + patches.Horizontal.Offset(tx);
            }
        }
    }
}
