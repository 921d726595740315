using System.Collections;

namespace RuleCompiler.Kernels;

/// <summary>
/// Where the values of one sample go: for each coordinate c of the extents, output[write + Σ c·writeStrides] is
/// input[read + Σ c·readStrides]. A transpose, a slice (negative steps too), a zero padding, a broadcast (read
/// strides of 0) and each part of a concatenation are such maps.
/// </summary>
/// <remarks>Checked once, here, so that <see cref="Strided"/> moves values without a check for each.</remarks>
public readonly struct StridedMap
{
    private readonly Moves? forward;
    private readonly Moves? backward;

    /// <summary>Makes the map of samples of <paramref name="inputSize"/> numbers to samples of <paramref name="outputSize"/>.</summary>
    /// <param name="extents">How many steps each axis has; none at all is a single value, an extent of 0 moves nothing.</param>
    /// <param name="read">Place of the first value in the input.</param>
    /// <param name="readStrides">Places from one step of an axis to the next in the input; may be 0 or negative.</param>
    /// <param name="write">Place of the first value in the output.</param>
    /// <param name="writeStrides">Places from one step of an axis to the next in the output; may be negative.</param>
    /// <param name="inputSize">Numbers in one sample of the input.</param>
    /// <param name="outputSize">Numbers in one sample of the output.</param>
    /// <exception cref="ArgumentException">
    /// There are not as many strides as extents, an extent or size is negative, a value lies outside its sample, or
    /// two are written to one place.
    /// </exception>
    public StridedMap(
        int[] extents,
        int read,
        int[] readStrides,
        int write,
        int[] writeStrides,
        int inputSize,
        int outputSize
    )
    {
        ArgumentNullException.ThrowIfNull(extents);
        ArgumentNullException.ThrowIfNull(readStrides);
        ArgumentNullException.ThrowIfNull(writeStrides);
        ArgumentOutOfRangeException.ThrowIfNegative(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegative(outputSize);
        if (readStrides.Length != extents.Length || writeStrides.Length != extents.Length)
            throw new ArgumentException(
                $"{extents.Length} extents need as many strides, not {readStrides.Length} to read and {writeStrides.Length} to write.",
                nameof(extents)
            );
        Elements = Count(extents, outputSize);
        if (Elements > 0)
        {
            Inside(extents, read, readStrides, inputSize, nameof(read));
            Inside(extents, write, writeStrides, outputSize, nameof(write));
        }
        InputSize = inputSize;
        OutputSize = outputSize;
        forward = new Moves(
            Elements,
            new Side(read, readStrides, inputSize),
            new Side(write, writeStrides, outputSize),
            extents
        );
        backward = new Moves(
            Elements,
            new Side(write, writeStrides, outputSize),
            new Side(read, readStrides, inputSize),
            extents
        );
        if (!forward.Injective && WritesTwice(extents, write, writeStrides, outputSize))
            throw new ArgumentException("Two values are written to one place.", nameof(writeStrides));
    }

    /// <summary>Numbers in one sample of the input.</summary>
    public int InputSize { get; }

    /// <summary>Numbers in one sample of the output.</summary>
    public int OutputSize { get; }

    /// <summary>How many values are moved: the product of the extents.</summary>
    public int Elements { get; }

    /// <summary>From the input to the output.</summary>
    internal Moves Forth => forward ?? throw Missing();

    /// <summary>From the output to the input.</summary>
    internal Moves Back => backward ?? throw Missing();

    private static ArgumentException Missing() => new("A map is made by its constructor.", "map");

    /// <summary>More values than places would write one twice; this also keeps the loops finite.</summary>
    private static int Count(int[] extents, int outputSize)
    {
        if (Array.Exists(extents, e => e < 0))
            throw new ArgumentException($"An extent of [{string.Join(", ", extents)}] is negative.", nameof(extents));
        if (Array.IndexOf(extents, 0) >= 0)
            return 0;
        long elements = 1;
        foreach (int extent in extents)
            elements = Math.Min(elements * extent, int.MaxValue + 1L);
        return elements > outputSize
            ? throw new ArgumentException(
                $"More than the output's {outputSize} places would be written.",
                nameof(extents)
            )
            : (int)elements;
    }

    private static void Inside(int[] extents, int start, int[] strides, int size, string name)
    {
        // the lower end only falls and the upper end only rises, so each step stays far within long
        long low = start,
            high = start;
        for (int axis = -1; axis < extents.Length; axis++)
        {
            if (axis >= 0)
            {
                long span = (extents[axis] - 1L) * strides[axis];
                low += Math.Min(span, 0);
                high += Math.Max(span, 0);
            }
            if (low < 0 || high >= size)
                throw new ArgumentException($"Places {low} to {high} lie outside a sample of {size} numbers.", name);
        }
    }

    private static bool WritesTwice(int[] extents, int write, int[] strides, int size)
    {
        var seen = new BitArray(size);
        var at = new int[extents.Length];
        int place = write; // wraps around, and back, one step past the last
        while (true)
        {
            if (seen[place])
                return true;
            seen[place] = true;
            int axis = extents.Length - 1;
            for (; axis >= 0; axis--)
            {
                place += strides[axis];
                if (++at[axis] < extents[axis])
                    break;
                place -= strides[axis] * extents[axis];
                at[axis] = 0;
            }
            if (axis < 0)
                return false;
        }
    }
}
