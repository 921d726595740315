using System.Runtime.CompilerServices;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>One depth of a product whose source exists.</summary>
internal readonly struct Depth(int source, int onward)
{
    /// <summary>How far the source lies from where it would without an offset.</summary>
    public readonly int Source = source;

    /// <summary>How far the next such depth lies in the left factor.</summary>
    public readonly int Onward = onward;
}

/// <summary>Samples abreast at one grid position.</summary>
internal unsafe struct RightAbreast(float* position, Depth* depth) : IRight
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V First<V>()
        where V : struct, ILanes<V> => Load<V>(position + depth->Source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Second<V>()
        where V : struct, ILanes<V> => Load<V>(position + depth->Source + V.Width);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Next<V>(nint rows)
        where V : struct, ILanes<V> => depth++->Onward;
}

/// <summary>
/// The depths whose source exists, one list for each pair of ways in which a window hangs over: what lies outside is
/// not multiplied.
/// </summary>
internal readonly unsafe struct Depths
{
    private readonly Overhangs vertical,
        horizontal;
    private readonly int across, // ways to hang over at the sides
        most; // depths of a list
    private readonly int* firsts,
        counts;
    private readonly Depth* lists;

    /// <summary>Lists <paramref name="units"/> channels.</summary>
    /// <param name="patches">What is multiplied.</param>
    /// <param name="units">How many channels.</param>
    /// <param name="plane">From one channel to the next.</param>
    /// <param name="samples">How many samples lie abreast.</param>
    /// <param name="height">From one depth to the next in the left factor.</param>
    /// <param name="memory">Room for <see cref="Size"/> numbers.</param>
    public Depths(in Patches patches, int units, nint plane, int samples, int height, float* memory)
    {
        int down = Overhangs.Count(patches.Vertical);
        across = Overhangs.Count(patches.Horizontal);
        most = units * patches.UnitDepth;
        lists = (Depth*)memory;
        firsts = (int*)(lists + (nint)down * across * most);
        counts = firsts + down * across;
        vertical = new Overhangs(patches.Vertical, counts + down * across);
        horizontal = new Overhangs(patches.Horizontal, counts + down * across + Overhangs.Size(patches.Vertical));
        for (int list = 0; list < down * across; list++)
            Fill(list, patches, units, plane, samples, height);
    }

    /// <summary>Numbers of memory that the lists need.</summary>
    public static nint Size(in Patches patches, int units)
    {
        nint pairs = (nint)Overhangs.Count(patches.Vertical) * Overhangs.Count(patches.Horizontal);
        nint depth = (nint)units * patches.UnitDepth * (sizeof(Depth) / sizeof(float));
        return pairs * (depth + 2) + Overhangs.Size(patches.Vertical) + Overhangs.Size(patches.Horizontal);
    }

    /// <summary>The list of a grid position.</summary>
    public int Of(int row, int column) => vertical.Of(row) * across + horizontal.Of(column);

    /// <summary>A list's first depth.</summary>
    public Depth* List(int list) => lists + (nint)list * most;

    /// <summary>How many depths the first <paramref name="units"/> channels of a list have.</summary>
    public int Count(int list, int units) => counts[list] * units;

    /// <summary>Where a list's first depth lies in the left factor.</summary>
    public int First(int list) => firsts[list];

    private void Fill(int list, in Patches patches, int units, nint plane, int samples, int height)
    {
        (int top, int bottom) = vertical.Taps(list / across);
        (int left, int right) = horizontal.Taps(list % across);
        int taps = patches.Horizontal.Taps,
            previous = 0;
        counts[list] = (bottom - top) * (right - left);
        firsts[list] = (top * taps + left) * height;
        Depth* next = List(list);
        for (int u = 0; u < units; u++)
        {
            for (int y = top; y < bottom; y++)
            {
                int line = patches.Vertical.Offset(y) * patches.Horizontal.Source;
                for (int x = left; x < right; x++, next++)
                {
                    int place = (u * patches.UnitDepth + y * taps + x) * height;
                    if (next != List(list))
                        next[-1] = new Depth(next[-1].Source, place - previous);
                    *next = new Depth((int)(u * plane) + (line + patches.Horizontal.Offset(x)) * samples, 0);
                    previous = place;
                }
            }
        }
    }
}
