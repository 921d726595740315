namespace RuleCompiler.Reference;

/// <summary>The per-sample reductions over a layer that a rule's formulas name as operands.</summary>
internal sealed class Percentiles
{
    private readonly Scope _scope;
    private readonly List<(LayerPercentile Percentile, int Place)> _places = [];
    private readonly List<BoundFunction> _values = [];

    /// <summary>Offers the results as operands of the scope.</summary>
    public Percentiles(RuleSite site, Scope scope, bool linear)
    {
        _scope = scope;
        foreach (LayerPercentile percentile in site.Body.Reductions(linear))
            _places.Add((percentile, scope.Add(percentile.Name)));
        foreach (LayerPercentile percentile in site.Body.Reductions(linear))
            _values.Add(new BoundFunction(percentile.Value, scope, $"The percentile '{percentile.Name}'", site));
    }

    /// <summary>Whether one is taken of a value that reads the sums z.</summary>
    public bool ReadSums => _places.Exists(p => p.Percentile.Value.Reads("z"));

    /// <summary>Computes those that read the sums z, or those that do not.</summary>
    /// <param name="ofSums">Which ones.</param>
    /// <param name="units">The number of the layer's units.</param>
    /// <param name="enter">Sets the operands of a unit.</param>
    public void Compute(bool ofSums, int units, Action<int> enter)
    {
        for (int p = 0; p < _places.Count; p++)
        {
            if (_places[p].Percentile.Value.Reads("z") != ofSums)
                continue;
            var values = new double[units];
            for (int k = 0; k < units; k++)
            {
                enter(k);
                values[k] = _values[p].Evaluate()[0];
            }

            _scope.Values[_places[p].Place] = Of(values, _places[p].Percentile.Percent);
        }
    }

    /// <summary>The percentile of some values, linearly interpolated between order statistics.</summary>
    public static double Of(double[] values, double percent)
    {
        double[] sorted = [.. values.Order()];
        double place = percent / 100 * (sorted.Length - 1);
        int below = (int)Math.Floor(place);
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
