namespace RuleCompiler.Reference;

/// <summary>The operands that formulas read at one unit of a nonlinearity.</summary>
internal sealed class UnitOperands
{
    private readonly RuleSite _site;
    private readonly Scope _scope;
    private readonly int _x,
        _y,
        _slope,
        _x0,
        _y0,
        _carrierIn,
        _carrierOut,
        _members;
    private readonly int[] _perInput;

    /// <summary>Offers the operands to the scope.</summary>
    public UnitOperands(RuleSite site, Scope scope)
    {
        _site = site;
        _scope = scope;
        _x = scope.Add("x");
        _y = scope.Add("y");
        _slope = scope.Add("slope");
        _x0 = scope.Add("x0");
        _y0 = scope.Add("y0");
        _members = site.Body.Carrier?.Columns.Length ?? 0;
        _carrierIn = scope.Add("x", _members);
        _carrierOut = scope.Add("y", _members);
        _perInput = Array.ConvertAll(site.Parameters.PerInput, p => scope.Add(p.Name));
    }

    /// <summary>Sets the operands of a unit; of a carrier's members with columns, those of one column.</summary>
    public void Enter(int unit, LayerSample sample, int column = 0)
    {
        double x = sample.Inputs[0][unit];
        _scope.Unit = unit;
        _scope.Values[_x] = x;
        _scope.Values[_y] = sample.Output[unit];
        _scope.Values[_slope] = _site.Nonlinearity!.Slope(x, unit);
        _scope.Values[_x0] = sample.ReferenceInputs[0][unit];
        _scope.Values[_y0] = sample.ReferenceOutput[unit];
        for (int i = 0; i < _perInput.Length; i++)
            _scope.Values[_perInput[i]] = _site.Parameters.PerInput[i].Values[unit];
        if (sample.CarrierInputs.Length > 0)
            EnterCarrier(_carrierIn, sample.CarrierInputs[0], unit, sample, column);
        EnterCarrier(_carrierOut, sample.CarrierOutput, unit, sample, column);
    }

    private void EnterCarrier(int place, double[]?[]? carrier, int unit, LayerSample sample, int column)
    {
        for (int m = 0; carrier is not null && m < _members; m++)
        {
            bool has = _site.Body.Carrier!.Columns[m];
            _scope.Values[place + m] = CarrierPlanes.At(carrier[m]!, has, column, sample.Output.Length, unit);
        }
    }
}
