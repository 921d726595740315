namespace RuleCompiler.Kernels.Tests;

/// <summary>A strided map, moved coordinate by coordinate in double.</summary>
internal sealed record NaiveMap(
    int[] Extents,
    int Read,
    int[] ReadStrides,
    int Write,
    int[] WriteStrides,
    int InputSize,
    int OutputSize
)
{
    /// <summary>A transpose, slice, padding, broadcast, or all in one.</summary>
    public static NaiveMap Any(Random random, int seed)
    {
        int rank = random.Next(1, 6);
        int[] extents = Many(rank, _ => random.Next(1, rank < 3 ? 40 : 8));
        bool slices = seed % 4 == 1,
            pads = seed % 4 == 2,
            broadcasts = seed % 4 == 3,
            all = seed % 16 == 0;
        int[] steps = Many(
            rank,
            _ =>
                slices || all
                    ? random.Next(-3, 4) is var s && s == 0
                        ? 1
                        : s
                    : 1
        );
        int[] before = Many(rank, _ => slices || all ? random.Next(3) : 0);
        int[] repeats = Many(rank, _ => broadcasts || all ? random.Next(2) : 1);
        int[] input = Many(
            rank,
            i => repeats[i] == 0 ? 1 : before[i] + (extents[i] - 1) * Math.Abs(steps[i]) + 1 + before[i] / 2
        );
        int[] strides = RowMajor(input);
        int read = 0;
        for (int i = 0; i < rank; i++)
        {
            if (repeats[i] == 1)
                read += (before[i] + (steps[i] < 0 ? (1 - extents[i]) * steps[i] : 0)) * strides[i];
        }
        int[] order = Many(rank, i => i);
        if (!slices || seed % 8 == 1)
            random.Shuffle(order);
        int[] padding = Many(rank, _ => pads || all ? random.Next(3) : 0);
        int[] output = Many(rank, i => extents[order[i]] + 2 * padding[i]);
        int[] outputStrides = RowMajor(output),
            writes = new int[rank];
        int write = 0;
        for (int i = 0; i < rank; i++)
        {
            writes[order[i]] = outputStrides[i];
            write += padding[i] * outputStrides[i];
        }
        return new NaiveMap(
            extents,
            read,
            Many(rank, i => strides[i] * steps[i] * repeats[i]),
            write,
            writes,
            input.Aggregate(1, (a, b) => a * b),
            output.Aggregate(1, (a, b) => a * b)
        );
    }

    /// <summary>The strides of an array in C order.</summary>
    public static int[] RowMajor(int[] shape)
    {
        var strides = new int[shape.Length];
        int stride = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
            (strides[i], stride) = (stride, stride * shape[i]);
        return strides;
    }

    /// <summary>The kernel's map.</summary>
    public StridedMap Compiled() => new(Extents, Read, ReadStrides, Write, WriteStrides, InputSize, OutputSize);

    /// <summary>output[write] = input[read] over <paramref name="start"/> or zeros.</summary>
    public double[] Forward(int count, Plane input, Plane? start)
    {
        double[] output = Numbers(count * OutputSize, start);
        Visit(
            (read, write) =>
            {
                for (int n = 0; n < count; n++)
                    output[n * OutputSize + write] = input[n * InputSize + read];
            }
        );
        return output;
    }

    /// <summary>below[read] = Σ above[write].</summary>
    public double[] Backward(int count, Plane above)
    {
        double[] below = new double[count * InputSize];
        Visit(
            (read, write) =>
            {
                for (int n = 0; n < count; n++)
                    below[n * InputSize + read] += above[n * OutputSize + write];
            }
        );
        return below;
    }

    private void Visit(Action<int, int> move)
    {
        int elements = Extents.Aggregate(1, (a, b) => a * b);
        for (int e = 0; e < elements; e++)
        {
            int read = Read,
                write = Write,
                rest = e;
            for (int i = Extents.Length - 1; i >= 0; i--)
            {
                (rest, int at) = Math.DivRem(rest, Extents[i]);
                read += at * ReadStrides[i];
                write += at * WriteStrides[i];
            }
            move(read, write);
        }
    }

    private static int[] Many(int rank, Func<int, int> one) => [.. Enumerable.Range(0, rank).Select(one)];

    private static double[] Numbers(int length, Plane? start)
    {
        var numbers = new double[length];
        for (int i = 0; start is { } plane && i < length; i++)
            numbers[i] = plane[i];
        return numbers;
    }
}
