namespace RuleCompiler.Runtime.Tests.Methods;

/// <summary>Completeness of integrated gradients on a smooth function, and the quadratures' orders.</summary>
public sealed class IntegratedGradientsTests
{
    private static readonly double[] Input = [0.7, -1.2, 2];

    private static readonly FunctionNetwork Smooth = new(
        [3],
        x => Math.Sin(x[0]) * Math.Exp(0.5 * x[1]) + (x[2] * x[2] * x[0]),
        x =>
            [
                (Math.Cos(x[0]) * Math.Exp(0.5 * x[1])) + (x[2] * x[2]),
                0.5 * Math.Sin(x[0]) * Math.Exp(0.5 * x[1]),
                2 * x[2] * x[0],
            ]
    );

    [Fact]
    public void Gauss_legendre_is_complete_to_rounding() =>
        Assert.InRange(Error(new IntegratedGradients(Steps: 20)), 0, 1e-14);

    // twice the steps: half the error of one-sided sums, a quarter of the others'
    [Theory]
    [InlineData(Quadrature.RiemannLeft, 2)]
    [InlineData(Quadrature.RiemannRight, 2)]
    [InlineData(Quadrature.RiemannMiddle, 4)]
    [InlineData(Quadrature.Trapezoid, 4)]
    public void The_error_falls_with_the_quadrature_s_order(Quadrature quadrature, double factor)
    {
        double coarse = Error(new IntegratedGradients(Steps: 101, Quadrature: quadrature));
        double fine = Error(new IntegratedGradients(Steps: 201, Quadrature: quadrature));
        Assert.InRange(coarse / fine, 0.97 * factor, 1.03 * factor);
    }

    [Fact]
    public void Captum_s_trapezoid_lacks_a_step()
    {
        double own = Sum(new IntegratedGradients(Steps: 50, Quadrature: Quadrature.Trapezoid));
        double captum = Sum(new IntegratedGradients(Steps: 50, Quadrature: Quadrature.CaptumTrapezoid));
        Assert.Equal(own * 49 / 50, captum, 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(50)]
    [InlineData(201)]
    public void Gauss_legendre_integrates_powers(int count)
    {
        (double[] nodes, double[] weights) = GaussLegendre.Of(count);
        Assert.Equal(nodes.Order(), nodes);
        for (int power = 0; power < Math.Min(2 * count, 60); power++)
        {
            double integral = nodes.Zip(weights, (x, w) => w * Math.Pow(x, power)).Sum();
            Assert.Equal(1.0 / (power + 1), integral, 1e-14);
        }
    }

    [Fact]
    public void Without_the_difference_nothing_is_promised()
    {
        Attribution attribution = new IntegratedGradients(TimesDifference: false).Attribute(Smooth, Input, 0);
        Assert.Null(attribution.CompletenessError);
        double[] times = new IntegratedGradients().Attribute(Smooth, Input, 0).Relevance;
        for (int j = 0; j < times.Length; j++)
            Assert.Equal(times[j], attribution.Relevance[j] * Input[j], 12);
    }

    [Fact]
    public void Gradient_shap_approaches_the_expectation()
    {
        double[] expected = new IntegratedGradients().Attribute(Smooth, Input, 0).Relevance;
        double[] sampled = new GradientShap(Samples: 20000).Attribute(Smooth, Input, 0).Relevance;
        // deviations of about the values themselves over √20000: 0.7 %
        Explaining.Near.Same(expected, sampled, 0.03);
    }

    private static double Error(AttributionMethod method) =>
        method.Attribute(Smooth, Input, 0).CompletenessError!.Value;

    private static double Sum(AttributionMethod method) => method.Attribute(Smooth, Input, 0).Relevance.Sum();
}
