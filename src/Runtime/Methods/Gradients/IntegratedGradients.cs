namespace RuleCompiler;

/// <summary>
/// (x − x0) times the gradient's integral on the straight line from the reference to the input, the mean over
/// several references. The relevance sums to f(x) − f(x0) but for the quadrature's error, which
/// <see cref="Attribution.CompletenessError"/> gives. The default is Captum's; zennit's is
/// <c>Steps: 20, Quadrature: RiemannRight</c>.
/// </summary>
/// <param name="Steps">Gradients for each reference.</param>
/// <param name="Quadrature">Where they are taken and how they are weighted.</param>
/// <param name="TimesDifference">Whether the integral is multiplied by x − x0; without, nothing sums to anything.</param>
[Source("sundararajan2017axiomatic", Eq = "1")]
public sealed record IntegratedGradients(
    int Steps = 50,
    Quadrature Quadrature = Quadrature.GaussLegendre,
    bool TimesDifference = true
) : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "integrated-gradients";

    /// <inheritdoc/>
    public override bool UsesReferences => true;

    /// <inheritdoc/>
    protected override Attribution Run(Query query)
    {
        (double[] alphas, double[] weights) = QuadratureRule.Of(Quadrature, Steps);
        (double output, double[] ends) = query.Ends();
        int references = query.References.Count;
        double[] x = query.Input;
        double[] relevance = new double[x.Length];
        query.Expect((long)Steps * references);
        query.Relevances(
            checked(Steps * references),
            (n, point) =>
            {
                double[] x0 = query.References[n / Steps];
                for (int j = 0; j < point.Length; j++)
                    point[j] = x0[j] + (alphas[n % Steps] * (x[j] - x0[j]));
            },
            (n, gradient) =>
            {
                double[] x0 = query.References[n / Steps];
                double weight = weights[n % Steps] / references;
                for (int j = 0; j < relevance.Length; j++)
                    relevance[j] += weight * gradient[j] * (TimesDifference ? x[j] - x0[j] : 1);
            }
        );
        double reference = ends.Average();
        return new(this, relevance, query.Shape, query.Target)
        {
            Output = output,
            ReferenceOutput = reference,
            CompletenessError = TimesDifference ? Completeness.Error(relevance, output, reference) : null,
        };
    }
}
