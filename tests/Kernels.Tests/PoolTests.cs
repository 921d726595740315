namespace RuleCompiler.Kernels.Tests;

/// <summary>Pools against one visit for each pair, in double: every kind, direction, geometry and register width.</summary>
public class PoolTests
{
    // float32 evaluation of the formula (a few roundings) and sums of up to some hundred terms
    private const double Tolerance = 1e-5;

    public static TheoryData<int> Seeds => Shapes.Seeds(96);

    /// <summary>Rows around the register widths × windows × strides; borders on no side, on one or on both.</summary>
    public static TheoryData<int, int, int, int> Rows
    {
        get
        {
            var data = new TheoryData<int, int, int, int>();
            foreach (int width in (int[])[1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 31, 33])
            foreach ((int kernel, int stride) in ((int, int)[])[(1, 1), (1, 2), (2, 2), (3, 2), (2, 1), (3, 3), (2, 5)])
                for (int pad = 0; pad < 3 && pad <= kernel; pad++)
                    data.Add(width, kernel, stride, pad);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void AreTheFormulaOverWindows(int seed)
    {
        var random = new Random(seed);
        Agree(random, Shapes.Pool(random));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void AreTheFormulaAtEveryWidth(int width, int kernel, int stride, int pad)
    {
        var shape = new ConvShape(
            3,
            6,
            width,
            3,
            2,
            kernel,
            2,
            stride,
            PadLeft: pad,
            PadRight: Math.Max(0, pad - 1),
            Groups: 3
        );
        if (shape.OutWidth > 0)
            Agree(new Random(width), shape);
    }

    [Theory]
    [InlineData(7, 7, 7, 7, 1, 0)] // a whole image, whatever the stride
    [InlineData(7, 7, 7, 7, 9, 0)]
    [InlineData(12, 5, 4, 5, 2, 0)] // as wide as the image: runs of memory
    [InlineData(12, 5, 3, 5, 2, 1)]
    [InlineData(40, 1, 3, 1, 2, 1)] // an image of one column
    [InlineData(40, 1, 3, 1, 1, 0)]
    [InlineData(3, 60, 3, 40, 20, 0)] // few outputs, wide windows
    [InlineData(1, 23, 1, 23, 1, 0)]
    public void AreTheFormulaOverWideWindows(int height, int width, int down, int across, int stride, int pad)
    {
        for (int dilation = 1; dilation <= (width == 1 ? 3 : 1); dilation++)
            Agree(
                new Random(height),
                new ConvShape(
                    2,
                    height,
                    width,
                    2,
                    down,
                    across,
                    stride,
                    stride,
                    PadTop: pad,
                    PadBottom: pad,
                    DilationHeight: dilation,
                    Groups: 2
                )
            );
    }

    /// <summary>Channels so large that each is cut into bands.</summary>
    [Theory]
    [InlineData(2, 2, 0)]
    [InlineData(2, 2, 0, 200)] // two rows at a time
    [InlineData(3, 2, 1)]
    [InlineData(3, 1, 1)]
    public void AreTheFormulaInBands(int kernel, int stride, int pad, int width = 201) =>
        Agree(
            new Random(kernel),
            new ConvShape(2, 251, width, 2, kernel, kernel, stride, stride, pad, pad, pad, pad, Groups: 2)
        );

    /// <summary>The first NaN wins over every number, −∞ is a value, the first of equals wins.</summary>
    [Theory]
    [InlineData(2, 2, 0)]
    [InlineData(2, 2, 0, 36)] // two rows at a time
    [InlineData(2, 2, 0, 6)]
    [InlineData(3, 2, 1)]
    [InlineData(3, 1, 2)]
    [InlineData(4, 3, 0)]
    public void MaximaAreTheFirstInScanOrder(int kernel, int stride, int pad, int width = 37)
    {
        float[] values = [float.NaN, float.NegativeInfinity, float.PositiveInfinity, -1, 0, -0f, 1];
        var shape = new ConvShape(5, 19, width, 5, kernel, kernel, stride, stride, pad, pad, pad, pad, Groups: 5);
        var random = new Random(kernel);
        Plane input = new NativeBuffer(shape.InputSize).Plane;
        int plane = (int)shape.InputSize / 5;
        for (int i = 0; i < shape.InputSize; i++)
            // the channels: of everything, without NaN, −∞ alone, NaN and −∞, many ties
            input[i] = (i / plane) switch
            {
                0 => values[random.Next(7)],
                1 => values[random.Next(1, 7)],
                2 => float.NegativeInfinity,
                3 => values[random.Next(2)],
                _ => values[random.Next(3, 7)],
            };
        WinsAreTheFirst(shape, input);
    }

    /// <summary>Windows wider than registers, of −∞ alone, with NaN, and with the maximum in either row.</summary>
    [Theory]
    [InlineData(4, 19, 1)]
    [InlineData(9, 18, 2)]
    [InlineData(5, 21, 3)] // as wide as the image
    public void MaximaOfWideWindowsAreTheFirst(int height, int across, int stride)
    {
        float[] values = [1, 2, 2, float.NegativeInfinity, float.NaN];
        var shape = new ConvShape(6, height, 21, 6, 3, across, 2, stride, 1, 0, 1, 0, Groups: 6);
        var random = new Random(height);
        Plane input = new NativeBuffer(shape.InputSize).Plane;
        int plane = (int)shape.InputSize / 6;
        for (int i = 0; i < shape.InputSize; i++)
            input[i] = i / plane == 0 ? float.NegativeInfinity : values[random.Next(Math.Min(5, i / plane))];
        WinsAreTheFirst(shape, input);
    }

    private static void WinsAreTheFirst(ConvShape shape, Plane input)
    {
        Plane below = new NativeBuffer(shape.InputSize).Plane;
        var wins = new double[shape.InputSize];
        foreach (List<nint> window in Windows(shape, 1).Values)
        {
            nint best = window[0];
            foreach (nint place in window)
                best =
                    input[place] > input[best] || (float.IsNaN(input[place]) && !float.IsNaN(input[best]))
                        ? place
                        : best;
            wins[best]++;
        }
        Kernels.Windows.Backward(new Count(), shape, PoolKind.Maximum, 1, 1, input, below, 1);
        Arrays.Close(wins, below, 0);
    }

    private static void Agree(Random random, ConvShape shape)
    {
        int samples = random.Next(1, 4),
            columns = random.Next(1, 4),
            rows = samples * columns;
        Plane a = Arrays.Random(random, samples * shape.InputSize),
            factor = Arrays.Random(random, rows * shape.InputSize);
        foreach (ref float x in a.Span)
            x = MathF.Round(x * 4); // few values: many ties
        Plane channel = Arrays.Random(random, Math.Max(samples, shape.Channels)),
            above = Arrays.Random(random, rows * shape.OutputSize);
        var up = new Bent(a, factor, channel);
        var down = new BentShare(a, above, channel);
        foreach (PoolKind kind in Enum.GetValues<PoolKind>())
        {
            double[] weights = Weights(shape, rows, columns, a, kind);
            var outputs = new double[rows * shape.OutputSize];
            var inputs = new double[rows * shape.InputSize];
            int pair = 0;
            Naive.Visit(
                shape,
                rows,
                (n, i, _, o, k, _) =>
                {
                    double x = a[n / columns * shape.InputSize + i % shape.InputSize],
                        w = weights[pair++];
                    outputs[o] += Bent.At(x, w, factor[i], channel[n / columns]);
                    inputs[i] += BentShare.At(x, w, (double)above[o] + channel[k], n + n / columns);
                }
            );
            Plane forward = Arrays.Random(random, outputs.Length),
                backward = Arrays.Random(random, inputs.Length);
            Plane forwardOnTwo = Arrays.Copy(forward),
                backwardOnTwo = Arrays.Copy(backward);
            Kernels.Windows.Forward(up, shape, kind, samples, columns, a, forward, 1);
            Kernels.Windows.Backward(down, shape, kind, samples, columns, a, backward, 1);
            Kernels.Windows.Forward(up, shape, kind, samples, columns, a, forwardOnTwo, 2);
            Kernels.Windows.Backward(down, shape, kind, samples, columns, a, backwardOnTwo, 2);
            Arrays.Close(outputs, forward, Tolerance);
            Arrays.Close(inputs, backward, Tolerance);
            Arrays.Same(forward, forwardOnTwo);
            Arrays.Same(backward, backwardOnTwo);
            In<Lane>();
            In<Lanes128>();
            In<Lanes256>();
            In<Lanes512>();

            void In<V>()
                where V : struct, ILanes<V>
            {
                if (Math.Min(Kernels.Windows.Rows(shape).Width, shape.OutputSize) < V.Width)
                    return;
                Kernels.Windows.Forward<Bent, V>(up, shape, kind, samples, columns, a, forward, 1);
                Kernels.Windows.Backward<BentShare, V>(down, shape, kind, samples, columns, a, backward, 1);
                Arrays.Close(outputs, forward, Tolerance);
                Arrays.Close(inputs, backward, Tolerance);
            }
        }
    }

    /// <summary>The inputs of each output's window, in scan order; the inputs of all columns of a sample are one.</summary>
    private static Dictionary<nint, List<nint>> Windows(ConvShape shape, int rows, int columns = 1)
    {
        var windows = new Dictionary<nint, List<nint>>();
        Naive.Visit(
            shape,
            rows,
            (n, i, _, o, _, _) =>
            {
                if (!windows.TryGetValue(o, out var window))
                    windows[o] = window = [];
                window.Add(n / columns * shape.InputSize + i % shape.InputSize);
            }
        );
        return windows;
    }

    /// <summary>The weight of each pair, in the order of <see cref="Naive.Visit"/>.</summary>
    private static double[] Weights(ConvShape shape, int rows, int columns, Plane a, PoolKind kind)
    {
        var weights = new List<double>();
        foreach (List<nint> window in Windows(shape, rows, columns).Values) // in the order of the outputs
        {
            nint first = window.MaxBy(place => a[place]); // MaxBy: the first
            foreach (nint place in window)
                weights.Add(
                    kind switch
                    {
                        PoolKind.Average => 1.0 / window.Count,
                        PoolKind.AverageIncludingPadding => 1.0 / (shape.KernelHeight * shape.KernelWidth),
                        _ => place == first ? 1 : 0,
                    }
                );
        }
        return [.. weights];
    }

    /// <summary>How many windows an input wins.</summary>
    private readonly struct Count : IBackwardTerm
    {
        public V Term<V, O>(in Index input, in O output, V w)
            where V : struct, ILanes<V>
            where O : struct, IOutputs => w;
    }
}
