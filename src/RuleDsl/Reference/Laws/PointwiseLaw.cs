namespace RuleCompiler.Reference;

/// <summary>A rule at a nonlinearity: R_j = Backward(R_j, x_j, y_j).</summary>
internal sealed class PointwiseLaw
{
    private readonly UnitOperands _unit;
    private readonly Scope _scope = new();
    private readonly Percentiles _percentiles;
    private readonly BoundFunction _backward;
    private readonly int _r;

    /// <exception cref="InvalidOperationException">The rule has no Backward.</exception>
    public PointwiseLaw(RuleSite site)
    {
        ScalarFunction backward = site.Need(site.Body.Backward, "Backward");
        _unit = new UnitOperands(site, _scope);
        _r = _scope.Add("r", site.Body.Channels);
        _percentiles = new Percentiles(site, _scope, linear: false);
        _backward = new BoundFunction(backward, _scope, "Backward", site);
    }

    /// <summary>The relevance of the inputs, [channel][unit].</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="above">The relevance of the outputs, [channel][unit].</param>
    public double[][] Below(LayerSample sample, double[][] above)
    {
        _scope.Forget();
        _percentiles.Compute(ofSums: false, sample.Output.Length, Enter);
        double[][] below = Array.ConvertAll(above, row => new double[row.Length]);
        for (int j = 0; j < sample.Output.Length; j++)
        {
            Enter(j);
            double[] results = _backward.Evaluate();
            for (int c = 0; c < results.Length; c++)
                below[c][j] = results[c];
        }

        return below;

        void Enter(int unit)
        {
            _unit.Enter(unit, sample);
            for (int c = 0; c < above.Length; c++)
                _scope.Values[_r + c] = above[c][unit];
        }
    }
}
