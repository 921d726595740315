using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// The nonzero source numbers that each grid position of a tile sees, in some channels: first each source pixel's
/// numbers without the zeros (<see cref="PixelLists"/>), then for each position the lists of its window's pixels, one
/// behind the other. A zero is looked at once, not once for each tap; the pixels' lists serve as they are where the
/// window is one pixel.
/// </summary>
internal readonly unsafe struct Nonzeros
{
    private readonly PixelLists pixels;
    private readonly Axis vertical,
        horizontal;
    private readonly int taps;
    private readonly int* tapPixels;

    /// <summary>Entries of each position.</summary>
    public readonly int* Counts;

    /// <summary>[positions, <see cref="Stride"/>]: where each entry's weights begin.</summary>
    public readonly int* Places;

    /// <summary>[positions, <see cref="Stride"/>]: the source numbers.</summary>
    public readonly float* Values;

    /// <summary>From one position's list to the next.</summary>
    public readonly int Stride;

    /// <summary>Lays out in <paramref name="memory"/> the lists of a tile of grid rows and columns.</summary>
    public Nonzeros(in Axis vertical, in Axis horizontal, in GridTile tile, int units, float* memory)
    {
        (this.vertical, this.horizontal) = (vertical, horizontal);
        taps = vertical.Taps * horizontal.Taps;
        pixels = new PixelLists(vertical, horizontal, tile, units, memory);
        if (IsPixel(vertical, horizontal))
        {
            Counts = pixels.Counts;
            Places = pixels.Places;
            Values = pixels.Values;
            Stride = pixels.Room;
            return;
        }
        Stride = StrideOf(taps, units);
        nint positions = (nint)tile.Rows * tile.Columns;
        Places = (int*)(memory + pixels.Size);
        Values = (float*)(Places + positions * Stride);
        Counts = (int*)(Values + positions * Stride);
        tapPixels = Counts + positions;
        int* at = tapPixels;
        for (int y = 0; y < vertical.Taps; y++)
        {
            for (int x = 0; x < horizontal.Taps; x++)
                *at++ = pixels.At(vertical.Offset(y), horizontal.Offset(x));
        }
    }

    /// <summary>Numbers of memory that the lists of a tile need.</summary>
    public static nint Size(in Axis vertical, in Axis horizontal, in GridTile tile, int units)
    {
        int taps = vertical.Taps * horizontal.Taps;
        nint pixels = new PixelLists(vertical, horizontal, tile, units, null).Size;
        if (IsPixel(vertical, horizontal))
            return pixels;
        return pixels
            + (nint)tile.Rows * tile.Columns * (2 * StrideOf(taps, units) + 1)
            + taps;
    }

    /// <summary>Lists the channels from <paramref name="channel"/> on; each tap's weights lie <paramref name="step"/> behind the last's.</summary>
    public void Fill(float* channel, int units, int step, in GridTile tile)
    {
        pixels.Fill(channel, units, taps * step);
        if (Counts == pixels.Counts)
            return;
        for (int y = 0; y < tile.Rows; y++)
        {
            int first = y * tile.Columns,
                pixel = pixels.At((tile.Row + y) * vertical.SourceStep, tile.Column * horizontal.SourceStep);
            for (int x = 0; x < tile.Columns; x++, pixel += horizontal.SourceStep)
            {
                nint list = (nint)(first + x) * Stride;
                Counts[first + x] = Join(pixel - pixels.At(0, 0), step, Places + list, Values + list);
            }
        }
    }

    /// <summary>The lists of all pixels in the window of one grid position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Join(int pixel, int step, int* places, float* values)
    {
        const int chunk = PixelLists.Chunk;
        int room = pixels.Room,
            tap = 0;
        nint entries = 0;
        int* counts = pixels.Counts + pixel,
            allPlaces = pixels.Places + (nint)pixel * room;
        float* allValues = pixels.Values + (nint)pixel * room;
        for (int* at = tapPixels, end = at + taps; at < end; at++, tap += step)
        {
            int count = counts[*at];
            int* fromPlaces = allPlaces + (nint)(*at) * room;
            float* fromValues = allValues + (nint)(*at) * room;
            Vector256.Store(Vector256.Load(fromPlaces) + Vector256.Create(tap), places + entries);
            Store(values + entries, Load<Lanes256>(fromValues));
            for (int i = chunk; i < count; i += chunk)
            {
                Vector256.Store(Vector256.Load(fromPlaces + i) + Vector256.Create(tap), places + entries + i);
                Store(values + entries + i, Load<Lanes256>(fromValues + i));
            }
            entries += count;
        }
        return (int)entries;
    }

    private static bool IsPixel(in Axis vertical, in Axis horizontal) =>
        vertical.Taps == 1 && horizontal.Taps == 1 && vertical.SourceStep == 1 && horizontal.SourceStep == 1;

    private static int StrideOf(int taps, int units) => units * taps + PixelLists.Chunk;
}

/// <summary>A rectangle of a target's grid.</summary>
internal readonly record struct GridTile(int Row, int Rows, int Column, int Columns);
