namespace RuleCompiler.Reference;

/// <summary>
/// Carries a carrier upward through a maximum pool: Maximum(x, other) folded over each row of the window, then over
/// what the rows came to, both in scan order. Taps outside of the image take no part.
/// </summary>
internal sealed class MaximumCarrierLaw
{
    private readonly MaxPool _pool;
    private readonly LayerNode _node;
    private readonly CarrierLayout _layout;
    private readonly Scope _scope = new();
    private readonly BoundFunction? _columnSums;
    private readonly BoundFunction _maximum;
    private readonly int _x,
        _other,
        _sum;

    /// <exception cref="InvalidOperationException">The rule has no Maximum, or it reads what a maximum has not.</exception>
    public MaximumCarrierLaw(RuleSite site)
    {
        _pool = (MaxPool)site.Node.Layer;
        _node = site.Node;
        _layout = site.Body.Carrier ?? throw RuleSite.NoLayout(site);
        _x = _scope.Add("x", _layout.Columns.Length);
        _other = _scope.Add("other", _layout.Columns.Length);
        if (site.Body.MaximumColumnSums is { } sums)
            _columnSums = new BoundFunction(sums, _scope, "SumColumns", site);
        _sum = _scope.Add("sum", site.Body.MaximumColumnSums?.Results ?? 0);
        _maximum = new BoundFunction(site.Need(site.Body.Maximum, "Maximum(x, other)"), _scope, "Maximum", site);
    }

    /// <summary>The carrier behind the layer, [member][column·units + unit].</summary>
    public double[][] Forward(LayerSample sample, int columns)
    {
        double[][] outputs = CarrierPlanes.Zeros(_layout, _node.Units, columns);
        int plane = Shapes.Plane(_node.Shape);
        WindowPixel[][] windows = WindowPixels.Of(
            _node.InputShape,
            _node.Shape,
            _pool.Kernel,
            _pool.Stride ?? _pool.Kernel,
            _pool.Pad,
            _pool.Dilation
        );
        for (int k = 0; k < _node.Units; k++)
        {
            int first = k / plane * Shapes.Plane(_node.InputShape);
            double[][]? folded = windows[k % plane]
                .GroupBy(tap => tap.Tap / _pool.Kernel.Width)
                .Select(row => row.Select(tap => At(sample, first + tap.Pixel, columns)).Aggregate(Fold))
                .Aggregate((double[][]?)null, (x, row) => x is null ? row : Fold(x, row));
            for (int m = 0; folded is not null && m < outputs.Length; m++)
            for (int column = 0; column < folded[m].Length; column++)
                outputs[m][column * _node.Units + k] = folded[m][column];
        }

        return outputs;
    }

    /// <summary>What a unit carries, [member][column]; one column where the member has none.</summary>
    private double[][] At(LayerSample sample, int unit, int columns)
    {
        int units = sample.Inputs[0].Length;
        return
        [
            .. _layout.Columns.Select(
                (many, m) =>
                    Enumerable
                        .Range(0, many ? columns : 1)
                        .Select(c => sample.CarrierInputs[0]![m]![c * units + unit])
                        .ToArray()
            ),
        ];
    }

    private double[][] Fold(double[][] x, double[][] other)
    {
        SumColumns(x, other);
        double[][] folded = Array.ConvertAll(x, member => new double[member.Length]);
        for (int column = 0; column < Math.Max(Columns(x), 1); column++)
        {
            Enter(x, other, column);
            double[] results = _maximum.Evaluate();
            for (int m = 0; m < x.Length; m++)
            {
                if (column < x[m].Length)
                    folded[m][column] = results[m];
            }
        }

        return folded;
    }

    private void SumColumns(double[][] x, double[][] other)
    {
        if (_columnSums is null)
            return;
        var sums = new double[_columnSums.Results.Length];
        for (int column = 0; column < Columns(x); column++)
        {
            Enter(x, other, column);
            double[] ofOneColumn = _columnSums.Evaluate();
            for (int i = 0; i < sums.Length; i++)
                sums[i] += ofOneColumn[i];
        }

        for (int i = 0; i < sums.Length; i++)
            _scope.Values[_sum + i] = sums[i];
    }

    /// <summary>The columns of the members that have them; 0 where none has.</summary>
    private int Columns(double[][] members) =>
        members.Where((_, m) => _layout.Columns[m]).Max(m => (int?)m.Length) ?? 0;

    private void Enter(double[][] x, double[][] other, int column)
    {
        for (int m = 0; m < x.Length; m++)
        {
            _scope.Values[_x + m] = At(x[m]);
            _scope.Values[_other + m] = At(other[m]);

            // a member without columns is the same in each
            double At(double[] member) =>
                !_layout.Columns[m] ? member[0]
                : column < member.Length ? member[column]
                : double.NaN;
        }
    }
}
