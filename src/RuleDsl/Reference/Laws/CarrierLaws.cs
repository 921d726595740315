namespace RuleCompiler.Reference;

/// <summary>Carries a carrier upward through a linear layer: Σ_j Forward(a_j, w_jk), per member and column.</summary>
internal sealed class LinearCarrierLaw
{
    private readonly LinearMap _map;
    private readonly CarrierLayout _layout;
    private readonly InputOperands _input;
    private readonly BoundFunction _forward;

    /// <exception cref="InvalidOperationException">The rule has no Forward for linear layers.</exception>
    public LinearCarrierLaw(RuleSite site, LinearMap map)
    {
        _map = map;
        var scope = new Scope();
        ScalarFunction forward = site.Need(site.Body.ForwardLinear, "Forward(a, w)");
        _layout = site.Body.Carrier ?? throw RuleSite.NoLayout(site);
        _input = new InputOperands(site, scope);
        _forward = new BoundFunction(forward, scope, "Forward", site);
    }

    /// <summary>The carrier behind the layer, [member][column·units + unit].</summary>
    public double[][] Forward(LayerSample sample, int columns)
    {
        double[][] outputs = CarrierPlanes.Zeros(_layout, _map.Units, columns);
        for (int k = 0; k < _map.Units; k++)
        {
            for (int column = 0; column < Math.Max(columns, 1); column++)
            {
                foreach (Connection connection in _map.Into(k, sample.Inputs, sample.ReferenceInputs))
                {
                    _input.Enter(connection, sample, column);
                    CarrierPlanes.Add(_layout, outputs, _forward.Evaluate(), k, _map.Units, column, columns);
                }

                // The carrier's own constant decides what a bias adds, whatever the rule does with it downward.
                if (_map.HasBias)
                {
                    _input.EnterBias(_map.Bias(k));
                    CarrierPlanes.Add(_layout, outputs, _forward.Evaluate(), k, _map.Units, column, columns);
                }
            }
        }

        return outputs;
    }
}

/// <summary>Carries a carrier upward through a nonlinearity: Forward(x), which may add over columns.</summary>
internal sealed class PointwiseCarrierLaw
{
    private readonly CarrierLayout _layout;
    private readonly Scope _scope = new();
    private readonly UnitOperands _unit;
    private readonly BoundFunction? _columnSums;
    private readonly BoundFunction _forward;
    private readonly int _sum;

    /// <exception cref="InvalidOperationException">The rule has no Forward for nonlinearities.</exception>
    public PointwiseCarrierLaw(RuleSite site)
    {
        ScalarFunction forward = site.Need(site.Body.ForwardPointwise, "Forward(x)");
        _layout = site.Body.Carrier ?? throw RuleSite.NoLayout(site);
        _unit = new UnitOperands(site, _scope);
        site.Refuse(forward, "Forward", "y", "y0"); // what is carried behind the layer is only being computed
        if (site.Body.ColumnSums is not null)
            _columnSums = new BoundFunction(site.Body.ColumnSums, _scope, "SumColumns", site);
        _sum = _scope.Add("sum", site.Body.ColumnSums?.Results ?? 0);
        _forward = new BoundFunction(forward, _scope, "Forward", site);
    }

    /// <summary>The carrier behind the layer, [member][column·units + unit].</summary>
    public double[][] Forward(LayerSample sample, int columns)
    {
        int units = sample.Output.Length;
        double[][] outputs = CarrierPlanes.Zeros(_layout, units, columns);
        for (int k = 0; k < units; k++)
        {
            SumColumns(k, sample, columns);
            for (int column = 0; column < Math.Max(columns, 1); column++)
            {
                _unit.Enter(k, sample, column);
                CarrierPlanes.Add(_layout, outputs, _forward.Evaluate(), k, units, column, columns);
            }
        }

        return outputs;
    }

    private void SumColumns(int unit, LayerSample sample, int columns)
    {
        if (_columnSums is null)
            return;
        var sums = new double[_columnSums.Results.Length];
        for (int column = 0; column < columns; column++)
        {
            _unit.Enter(unit, sample, column);
            double[] ofOneColumn = _columnSums.Evaluate();
            for (int i = 0; i < sums.Length; i++)
                sums[i] += ofOneColumn[i];
        }

        for (int i = 0; i < sums.Length; i++)
            _scope.Values[_sum + i] = sums[i];
    }
}
