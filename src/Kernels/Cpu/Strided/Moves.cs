namespace RuleCompiler.Kernels;

/// <summary>One end of a map.</summary>
/// <param name="Start">Place of the first value.</param>
/// <param name="Strides">Places from one step of each axis to the next.</param>
/// <param name="Size">Numbers in one sample.</param>
internal readonly record struct Side(int Start, int[] Strides, int Size);

/// <summary>An axis of a loop over values.</summary>
/// <param name="Extent">Its steps.</param>
/// <param name="From">Places from one step to the next where values come from.</param>
/// <param name="To">The same where they go.</param>
internal readonly record struct MoveAxis(int Extent, int From, int To);

/// <summary>What the innermost loop does.</summary>
internal enum MoveKind
{
    /// <summary>The last axis steps by 1 at both ends.</summary>
    Run,

    /// <summary>The last axis steps by 1 where values go and rests where they come from.</summary>
    Fill,

    /// <summary>The last axis steps by 1 where values come from and rests where they go.</summary>
    Sum,

    /// <summary>The last axis steps by 1 where values go, the one before where they come from.</summary>
    Transpose,

    /// <summary>The last axis steps anyhow.</summary>
    Any,
}

/// <summary>The loops that move the values of one sample, in an order and grouping that is fast.</summary>
internal sealed class Moves
{
    /// <summary>Makes the loops; all places have been checked.</summary>
    public Moves(int elements, Side from, Side to, int[] extents)
    {
        Elements = elements;
        From = from.Start;
        To = to.Start;
        Axes = elements == 0 ? [] : Merged(Upward(from, to, extents));
        Kind = Inner();
        Injective = elements == 0 || Nested(Axes);
        Covers = Injective && elements == to.Size;
        Split = LongestApart();
    }

    /// <summary>How many values are moved.</summary>
    public int Elements { get; }

    /// <summary>Into how many parts one sample is worth cutting.</summary>
    public int Parts => 1 + Elements / 65536;

    /// <summary>Place of the first value where it comes from.</summary>
    public int From { get; private set; }

    /// <summary>Place of the first value where it goes.</summary>
    public int To { get; private set; }

    /// <summary>The loops, outermost first.</summary>
    public MoveAxis[] Axes { get; }

    /// <summary>What the innermost one or two loops do.</summary>
    public MoveKind Kind { get; }

    /// <summary>Whether surely no two values go to one place.</summary>
    public bool Injective { get; }

    /// <summary>Whether every place gets exactly one value.</summary>
    public bool Covers { get; }

    /// <summary>The axis whose steps go to places apart, so that threads may share it; −1 if there is none.</summary>
    public int Split { get; }

    /// <summary>Axes of more than one step, those that go far first, none going downward.</summary>
    private List<MoveAxis> Upward(Side from, Side to, int[] extents)
    {
        var axes = new List<MoveAxis>();
        for (int i = 0; i < extents.Length; i++)
        {
            var axis = new MoveAxis(extents[i], from.Strides[i], to.Strides[i]);
            if (axis.Extent == 1)
                continue;
            if (axis.To < 0 || (axis.To == 0 && axis.From < 0))
            {
                From += (axis.Extent - 1) * axis.From;
                To += (axis.Extent - 1) * axis.To;
                axis = new MoveAxis(axis.Extent, -axis.From, -axis.To);
            }
            axes.Add(axis);
        }
        return [.. axes.OrderByDescending(a => a.To).ThenByDescending(a => Math.Abs((long)a.From))];
    }

    /// <summary>Two loops that step evenly through are one.</summary>
    private static MoveAxis[] Merged(List<MoveAxis> axes)
    {
        for (int i = axes.Count - 2; i >= 0; i--)
        {
            (MoveAxis outer, MoveAxis inner) = (axes[i], axes[i + 1]);
            if (outer.From == (long)inner.From * inner.Extent && outer.To == (long)inner.To * inner.Extent)
            {
                axes[i] = inner with { Extent = outer.Extent * inner.Extent };
                axes.RemoveAt(i + 1);
            }
        }
        return [.. axes];
    }

    /// <summary>Brings the axes of the innermost loops to the end.</summary>
    private MoveKind Inner()
    {
        if (Last(a => a is { From: 1, To: 1 }))
            return MoveKind.Run;
        if (Last(a => a is { From: 0, To: 1 }))
            return MoveKind.Fill;
        if (Last(a => a is { From: 1, To: 0 }))
            return MoveKind.Sum;
        if (Array.Exists(Axes, a => a.To == 1) && Last(a => a.From == 1) && Last(a => a.To == 1))
            return MoveKind.Transpose;
        return MoveKind.Any;
    }

    private bool Last(Predicate<MoveAxis> which)
    {
        int i = Array.FindLastIndex(Axes, which);
        if (i < 0)
            return false;
        MoveAxis axis = Axes[i];
        Array.Copy(Axes, i + 1, Axes, i, Axes.Length - i - 1);
        Axes[^1] = axis;
        return true;
    }

    /// <summary>Each axis steps over all that the finer ones reach.</summary>
    private static bool Nested(MoveAxis[] axes)
    {
        long reach = 0;
        foreach (MoveAxis axis in axes.OrderBy(a => a.To))
        {
            if (axis.To <= reach)
                return false;
            reach += (axis.Extent - 1L) * axis.To;
        }
        return true;
    }

    /// <summary>The outermost that is long enough for <see cref="Parts"/>, or else the longest.</summary>
    private int LongestApart()
    {
        int best = -1,
            most = 1;
        for (int i = 0; i < Axes.Length; i++)
        {
            int parts = Math.Min(Axes[i].Extent, Parts);
            if (parts > most && (Injective || Apart(i)))
                (best, most) = (i, parts);
        }
        return best;
    }

    private bool Apart(int split)
    {
        long others = 0;
        for (int i = 0; i < Axes.Length; i++)
            others += i == split ? 0 : (Axes[i].Extent - 1L) * Axes[i].To;
        return Axes[split].To > others;
    }
}
