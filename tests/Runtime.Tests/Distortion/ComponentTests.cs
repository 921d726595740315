using RuleCompiler.TestData;

namespace RuleCompiler.Runtime.Tests.Distortion;

/// <summary>Transforms are what their formulas say, orthonormal, and have the adjoints that gradients need.</summary>
public sealed class ComponentTests
{
    private static readonly string[] Orthonormal =
    [
        "dct 6x8",
        "dct 2x5x3",
        "haar 8x12",
        "haar 2x4x4",
        "haar 8x8 one level",
    ];

    public static TheoryData<string> Linear => [.. Orthonormal];

    public static TheoryData<string> Kinds => [.. Orthonormal, "fourier 12", "fourier 15", "fourier 16", "fourier 1"];

    private static SignalComponents Make(string kind) =>
        kind switch
        {
            "dct 6x8" => new CosineTransform([6, 8]),
            "dct 2x5x3" => new CosineTransform([2, 5, 3]),
            "haar 8x12" => new HaarTransform([8, 12]),
            "haar 2x4x4" => new HaarTransform([2, 4, 4]),
            "haar 8x8 one level" => new HaarTransform([8, 8], 1),
            _ => new MagnitudeAndPhase(int.Parse(kind.Split(' ')[1])),
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_signal_comes_back(string kind)
    {
        SignalComponents components = Make(kind);
        double[] x = Numbers(components.Size),
            back = Synthesised(components, Analysed(components, x));
        Assert.InRange(Largest(x, back), 0, 1e-14 * components.Size); // rounding of sums of as many terms
    }

    [Theory]
    [MemberData(nameof(Linear))]
    public void Linear_transforms_are_orthonormal(string kind)
    {
        SignalComponents components = Make(kind);
        double[][] rows =
        [
            .. Enumerable.Range(0, components.Size).Select(j => Analysed(components, Unit(components.Size, j))),
        ];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j <= i; j++)
                Assert.Equal(i == j ? 1 : 0, rows[i].Zip(rows[j], (a, b) => a * b).Sum(), 1e-13);
        }

        Assert.True(components.IsOrthonormal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Gradients_pull_back_through_the_synthesis(string kind)
    {
        SignalComponents components = Make(kind);
        int size = components.Size;
        double[] at = Analysed(components, Numbers(size)),
            gradient = Numbers(size, "gradient"),
            pulled = new double[size];
        components.Pull(at, gradient, pulled);
        const double Step = 1e-5;
        for (int j = 0; j < size; j++)
        {
            double Value(double step)
            {
                double[] moved = [.. at];
                moved[j] += step;
                return Synthesised(components, moved).Zip(gradient, (a, b) => a * b).Sum();
            }

            // central differences: third derivatives times Step², and rounding over Step
            Assert.Equal((Value(Step) - Value(-Step)) / (2 * Step), pulled[j], 1e-8);
        }
    }

    [Fact]
    public void The_cosine_transform_is_its_formula()
    {
        CosineTransform transform = new([3, 4]);
        double[] x = Numbers(12),
            c = Analysed(transform, x);
        for (int u = 0; u < 3; u++)
        {
            for (int v = 0; v < 4; v++)
            {
                double sum = 0;
                for (int h = 0; h < 3; h++)
                {
                    for (int w = 0; w < 4; w++)
                        sum +=
                            x[(h * 4) + w]
                            * Math.Cos(Math.PI * ((2 * h) + 1) * u / 6)
                            * Math.Cos(Math.PI * ((2 * w) + 1) * v / 8);
                }

                double scale = Math.Sqrt((u > 0 ? 2 : 1) / 3.0) * Math.Sqrt((v > 0 ? 2 : 1) / 4.0);
                Assert.Equal(scale * sum, c[(u * 4) + v], 1e-13);
            }
        }
    }

    [Fact]
    public void The_haar_transform_of_four_pixels_is_sums_and_differences()
    {
        HaarTransform transform = new([2, 2]);
        double[] c = Analysed(transform, [1, 2, 3, 5]);
        Assert.Equal(5.5, c[0], 1e-14);
        Assert.Equal(-1.5, c[1], 1e-14); // left less right
        Assert.Equal(-2.5, c[2], 1e-14); // upper less lower
        Assert.Equal(0.5, c[3], 1e-14);
        Assert.Equal(2, new HaarTransform([28, 28]).Levels);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    public void Magnitude_and_phase_are_those_of_the_definition(int length)
    {
        MagnitudeAndPhase components = new(length);
        double[] x = Numbers(length),
            c = Analysed(components, x);
        for (int k = 0; k < components.Magnitudes; k++)
        {
            double real = 0,
                imaginary = 0;
            for (int t = 0; t < length; t++)
            {
                real += x[t] * Math.Cos(2 * Math.PI * k * t / length) / Math.Sqrt(length);
                imaginary -= x[t] * Math.Sin(2 * Math.PI * k * t / length) / Math.Sqrt(length);
            }

            if (k == 0 || 2 * k == length)
            {
                Assert.Equal(real, c[k], 1e-13);
                continue;
            }

            Assert.Equal(Math.Sqrt((real * real) + (imaginary * imaginary)), c[k], 1e-13);
            Assert.Equal(Math.Atan2(imaginary, real), c[components.Magnitudes + k - 1], 1e-12);
        }
    }

    [Fact]
    public void Phases_are_mixed_the_shorter_way()
    {
        MagnitudeAndPhase components = new(4); // magnitudes 0, 1, 2 and the phase of frequency 1
        double[] drawn = [1, 1, 1, -3];
        components.Align([1, 1, 1, 3], drawn);
        Assert.Equal([1, 1, 1, (2 * Math.PI) - 3], drawn);
        components.Align([1, 1, 1, 3], drawn);
        Assert.Equal((2 * Math.PI) - 3, drawn[3], 1e-15);
    }

    [Fact]
    public void Shapes_that_cannot_be_transformed_are_refused()
    {
        Assert.StartsWith(
            "CosineTransform takes images",
            Assert.Throws<ArgumentException>(() => new CosineTransform([5])).Message
        );
        Assert.StartsWith(
            "Sides of 28 and 28 are halved 2 times",
            Assert.Throws<ArgumentException>(() => new HaarTransform([1, 28, 28], 3)).Message
        );
        Assert.StartsWith(
            "Sides of 7 and 8 are halved 0 times",
            Assert.Throws<ArgumentException>(() => new HaarTransform([7, 8])).Message
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => new MagnitudeAndPhase(0));
    }

    internal static double[] Numbers(int size, string name = "signal") =>
        Array.ConvertAll(Deterministic.Fill(name, [size], -1, 1), x => (double)x);

    private static double[] Unit(int size, int at)
    {
        double[] unit = new double[size];
        unit[at] = 1;
        return unit;
    }

    private static double[] Analysed(SignalComponents components, double[] signal)
    {
        double[] c = new double[signal.Length];
        components.Analyse(signal, c);
        return c;
    }

    private static double[] Synthesised(SignalComponents components, double[] c)
    {
        double[] signal = new double[c.Length];
        components.Synthesise(c, signal);
        return signal;
    }

    private static double Largest(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
