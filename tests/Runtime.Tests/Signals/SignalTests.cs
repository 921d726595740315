using RuleCompiler.TestData;

namespace RuleCompiler.Runtime.Tests.Signals;

/// <summary>
/// Data whose signal and distractor are known (Kindermans et al. 2018, section 2): x = a_s·s + a_d·d, and a unit that
/// reads s alone. Its weight must turn away from the distractor; its pattern must not.
/// </summary>
public sealed class SignalTests
{
    private static readonly double[] Signal = [1, 0.5];
    private static readonly double[] Distractor = [1, 1];

    // w·a_s = 1, w·a_d = 0
    private static readonly float[] Weight = [2, -2];

    [Theory]
    [InlineData(SignalEstimator.Linear, PatternCentre.AllOutputs)]
    [InlineData(SignalEstimator.Positive, PatternCentre.AllOutputs)]
    [InlineData(SignalEstimator.Positive, PatternCentre.PositiveOutputs)]
    public void The_pattern_is_the_signal_s_direction(SignalEstimator estimator, PatternCentre centre)
    {
        using OneUnitGradient network = new(Weights());
        Patterns patterns = PatternEstimator.Estimate(
            network,
            Data(20000, offset: 0),
            new() { Estimator = estimator, Centre = centre }
        );
        LayerPattern pattern = Assert.Single(patterns.Layers);
        // cov[s, d] of 16000 samples is 1/√16000 = 0.008 about 0; half of them count where positive
        Assert.InRange(NaivePatterns.Distance(Signal, pattern.Exact), 0, 0.05);
        // the gradient's direction is far from it
        Assert.InRange(NaivePatterns.Distance(Signal, Weight.Select(w => (double)w)), 1, 10);
        // what is left of the inputs tells nothing of y
        Assert.InRange(pattern.Quality[0], 0.95, 1);
        Assert.Equal((20000, 4000), (patterns.Samples, patterns.HeldOut));
    }

    [Fact]
    public void An_offset_enters_the_pattern_where_all_outputs_are_the_centre()
    {
        using OneUnitGradient network = new(Weights());
        double Off(PatternCentre centre) =>
            NaivePatterns.Distance(
                Signal,
                PatternEstimator.Estimate(network, Data(20000, offset: 3), new() { Centre = centre }).Layers[0].Exact
            );
        Assert.InRange(Off(PatternCentre.PositiveOutputs), 0, 0.05);
        Assert.InRange(Off(PatternCentre.AllOutputs), 0.5, 10);
    }

    [Fact]
    public void Quality_tells_the_signal_from_other_directions()
    {
        // ρ is a number of the pattern: what is measured for the estimated one is what a regression on the residual gives
        float[] data = Data(4000, offset: 0);
        using OneUnitGradient network = new(Weights());
        PatternOptions linear = new() { Estimator = SignalEstimator.Linear, HoldOut = 2 };
        double estimated = PatternEstimator.Estimate(network, data, linear).Layers[0].Quality[0];
        Assert.InRange(estimated, 0.9, 1);
        Assert.InRange(Residual(data, [1, 0.5]), 0.9, 1);
        Assert.InRange(Residual(data, [0.25, -0.25]), 0, 0.8); // the weight's own direction
    }

    [Fact]
    public void A_linear_unit_s_relevance_is_its_output()
    {
        using OneUnitGradient network = new(Weights());
        Patterns patterns = PatternEstimator.Estimate(network, Data(100, offset: 1), new() { HoldOut = 0 });
        using OneUnitAttribution attribution = new(Weights(), new() { Operands = patterns.Operands });
        Explanation explained = attribution.Explain([0.7f, -0.4f], 0);
        Assert.Equal(explained.Logits[0], explained.Relevance.Sum(), 1e-5f); // w·a = 1 but for float32
        Assert.Equal(1, patterns.Layers[0].Exact.Zip(Weight, (a, w) => a * w).Sum(), 12);
    }

    /// <summary>1 − corr(y, x − a·y) for two inputs, where the residual has one direction: no regression is needed.</summary>
    private static double Residual(float[] data, double[] a)
    {
        double[] y = new double[data.Length / 2],
            d = new double[y.Length];
        for (int n = 0; n < y.Length; n++)
        {
            y[n] = (data[2 * n] * Weight[0]) + (data[(2 * n) + 1] * Weight[1]);
            // u with aᵀu = 0
            d[n] = (data[2 * n] * a[1]) - (data[(2 * n) + 1] * a[0]);
        }

        double meanY = y.Average(),
            meanD = d.Average();
        double Co(double[] p, double mp, double[] q, double mq) => p.Zip(q, (x, z) => (x - mp) * (z - mq)).Sum();
        return 1 - (Math.Abs(Co(y, meanY, d, meanD)) / Math.Sqrt(Co(y, meanY, y, meanY) * Co(d, meanD, d, meanD)));
    }

    internal static WeightSet Weights() => new("one", [new("dense1.weight", [1, 2], Weight, TensorRole.Weight)]);

    private static float[] Data(int count, double offset)
    {
        // even numbers of mean 0 and variance 1
        double edge = Math.Sqrt(3);
        float[] s = Deterministic.Fill("patterns/s", [count], -edge, edge);
        float[] d = Deterministic.Fill("patterns/d", [count], -edge, edge);
        float[] x = new float[2 * count];
        for (int n = 0; n < count; n++)
        for (int i = 0; i < 2; i++)
            x[(2 * n) + i] = (float)((Signal[i] * s[n]) + (Distractor[i] * (offset + d[n])));
        return x;
    }
}
