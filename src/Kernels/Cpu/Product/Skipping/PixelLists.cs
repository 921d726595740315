using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static RuleCompiler.Kernels.LaneMemory;

namespace RuleCompiler.Kernels;

/// <summary>
/// For each source pixel that a tile of grid positions sees, its numbers in some channels without the zeros. Pixels
/// outside of the source have none. Eight pixels of eight channels are turned and compressed at a time where the
/// machine permutes registers, else one by one.
/// </summary>
internal readonly unsafe struct PixelLists
{
    /// <summary>Lists are copied so many entries at a time; there is room for a multiple.</summary>
    public const int Chunk = 8;
    private readonly int sourceRows,
        sourceColumns,
        firstRow,
        firstColumn,
        rows,
        columns;

    /// <summary>From one pixel's list to the next.</summary>
    public readonly int Room;

    /// <summary>Entries of each pixel.</summary>
    public readonly int* Counts;

    /// <summary>[pixels, <see cref="Room"/>]: where each entry's weights begin.</summary>
    public readonly int* Places;

    /// <summary>[pixels, <see cref="Room"/>]: the source numbers.</summary>
    public readonly float* Values;

    /// <summary>Lays out the lists in <paramref name="memory"/>, <see cref="Size"/> numbers.</summary>
    public PixelLists(in Axis vertical, in Axis horizontal, in GridTile tile, int units, float* memory)
    {
        (sourceRows, sourceColumns) = (vertical.Source, horizontal.Source);
        (firstRow, rows) = Reach(vertical, tile.Row, tile.Rows);
        (firstColumn, columns) = Reach(horizontal, tile.Column, tile.Columns);
        Room = (units + Chunk - 1) / Chunk * Chunk;
        nint pixels = (nint)rows * columns;
        Places = (int*)memory;
        Values = memory + pixels * Room;
        Counts = (int*)(Values + pixels * Room);
    }

    /// <summary>Numbers of memory that the lists need.</summary>
    public nint Size => (nint)rows * columns * (2 * Room + 1);

    /// <summary>The pixel at a row and column of the source (which may lie outside of it).</summary>
    public int At(int row, int column) => (row - firstRow) * columns + column - firstColumn;

    /// <summary>Lists <paramref name="units"/> channels from <paramref name="channel"/> on, whose weights lie <paramref name="step"/> apart.</summary>
    public void Fill(float* channel, int units, int step)
    {
        new Span<int>(Counts, rows * columns).Clear();
        int left = Math.Max(0, firstColumn),
            right = Math.Min(sourceColumns, firstColumn + columns);
        for (int r = Math.Max(0, -firstRow); r < Math.Min(rows, sourceRows - firstRow); r++)
        {
            int row = firstRow + r;
            float* line = channel + (nint)row * sourceColumns;
            int u = 0;
            for (; Avx2.IsSupported && u <= units - Chunk; u += Chunk)
            {
                int x = left;
                for (; x <= right - Chunk; x += Chunk)
                    AppendEight(line + x, u, step, At(row, x));
                Append(line, u, u + Chunk, step, row, x, right);
            }
            Append(line, u, units, step, row, left, right);
        }
    }

    /// <summary>Appends channels [<paramref name="unit"/>, <paramref name="end"/>) of some pixels of a row, one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Append(float* line, int unit, int end, int step, int row, int left, int right)
    {
        nint plane = (nint)sourceRows * sourceColumns;
        int pixel = At(row, left);
        for (int x = left; x < right; x++, pixel++)
        {
            int n = Counts[pixel];
            int* places = Places + (nint)pixel * Room;
            float* values = Values + (nint)pixel * Room;
            for (int u = unit; u < end; u++)
            {
                float value = line[u * plane + x];
                values[n] = value; // overwritten by the next if this is a zero: no branch to guess
                places[n] = u * step;
                n += BitConverter.SingleToUInt32Bits(value) << 1 != 0 ? 1 : 0; // ±0 is a zero, NaN is none
            }
            Counts[pixel] = n;
        }
    }

    /// <summary>Appends eight channels of eight pixels: turned, then each pixel's zeros squeezed out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AppendEight(float* from, int unit, int step, int pixel)
    {
        nint plane = (nint)sourceRows * sourceColumns;
        from += unit * plane;
        Vector256<float>* eight = stackalloc Vector256<float>[Chunk];
        Turn(from, plane, eight);
        Vector256<int> first = Vector256.Create(unit * step),
            apart = Vector256.Create(step);
        for (int i = 0; i < Chunk; i++, pixel++)
        {
            Vector256<float> values = eight[i];
            uint mask = ~Vector256.Equals(values, Vector256<float>.Zero).ExtractMostSignificantBits() & 0xFF;
            Vector256<int> order = Avx2.ConvertToVector256Int32(Compression.Orders + mask * Chunk);
            int n = Counts[pixel];
            nint at = (nint)pixel * Room + n;
            Vector256.Store(Avx2.PermuteVar8x32(values, order), Values + at);
            Vector256.Store(order * apart + first, Places + at);
            Counts[pixel] = n + System.Numerics.BitOperations.PopCount(mask);
        }
    }

    /// <summary>An 8×8 transposition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(float* from, nint stride, Vector256<float>* to)
    {
        Vector256<float> a = Vector256.Load(from),
            b = Vector256.Load(from + stride),
            c = Vector256.Load(from + 2 * stride),
            d = Vector256.Load(from + 3 * stride);
        from += 4 * stride;
        Vector256<float> e = Vector256.Load(from),
            f = Vector256.Load(from + stride),
            g = Vector256.Load(from + 2 * stride),
            h = Vector256.Load(from + 3 * stride);
        (Vector256<float> ab, Vector256<float> cd, Vector256<float> ef, Vector256<float> gh) = (
            Avx.UnpackLow(a, b),
            Avx.UnpackLow(c, d),
            Avx.UnpackLow(e, f),
            Avx.UnpackLow(g, h)
        );
        Quarter(ab, cd, ef, gh, to);
        (ab, cd, ef, gh) = (Avx.UnpackHigh(a, b), Avx.UnpackHigh(c, d), Avx.UnpackHigh(e, f), Avx.UnpackHigh(g, h));
        Quarter(ab, cd, ef, gh, to + 2);
    }

    /// <summary>Pixels 0, 1, 4 and 5 of those that the unpacked pairs hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(
        Vector256<float> ab,
        Vector256<float> cd,
        Vector256<float> ef,
        Vector256<float> gh,
        Vector256<float>* to
    )
    {
        Vector256<float> low = Avx.Shuffle(ab, cd, 0x44),
            high = Avx.Shuffle(ef, gh, 0x44);
        to[0] = Avx.Permute2x128(low, high, 0x20);
        to[4] = Avx.Permute2x128(low, high, 0x31);
        (low, high) = (Avx.Shuffle(ab, cd, 0xEE), Avx.Shuffle(ef, gh, 0xEE));
        to[1] = Avx.Permute2x128(low, high, 0x20);
        to[5] = Avx.Permute2x128(low, high, 0x31);
    }

    private static (int First, int Count) Reach(in Axis axis, int first, int count)
    {
        int last = axis.Offset(Math.Max(0, axis.Taps - 1));
        int low = Math.Min(axis.FirstOffset, last),
            high = Math.Max(axis.FirstOffset, last);
        return (first * axis.SourceStep + low, (count - 1) * axis.SourceStep + high - low + 1);
    }
}

/// <summary>For each mask of eight lanes, the numbers of the lanes that are set, one behind the other.</summary>
internal static unsafe class Compression
{
    /// <summary>[256, 8].</summary>
    public static readonly byte* Orders = Table();

    private static byte* Table()
    {
        byte* table = (byte*)System.Runtime.InteropServices.NativeMemory.AllocZeroed(256 * 8);
        for (int mask = 0; mask < 256; mask++)
        {
            byte* order = table + mask * 8;
            for (byte lane = 0; lane < 8; lane++)
            {
                if ((mask >> lane & 1) != 0)
                    *order++ = lane;
            }
        }
        return table;
    }
}
