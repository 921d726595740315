using RuleCompiler.Runtime.Tests.Explaining;
using RuleCompiler.Runtime.Tests.Methods;
using RuleCompiler.TestData;

namespace RuleCompiler.Runtime.Tests.Distortion;

/// <summary>The sampled distortion against its definition, and its gradient against differences in double precision.</summary>
public sealed class MonteCarloTests : IDisposable
{
    private const int Inputs = SmallNetwork.Inputs;
    private readonly AskedGradient compiled = new(SmallNetwork.Tensors());

    public static TheoryData<string> Kinds =>
        ["plain", "cosine", "magnitude and phase", "blurred", "nearest", "cosine and a generator"];

    public void Dispose() => compiled.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void D_is_the_mean_over_draws(string kind)
    {
        MonteCarloOptions options = Options(kind);
        MonteCarloDistortion distortion = new(Interpreted(), SmallNetwork.Batch(3), [1, 0, 3], Reference(), options);
        double[] maps = Maps(2),
            found = new double[2];
        distortion.Evaluate([2, 0], maps, found);
        for (int i = 0; i < 2; i++)
        {
            double[] x = Array.ConvertAll(SmallNetwork.Sample(i == 0 ? 2 : 0), v => (double)v);
            int target = i == 0 ? 3 : 1;
            double sum = 0;
            for (int k = 0; k < options.Samples; k++)
            {
                double error =
                    Score(x, target) - Score(Obfuscated(x, maps[(i * Inputs)..((i + 1) * Inputs)], k, options), target);
                sum += error * error / 2;
            }

            Assert.Equal(sum / options.Samples, found[i], 1e-12 * sum);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_gradient_is_that_of_central_differences(string kind)
    {
        MonteCarloDistortion distortion = new(Interpreted(), SmallNetwork.Batch(2), [1, 2], Reference(), Options(kind));
        double[] maps = Maps(1),
            gradient = new double[Inputs],
            value = new double[1],
            differences = new double[Inputs];
        distortion.Differentiate([1], maps, value, gradient);
        double[] alone = new double[1];
        distortion.Evaluate([1], maps, alone);
        Assert.Equal(alone[0], value[0], 1e-12 * value[0]);
        const double Step = 1e-6;
        foreach (int j in Enumerable.Range(0, Inputs).Where(j => j % 7 == 3))
        {
            double At(double step)
            {
                double[] moved = [.. maps];
                moved[j] += step;
                distortion.Evaluate([1], moved, alone);
                return alone[0];
            }

            differences[j] = (At(Step) - At(-Step)) / (2 * Step);
            // kinks of ReLU are passed by few of the draws, rounding is 1e-16/Step
            Assert.Equal(differences[j], gradient[j], 1e-5 * gradient.Max(Math.Abs));
        }
    }

    [Fact]
    public void A_compiled_network_gives_the_same_in_single_precision()
    {
        double[] maps = Maps(2),
            values = new double[2],
            gradients = new double[2 * Inputs],
            expected = new double[2],
            expectedGradients = new double[2 * Inputs];
        new MonteCarloDistortion(
            Interpreted(),
            SmallNetwork.Batch(2),
            [1, 2],
            Reference(),
            Options("plain")
        ).Differentiate([0, 1], maps, expected, expectedGradients);
        new MonteCarloDistortion(compiled, SmallNetwork.Batch(2), [1, 2], Reference(), Options("plain")).Differentiate(
            [0, 1],
            maps,
            values,
            gradients
        );
        Near.Same(Singles(expected), Singles(values), 1e-5);
        Near.Same(Singles(expectedGradients), Singles(gradients), 1e-5);
    }

    [Fact]
    public void A_linear_network_has_the_distortion_of_the_moments()
    {
        // Φ = w·x: D = ½(w·((1−s)⊙(x − E n)))² + ½Σ w²(1−s)²V n
        double[] w = [1, -2, 0.5];
        LinearNetwork linear = new(w);
        GaussianReference reference = new([0.2f, 0, 1], [1, 0.5f, 2]);
        double[] x = [1, 0.5, -1],
            s = [0.2, 0.9, 0.5];
        MonteCarloDistortion distortion = new(
            linear,
            [1, 0.5f, -1],
            [0],
            reference,
            new() { Samples = 20_000, Seed = 5 }
        );
        double[] found = new double[1];
        distortion.Evaluate([0], s, found);
        double bias = 0,
            variance = 0;
        for (int j = 0; j < 3; j++)
        {
            bias += w[j] * (1 - s[j]) * (x[j] - reference.Mean[j]);
            variance += w[j] * w[j] * (1 - s[j]) * (1 - s[j]) * reference.Variance[j];
        }

        double expected = 0.5 * ((bias * bias) + variance);
        // five standard errors: V[½e²] = ¼(2v² + 4b²v) of a normal e
        double error = 5 * Math.Sqrt(((2 * variance * variance) + (4 * bias * bias * variance)) / 4 / 20_000);
        Assert.Equal(expected, found[0], error);
        Assert.Equal(w.Zip(x, (a, b) => a * b).Sum(), distortion.Score[0], 1e-12);
    }

    [Fact]
    public void A_seed_chooses_the_draws()
    {
        double D(int seed)
        {
            double[] found = new double[1];
            new MonteCarloDistortion(
                compiled,
                SmallNetwork.Sample(0),
                [1],
                Reference(),
                new() { Samples = 4, Seed = seed }
            ).Evaluate([0], Maps(1), found);
            return found[0];
        }

        Assert.Equal(D(1), D(1));
        Assert.NotEqual(D(1), D(2));
    }

    [Fact]
    public void The_components_that_matter_are_found()
    {
        // Φ reads the second and the fifth component only
        LinearNetwork linear = new([0, 3, 0, 0, -3, 0]);
        MonteCarloDistortion distortion = new(
            linear,
            [1, 1, 1, 1, 1, 1],
            [0],
            new UniformReference(6),
            new() { Samples = 256 }
        );
        RateDistortionExplanation found = RateDistortion.Explain(distortion, new() { Lambda = 0.05 })[0];
        Assert.True(found.Relevance[1] > 0.5 && found.Relevance[4] > 0.5, string.Join(" ", found.Relevance));
        Assert.All(new[] { 0, 2, 3, 5 }, j => Assert.Equal(0, found.Relevance[j]));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        void Refused<T>(Func<object> call, string message)
            where T : ArgumentException => Assert.StartsWith(message, Assert.Throws<T>(call).Message);
        float[] x = SmallNetwork.Sample(0);
        Refused<ArgumentException>(
            () => new MonteCarloDistortion(compiled, x, [1, 2], Reference()),
            "There are 126 values for 2 targets"
        );
        Refused<ArgumentException>(
            () => new MonteCarloDistortion(compiled, x, [], Reference()),
            "There are 126 values for 0 targets"
        );
        Refused<ArgumentOutOfRangeException>(
            () => new MonteCarloDistortion(compiled, x, [4], Reference()),
            "There is no such output"
        );
        Refused<ArgumentException>(
            () => new MonteCarloDistortion(compiled, x, [1], new UniformReference(3)),
            "The reference distribution is one of 3 numbers, the network's input has 126"
        );
        Refused<ArgumentException>(
            () =>
                new MonteCarloDistortion(
                    compiled,
                    x,
                    [1],
                    Reference(),
                    new() { Components = new MagnitudeAndPhase(5) }
                ),
            "There are 5 components [5]"
        );
        Refused<ArgumentException>(
            () => new MonteCarloDistortion(compiled, x, [1], Reference(), new() { Infill = new BlurredInfill([9, 7]) }),
            "The infill fills 63 numbers; the network's input has 126."
        );
        Refused<ArgumentException>(
            () => new MonteCarloDistortion(compiled, x, [1], Reference(), new() { Infill = new NearestInfill([9, 7]) }),
            "The infill fills 63 numbers"
        );
        Refused<ArgumentOutOfRangeException>(
            () => new MonteCarloDistortion(compiled, x, [1], Reference(), new() { Samples = 0 }),
            "Samples"
        );
        Refused<ArgumentException>(
            () => new MonteCarloDistortion(compiled, [.. x[..^1], float.NaN], [1], Reference()),
            "The input of image 0 holds NaN at index 125"
        );
    }

    private static Interpreter Interpreted() =>
        new(SmallNetwork.Define(), [2, 9, 7], (0, 1), PlainGradient.For, Defaults.Gradient, SmallNetwork.Tensors());

    internal static GaussianReference Reference() =>
        new(
            Deterministic.Fill("reference mean", [Inputs], 0, 1),
            Deterministic.Fill("reference variance", [Inputs], 0.01, 0.1)
        );

    private static MonteCarloOptions Options(string kind)
    {
        MonteCarloOptions options = new() { Samples = 3, Seed = 9 };
        return kind switch
        {
            "cosine" => options with { Components = new CosineTransform([2, 9, 7]) },
            "magnitude and phase" => options with { Components = new MagnitudeAndPhase(Inputs) },
            "blurred" => options with { Infill = new BlurredInfill([2, 9, 7], 1) },
            "nearest" => options with { Infill = new NearestInfill([2, 9, 7]) },
            "cosine and a generator" => options with
            {
                Components = new CosineTransform([2, 9, 7]),
                Infill = new ScaledInfill(),
            },
            _ => options,
        };
    }

    private static double[] Maps(int count) =>
        Array.ConvertAll(Deterministic.Fill("maps", [count, Inputs], 0.05, 0.95), s => (double)s);

    private static float[] Singles(double[] values) => Array.ConvertAll(values, v => (float)v);

    private static double Score(double[] x, int target)
    {
        double[] outputs = new double[SmallNetwork.Outputs];
        ((IExplainable)Interpreted()).Predict(x, outputs);
        return outputs[target];
    }

    /// <summary>y as eq. 2 has it, step by step.</summary>
    private static double[] Obfuscated(double[] x, double[] s, int sample, MonteCarloOptions options)
    {
        float[] draw = new float[Inputs];
        Reference().Draw(options.Seed, sample, draw);
        double[] n = Array.ConvertAll(draw, v => (double)v),
            c = [.. x],
            g = new double[Inputs],
            y = new double[Inputs];
        if (options.Components is { } components)
        {
            double[] drawn = [.. n];
            components.Analyse(x, c);
            components.Analyse(drawn, n);
            components.Align(c, n);
        }

        n.CopyTo(g, 0);
        options.Infill?.Fill(c, s, n, g);
        double[] mixed = [.. Enumerable.Range(0, Inputs).Select(j => (c[j] * s[j]) + (g[j] * (1 - s[j])))];
        mixed.CopyTo(y, 0);
        options.Components?.Synthesise(mixed, y);
        return y;
    }
}
