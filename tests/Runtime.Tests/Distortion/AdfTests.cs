using RuleCompiler.Runtime.Tests.Explaining;
using RuleCompiler.Runtime.Tests.Methods;
using RuleCompiler.TestData;

namespace RuleCompiler.Runtime.Tests.Distortion;

[Explainer<SmallNetwork, AdfDiagonal>]
public sealed partial class SmallDiagonal;

[Explainer<SmallNetwork, AdfLowRank>]
public sealed partial class SmallLowRank;

[Explainer<SmallNetwork, Intervals>]
public sealed partial class SmallBounds;

/// <summary>One linear layer, where assumed density filtering is exact.</summary>
[Network(2, 9, 7)]
public sealed partial class OneLayer
{
    public static Layer[] Define() => [new Flatten(), new Dense(3)];

    internal static WeightSet Tensors() => Deterministic.Network("one layer", ("dense1", [3, 126]));
}

[Explainer<OneLayer, AdfLowRank>]
public sealed partial class OneLowRank;

[Explainer<OneLayer, AdfDiagonal>]
public sealed partial class OneDiagonal;

[Explainer<OneLayer, PlainGradient>]
public sealed partial class OneGradient;

/// <summary>The distortion by assumed density filtering against its formula, sampling and central differences.</summary>
public sealed class AdfTests : IDisposable
{
    private const int Inputs = SmallNetwork.Inputs;
    private readonly SmallDiagonal diagonal = new(SmallNetwork.Tensors());
    private readonly SmallLowRank lowRank = new(SmallNetwork.Tensors());

    public static TheoryData<string> Kinds => ["diagonal", "low rank", "low rank of cosines"];

    public void Dispose()
    {
        diagonal.Dispose();
        lowRank.Dispose();
    }

    [Fact]
    public void D_is_that_of_the_moments_at_the_output()
    {
        GaussianReference reference = Gaussian();
        AdfDistortion distortion = new(diagonal, SmallNetwork.Batch(3), [1, 0, 3], reference);
        double[] s = Maps(1),
            found = new double[1];
        distortion.Evaluate([2], s, found);
        float[] x = SmallNetwork.Sample(2),
            mean = new float[Inputs],
            variance = new float[Inputs];
        for (int j = 0; j < Inputs; j++)
        {
            mean[j] = (float)((x[j] * s[j]) + (reference.Mean[j] * (1 - s[j])));
            variance[j] = (float)((1 - s[j]) * (1 - s[j]) * reference.Variance[j]);
        }

        float[][] outputs = diagonal.Propagate([mean, variance]);
        double bias = distortion.Score[2] - outputs[0][3];
        Assert.Equal(0.5 * ((bias * bias) + outputs[1][3]), found[0], 1e-9);
    }

    [Fact]
    public void The_score_is_the_network()
    {
        AdfDistortion one = new(diagonal, SmallNetwork.Batch(2), [1, 2], Gaussian()),
            other = new(lowRank, SmallNetwork.Batch(2), [1, 2], LowRank());
        using AskedGradient network = new(SmallNetwork.Tensors());
        float[] logits = network.Predict(SmallNetwork.Batch(2));
        Near.Same([logits[1], logits[SmallNetwork.Outputs + 2]], [.. one.Score.ToArray().Select(v => (float)v)], 1e-6);
        Near.Same(
            [logits[1], logits[SmallNetwork.Outputs + 2]],
            [.. other.Score.ToArray().Select(v => (float)v)],
            1e-6
        );
        double[] kept = new double[Inputs],
            found = new double[1];
        Array.Fill(kept, 1);
        one.Evaluate([1], kept, found);
        Assert.Equal(0, found[0], 1e-12);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_gradient_is_that_of_central_differences(string kind)
    {
        AdfDistortion distortion = Make(kind);
        double[] maps = Maps(2),
            values = new double[2],
            gradients = new double[2 * Inputs];
        distortion.Differentiate([1, 0], maps, values, gradients);
        double[] alone = new double[2];
        distortion.Evaluate([1, 0], maps, alone);
        Assert.Equal(alone, values);
        double largest = gradients.Max(Math.Abs);
        const double Step = 1e-2; // single precision: D's rounding of 1e-7·Φ² over a step, and third derivatives times Step²
        foreach (int j in Enumerable.Range(0, 2 * Inputs).Where(j => j % 5 == 2))
        {
            double At(double step)
            {
                double[] moved = [.. maps];
                moved[j] += step;
                distortion.Evaluate([1, 0], moved, alone);
                return alone[j / Inputs];
            }

            Assert.Equal((At(Step) - At(-Step)) / (2 * Step), gradients[j], 2e-3 * largest);
        }
    }

    [Fact]
    public void One_linear_layer_is_exact()
    {
        using OneDiagonal diagonal = new(OneLayer.Tensors());
        using OneLowRank lowRank = new(OneLayer.Tensors());
        using OneGradient network = new(OneLayer.Tensors());
        foreach (bool independent in new[] { true, false })
        {
            ReferenceDistribution reference = independent ? Gaussian() : LowRank();
            AdfDistortion exact = new(independent ? diagonal : lowRank, SmallNetwork.Sample(0), [2], reference);
            MonteCarloDistortion sampled = new(
                network,
                SmallNetwork.Sample(0),
                [2],
                reference,
                new() { Samples = 4000 }
            );
            double[] maps = Maps(1),
                expected = new double[1],
                found = new double[1];
            exact.Evaluate([0], maps, expected);
            sampled.Evaluate([0], maps, found);
            // a mean of 4000 squares of a normal error: five standard errors are less than 0.12 of it
            Assert.Equal(expected[0], found[0], 0.12 * expected[0]);
        }
    }

    [Fact]
    public void A_factor_of_all_directions_is_the_diagonal_where_components_are_independent()
    {
        // one layer: no approximation tells them apart
        using OneDiagonal diagonal = new(OneLayer.Tensors());
        using OneLowRank lowRank = new(OneLayer.Tensors());
        GaussianReference reference = Gaussian();
        float[] factor = new float[Inputs * Inputs];
        for (int j = 0; j < Inputs; j++)
            factor[(j * Inputs) + j] = MathF.Sqrt(reference.Variance[j]);
        double[] maps = Maps(2),
            one = new double[2],
            other = new double[2],
            gradients = new double[2 * Inputs],
            otherGradients = new double[2 * Inputs];
        new AdfDistortion(diagonal, SmallNetwork.Batch(2), [2, 0], reference).Differentiate(
            [0, 1],
            maps,
            one,
            gradients
        );
        new AdfDistortion(
            lowRank,
            SmallNetwork.Batch(2),
            [2, 0],
            new LowRankReference(reference.Mean, factor)
        ).Differentiate([0, 1], maps, other, otherGradients);
        Near.Same([.. one.Select(v => (float)v)], [.. other.Select(v => (float)v)], 1e-5);
        Near.Same([.. gradients.Select(v => (float)v)], [.. otherGradients.Select(v => (float)v)], 1e-5);
    }

    [Theory]
    [InlineData(RateDistortionSolver.ProjectedGradient)]
    [InlineData(RateDistortionSolver.LimitedMemory)]
    public void Both_searches_explain_a_batch(RateDistortionSolver solver)
    {
        AdfDistortion distortion = new(diagonal, SmallNetwork.Batch(3), [1, 0, 3], Gaussian());
        RateDistortionOptions options = new()
        {
            Lambda = 2e-4,
            Solver = solver,
            DecreaseTolerance = 1e-6,
        };
        RateDistortionExplanation[] found = RateDistortion.Explain(distortion, options);
        double[] map = new double[Inputs],
            value = new double[1];
        for (int image = 0; image < 3; image++)
        {
            Assert.True(found[image].History[^1] < 0.9 * found[image].History[0]);
            Assert.InRange(found[image].Rate, 1, Inputs - 1);
            Array.ConvertAll(found[image].Relevance, s => (double)s).CopyTo(map, 0);
            distortion.Evaluate([image], map, value);
            Assert.Equal(value[0], found[image].Distortion, 1e-6 + (1e-3 * value[0]));
        }

        RateDistortionExplanation alone = RateDistortion.Explain(
            new AdfDistortion(diagonal, SmallNetwork.Sample(1), [0], Gaussian()),
            options
        )[0];
        // batches round dense layers otherwise, and a search follows its rounding
        Assert.Equal(alone.History[^1], found[1].History[^1], 0.02 * alone.History[^1]);
    }

    [Fact]
    public void A_propagator_that_does_not_fit_is_refused()
    {
        float[] x = SmallNetwork.Sample(0);
        void Refused(Func<object> call, string message) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(call).Message);
        Refused(
            () => new AdfDistortion(lowRank, x, [1], Gaussian()),
            "The propagator carries a factor of the covariance"
        );
        Refused(
            () => new AdfDistortion(diagonal, x, [1], new UniformReference(3)),
            "The reference distribution is one of 3 numbers"
        );
        Refused(() => new AdfDistortion(diagonal, x, [1, 1], Gaussian()), "There are 126 values for 2 targets");
        Refused(
            () => new AdfDistortion(diagonal, x, [1], Gaussian(), new CosineTransform([2, 9, 7])),
            "Variances of components are not variances of the input"
        );
        Refused(
            () => new AdfDistortion(lowRank, x, [1], LowRank(), new MagnitudeAndPhase(Inputs)),
            "The components are not linear in the input"
        );
        using SmallBounds bounds = new(SmallNetwork.Tensors());
        Refused(() => new AdfDistortion(bounds, x, [1], Gaussian()), "Where the whole of image 0 is known");
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdfDistortion(diagonal, x, [4], Gaussian()));
    }

    private AdfDistortion Make(string kind) =>
        kind switch
        {
            "diagonal" => new(diagonal, SmallNetwork.Batch(2), [1, 2], Gaussian()),
            "low rank" => new(lowRank, SmallNetwork.Batch(2), [1, 2], LowRank()),
            _ => new(lowRank, SmallNetwork.Batch(2), [1, 2], LowRank(), new CosineTransform([2, 9, 7])),
        };

    private static GaussianReference Gaussian() =>
        new(
            Deterministic.Fill("reference mean", [Inputs], 0, 1),
            Deterministic.Fill("reference variance", [Inputs], 0.01, 0.1)
        );

    private static LowRankReference LowRank() =>
        new(
            Deterministic.Fill("reference mean", [Inputs], 0, 1),
            Deterministic.Fill("reference factor", [5, Inputs], -0.2, 0.2)
        );

    private static double[] Maps(int count) =>
        Array.ConvertAll(Deterministic.Fill("maps", [count, Inputs], 0.05, 0.95), s => (double)s);
}
