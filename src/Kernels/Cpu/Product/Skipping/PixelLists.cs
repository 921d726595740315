using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RuleCompiler.Kernels;

/// <summary>
/// For each source pixel that a tile of grid positions sees, its numbers in some channels without the zeros. Pixels
/// outside of the source have none. Eight pixels of eight channels are turned and compressed at a time where the
/// machine permutes registers, else one by one.
/// </summary>
internal readonly unsafe struct PixelLists
{
    private const int Chunk = 8; // channels and pixels that are turned at once
    private const int Zeros = 4; // at the end of a list, of which so many entries may be taken at a time
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

    /// <summary>[pixels, <see cref="Room"/>]; see <see cref="Entry"/>.</summary>
    public readonly ulong* Entries;

    /// <summary>Lays out the lists in <paramref name="memory"/>, <see cref="Size"/> numbers.</summary>
    public PixelLists(in Axis vertical, in Axis horizontal, in GridTile tile, int units, float* memory)
    {
        (sourceRows, sourceColumns) = (vertical.Source, horizontal.Source);
        (firstRow, rows) = Reach(vertical, tile.Row, tile.Rows);
        (firstColumn, columns) = Reach(horizontal, tile.Column, tile.Columns);
        Room = (units + Zeros + Chunk - 1) / Chunk * Chunk;
        nint pixels = (nint)rows * columns;
        Entries = (ulong*)memory;
        Counts = (int*)(Entries + pixels * Room);
    }

    /// <summary>Numbers of memory that the lists need.</summary>
    public nint Size => (nint)rows * columns * (2 * Room + 1) + 1 & ~1; // entries follow: even

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
            End(At(row, left), right - left);
        }
    }

    private void End(int pixel, int pixels)
    {
        for (int i = pixel; i < pixel + pixels; i++)
            Vector256.Store(Vector256<ulong>.Zero, Entries + (nint)i * Room + Counts[i]);
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
            ulong* entries = Entries + (nint)pixel * Room;
            for (int u = unit; u < end; u++)
            {
                uint value = BitConverter.SingleToUInt32Bits(line[u * plane + x]);
                entries[n] = (ulong)value << 32 | (uint)(u * step); // overwritten if this is a zero: no branch to guess
                n += value << 1 != 0 ? 1 : 0; // ±0 is a zero, NaN is none
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
        Transposition.OfEight<Identity>(from, plane, (float*)eight, Chunk);
        if (Avx512F.IsSupported)
        {
            Squeeze(eight, unit, step, pixel);
            return;
        }
        Vector256<int> first = Vector256.Create(unit * step),
            apart = Vector256.Create(step);
        for (int i = 0; i < Chunk; i++, pixel++)
        {
            Vector256<float> values = eight[i];
            uint mask = ~Vector256.Equals(values, Vector256<float>.Zero).ExtractMostSignificantBits() & 0xFF;
            Vector256<int> order = Avx2.ConvertToVector256Int32(Compression.Orders + mask * Chunk);
            int n = Counts[pixel];
            Vector256<int> numbers = Avx2.PermuteVar8x32(values, order).AsInt32(),
                places = order * apart + first;
            Vector256<int> even = Avx2.UnpackLow(places, numbers),
                odd = Avx2.UnpackHigh(places, numbers);
            int* to = (int*)(Entries + (nint)pixel * Room + n);
            Vector256.Store(Avx2.Permute2x128(even, odd, 0x20), to);
            Vector256.Store(Avx2.Permute2x128(even, odd, 0x31), to + Chunk);
            Counts[pixel] = n + System.Numerics.BitOperations.PopCount(mask);
        }
    }

    /// <summary>Squeezes out the zeros of eight pixels' channels: an entry in each lane of a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Squeeze(Vector256<float>* eight, int unit, int step, int pixel)
    {
        Vector512<ulong> places =
                Vector512<ulong>.Indices * Vector512.Create((ulong)step) + Vector512.Create((ulong)unit * (ulong)step),
            magnitude = Vector512.Create(0x7FFFFFFF_00000000ul);
        for (int i = 0; i < Chunk; i++, pixel++)
        {
            Vector512<ulong> numbers = Avx512F.ConvertToVector512UInt64(eight[i].AsUInt32()) << 32,
                isNumber = ~Vector512.Equals(numbers & magnitude, Vector512<ulong>.Zero);
            int n = Counts[pixel];
            Vector512.Store(
                Avx512F.Compress(Vector512<ulong>.Zero, isNumber, numbers | places),
                Entries + (nint)pixel * Room + n
            );
            Counts[pixel] = n + System.Numerics.BitOperations.PopCount(isNumber.ExtractMostSignificantBits());
        }
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
