namespace RuleCompiler.Kernels.Tests;

/// <summary>a·w / (2 + |a + w|) + bias of the channel + per-column factor: not separable, and every index is used.</summary>
internal readonly struct Bent(Plane a, Plane factor, Plane channel) : IForwardTerm
{
    public V Term<V>(in Index input, V w)
        where V : struct, ILanes<V>
    {
        V x = a.Load<V>(input.Sample);
        return x * w / (V.Of(2) + V.Abs(x + w)) * factor.Load<V>(input.Full) + V.Of(channel[input.SampleNumber]) * w;
    }

    public static double At(double x, double w, double factor, double channel) =>
        x * w / (2 + Math.Abs(x + w)) * factor + channel * w;
}

/// <summary>The same with the share of one output.</summary>
internal readonly struct BentShare(Plane a, Plane above, Plane channel) : IBackwardTerm
{
    public V Term<V, O>(in Index input, in O output, V w)
        where V : struct, ILanes<V>
        where O : struct, IOutputs
    {
        V x = a.Load<V>(input.Sample);
        V share = output.Load<V>(above, output.At.Full) + V.Of(channel[output.At.Channel]);
        return x * w / (V.Of(2) + V.Abs(x + w)) * share + V.Of(output.At.Row + input.SampleNumber) * w;
    }

    public static double At(double x, double w, double share, int numbers) =>
        x * w / (2 + Math.Abs(x + w)) * share + numbers * w;
}

public class DirectTests
{
    // float32 evaluation of the formula (a few roundings) and sums of up to some hundred terms
    private const double Tolerance = 1e-5;

    public static TheoryData<int> Seeds => Shapes.Seeds(48);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void IsTheFormulaOverPairs(int seed)
    {
        Each<Lane>(seed);
        Each<Lanes128>(seed);
        Each<Lanes256>(seed);
        Each<Lanes512>(seed);
    }

    private static void Each<V>(int seed)
        where V : struct, ILanes<V>
    {
        var random = new Random(seed);
        ConvShape shape = Shapes.Any(random, seed);
        int samples = random.Next(1, 4),
            columns = random.Next(1, 4),
            rows = samples * columns;
        Plane a = Arrays.Random(random, samples * shape.InputSize),
            factor = Arrays.Random(random, rows * shape.InputSize);
        Plane weights = Arrays.Random(random, shape.WeightSize),
            above = Arrays.Random(random, rows * shape.OutputSize);
        Plane channel = Arrays.Random(random, Math.Max(samples, shape.OutChannels));
        var up = new double[rows * shape.OutputSize];
        var down = new double[rows * shape.InputSize];
        Naive.Visit(
            shape,
            rows,
            (n, i, _, o, k, w) =>
            {
                double x = a[n / columns * shape.InputSize + i % shape.InputSize];
                up[o] += Bent.At(x, weights[w], factor[i], channel[n / columns]);
                down[i] += BentShare.At(x, weights[w], (double)above[o] + channel[k], n + n / columns);
            }
        );
        for (int threads = 1; threads <= 2; threads++)
        {
            Plane forward = Arrays.Random(random, up.Length),
                backward = Arrays.Random(random, down.Length);
            Direct.Forward<Bent, V>(new Bent(a, factor, channel), shape, samples, columns, weights, forward, threads);
            Direct.Backward<BentShare, V>(
                new BentShare(a, above, channel),
                shape,
                samples,
                columns,
                weights,
                backward,
                threads
            );
            Arrays.Close(up, forward, Tolerance);
            Arrays.Close(down, backward, Tolerance);
        }
    }
}
