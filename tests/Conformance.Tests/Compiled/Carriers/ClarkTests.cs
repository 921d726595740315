namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>The moments of the greater of two normal values, against numerical integration of its density.</summary>
public sealed class ClarkTests
{
    private static readonly WeightSet None = new("none", []);

    private static readonly Lazy<InMemory> Compiled = new(() =>
        InMemory.Compile(
            "[Network(1, 1, 2)] public sealed partial class Net { public static Layer[] Define() => [new MaxPool((1, 2))]; }\n"
                + BuiltInCarriers.Propagators("Net", [nameof(AdfDiagonal), nameof(AdfLowRank)])
        )
    );

    [Theory]
    [InlineData(0.3, 1, -0.2, 0.5)]
    [InlineData(0, 1, 0, 1)] // 1/√π and 1 − 1/π
    [InlineData(-2, 0.3, 1, 4)]
    [InlineData(5, 0.01, 4.9, 0.02)]
    [InlineData(1, 1e-6, 1.001, 1e-6)]
    [InlineData(3, 1, -4, 1)] // one leads almost surely
    [InlineData(0, 1, 0, 1e-4)]
    [InlineData(100, 2, 99, 3)]
    public void Moments_are_those_of_the_density(double mean, double variance, double other, double otherVariance)
    {
        (double expected, double expectedVariance) = Integrated(mean, variance, other, otherVariance);
        float[][] found = Diagonal(mean, variance, other, otherVariance);
        double scale = Math.Sqrt(expectedVariance) + Math.Abs(expected);
        Assert.InRange(found[0][0], expected - 2e-6 * scale, expected + 2e-6 * scale);
        // the lanes' error function is within 1e-7, beside a variance that is a tenth of one that enters, or more
        Assert.InRange(found[1][0], expectedVariance * (1 - 2e-5), expectedVariance * (1 + 2e-5));
        Assert.Equal(found, Diagonal(other, otherVariance, mean, variance));
    }

    [Theory]
    [InlineData(1, 0, 2, 0, 2, 0)]
    [InlineData(2, 0, 2, 0, 2, 0)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    [InlineData(1e8, 1, -1e8, 1, 1e8, 1)]
    [InlineData(-1e18, 1e-20, 1e18, 4, 1e18, 4)]
    [InlineData(1e-18, 0, 0, 0, 1e-18, 0)]
    public void Where_one_leads_surely_it_is_that(
        float mean,
        float variance,
        float other,
        float otherVariance,
        float expected,
        float expectedVariance
    )
    {
        float[][] found = Diagonal(mean, variance, other, otherVariance);
        Assert.Equal(expected, found[0][0]);
        Assert.Equal(expectedVariance, found[1][0], expectedVariance * 1e-6);
    }

    [Fact]
    public void Rows_of_a_factor_are_mixed_by_the_chances_of_leading()
    {
        using Propagator lowRank = Compiled.Value.Propagator("NetAdfLowRank", None);
        // X = 1 + 0.6·e₀ + 0.8·e₁, Y = 0.5 + e₀: V[X − Y] = 0.16 + 0.64
        float[][] found = lowRank.Propagate(
            [
                [1, 0.5f],
                [0.6f, 1, 0.8f, 0],
            ],
            2
        );
        double theta = Math.Sqrt(0.8);
        double first = NormalDistribution.Phi(0.5 / theta);
        double density = Math.Exp(-0.5 * 0.25 / 0.8) / Math.Sqrt(2 * Math.PI);
        Assert.Equal(first + (0.5 * (1 - first)) + (theta * density), found[0][0], 1e-6);
        Assert.Equal((0.6 * first) + (1 - first), found[1][0], 1e-6);
        Assert.Equal(0.8 * first, found[1][1], 1e-6);
        // what is sure: nothing divides by zero, and equal rows stay
        Assert.Equal(
            [2f, 0.5f],
            lowRank
                .Propagate([
                    [2, 2],
                    [0.5f, 0.5f],
                ])
                .Select(m => m[0])
        );
        Assert.Equal(
            [2f, 0f],
            lowRank
                .Propagate([
                    [2, -1],
                    [0, 0],
                ])
                .Select(m => m[0])
        );
    }

    private static float[][] Diagonal(double mean, double variance, double other, double otherVariance)
    {
        using Propagator diagonal = Compiled.Value.Propagator("NetAdfDiagonal", None);
        return diagonal.Propagate([
            [(float)mean, (float)other],
            [(float)variance, (float)otherVariance],
        ]);
    }

    /// <summary>By Simpson's rule over the density f₁F₂ + f₂F₁ of the maximum, of numbers as float32 has them.</summary>
    private static (double Mean, double Variance) Integrated(double m1, double v1, double m2, double v2)
    {
        (m1, v1, m2, v2) = ((float)m1, (float)v1, (float)m2, (float)v2);
        (double s1, double s2) = (Math.Sqrt(v1), Math.Sqrt(v2));
        double low = Math.Min(m1 - 12 * s1, m2 - 12 * s2);
        double high = Math.Max(m1 + 12 * s1, m2 + 12 * s2);
        const int steps = 40_000;
        double h = (high - low) / steps;
        double centre = Math.Max(m1, m2);
        double mass = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i <= steps; i++)
        {
            double t = low + (i * h);
            double weight = (i is 0 or steps ? 1 : 2 + (2 * (i % 2))) * h / 3;
            double density = weight * (Of(t, m1, s1) * Below(t, m2, s2) + Of(t, m2, s2) * Below(t, m1, s1));
            mass += density;
            first += density * (t - centre);
            second += density * (t - centre) * (t - centre);
        }

        Assert.Equal(1, mass, 1e-9);
        return (centre + first, second - (first * first));

        static double Of(double t, double m, double s) =>
            Math.Exp(-0.5 * (t - m) / s * (t - m) / s) / (s * Math.Sqrt(2 * Math.PI));

        static double Below(double t, double m, double s) => NormalDistribution.Phi((t - m) / s);
    }
}
