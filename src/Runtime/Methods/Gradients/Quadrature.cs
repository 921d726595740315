namespace RuleCompiler;

/// <summary>Where between reference (0) and input (1) gradients are taken. Weights sum to 1 but where it is said.</summary>
public enum Quadrature
{
    /// <summary>The roots of the Legendre polynomial: exact for polynomials of degree 2·steps − 1.</summary>
    GaussLegendre,

    /// <summary>0, 1/n, …, (n−1)/n, all alike.</summary>
    RiemannLeft,

    /// <summary>1/n, 2/n, …, 1, all alike.</summary>
    RiemannRight,

    /// <summary>1/2n, 3/2n, …, all alike.</summary>
    RiemannMiddle,

    /// <summary>0, 1/(n−1), …, 1, the ends with half of the others' weight 1/(n−1).</summary>
    Trapezoid,

    /// <summary>
    /// The points of <see cref="Trapezoid"/> with Captum's weights 1/n, the ends 1/2n: they sum to (n−1)/n, and so
    /// does the relevance. For comparison with it.
    /// </summary>
    CaptumTrapezoid,

    /// <summary>
    /// <see cref="GaussLegendre"/> with Captum's weights, which it rounds to single precision (1e-9 of the result) even
    /// where all else is double. For comparison with it.
    /// </summary>
    CaptumGaussLegendre,
}

/// <summary>The points and weights of quadratures on [0, 1].</summary>
internal static class QuadratureRule
{
    /// <exception cref="ArgumentOutOfRangeException">There are too few steps, or no such quadrature.</exception>
    public static (double[] Points, double[] Weights) Of(Quadrature quadrature, int steps)
    {
        bool ends = quadrature is Quadrature.Trapezoid or Quadrature.CaptumTrapezoid;
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, ends ? 2 : 1, nameof(IntegratedGradients.Steps));
        double n = steps;
        return quadrature switch
        {
            Quadrature.GaussLegendre => GaussLegendre.Of(steps),
            Quadrature.CaptumGaussLegendre => Rounded(GaussLegendre.Of(steps)),
            Quadrature.RiemannLeft => (Points(k => k / n), Even(1 / n)),
            Quadrature.RiemannRight => (Points(k => (k + 1) / n), Even(1 / n)),
            Quadrature.RiemannMiddle => (Points(k => (k + 0.5) / n), Even(1 / n)),
            Quadrature.Trapezoid => (Points(k => k / (n - 1)), HalfEnds(1 / (n - 1))),
            Quadrature.CaptumTrapezoid => (Points(k => k / (n - 1)), HalfEnds(1 / n)),
            _ => throw new ArgumentOutOfRangeException(
                nameof(IntegratedGradients.Quadrature),
                quadrature,
                $"There is no such quadrature; choose one of {string.Join(", ", Enum.GetNames<Quadrature>())}."
            ),
        };

        static (double[], double[]) Rounded((double[] Nodes, double[] Weights) rule) =>
            (rule.Nodes, Array.ConvertAll(rule.Weights, weight => (double)(float)weight));

        double[] Points(Func<int, double> at) => [.. Enumerable.Range(0, steps).Select(at)];

        double[] Even(double weight) => [.. Enumerable.Repeat(weight, steps)];

        double[] HalfEnds(double weight) => Points(k => k == 0 || k == steps - 1 ? weight / 2 : weight);
    }
}
