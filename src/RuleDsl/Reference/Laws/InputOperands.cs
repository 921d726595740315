namespace RuleCompiler.Reference;

/// <summary>The operands that formulas read at one input of a linear layer.</summary>
internal sealed class InputOperands
{
    private readonly RuleSite _site;
    private readonly Scope _scope;
    private readonly int _a,
        _a0,
        _w,
        _w0,
        _chord,
        _gate,
        _carrier,
        _members;
    private readonly int[] _perInput,
        _perWeight;

    /// <summary>Offers the operands to the scope.</summary>
    public InputOperands(RuleSite site, Scope scope)
    {
        _site = site;
        _scope = scope;
        _a = scope.Add("a");
        _a0 = scope.Add("a0");
        _w = scope.Add("w");
        _w0 = scope.Add("w0");
        _chord = scope.Add("chord");
        _gate = scope.Add("gate");
        _members = site.Body.Carrier?.Columns.Length ?? 0;
        _carrier = scope.Add("a", _members);
        _perInput = Array.ConvertAll(site.Parameters.PerInput, p => scope.Add(p.Name));
        _perWeight = Array.ConvertAll(site.Parameters.PerWeight, p => scope.Add(p.Name));
    }

    /// <summary>Sets the operands of a connection.</summary>
    public void Enter(Connection connection, LayerSample sample, int column = 0)
    {
        EnterUnit(connection.Branch, connection.Unit, sample, column);
        double[] values = _scope.Values;
        values[_w] = connection.Weight;
        values[_w0] = connection.ReferenceWeight;
        values[_chord] = connection.Chord;
        values[_gate] = connection.Gate;
        for (int i = 0; i < _perWeight.Length; i++)
            values[_perWeight[i]] = _site.Parameters.PerWeight[i].Values[connection.Place];
    }

    /// <summary>Sets the operands of an input unit, which has no weight of its own.</summary>
    public void EnterUnit(int branch, int unit, LayerSample sample, int column = 0)
    {
        double[] values = _scope.Values;
        values[_a] = sample.Inputs[branch][unit];
        values[_a0] = sample.ReferenceInputs[branch][unit];
        values[_w] = values[_w0] = values[_chord] = double.NaN;
        values[_gate] = double.NaN;
        for (int i = 0; i < _perInput.Length; i++)
            values[_perInput[i]] = _site.Parameters.PerInput[i].Values[unit];
        for (int i = 0; i < _perWeight.Length; i++)
            values[_perWeight[i]] = double.NaN;
        if (_members > 0)
            EnterCarrier(branch, unit, sample, column);
    }

    /// <summary>Sets the operands of the bias: one more input whose activation and per-input operands are 1.</summary>
    public void EnterBias(double bias)
    {
        double[] values = _scope.Values;
        values[_a] = 1;
        values[_a0] = 1;
        values[_w] = values[_w0] = values[_chord] = bias;
        values[_gate] = 0;
        for (int i = 0; i < _perInput.Length; i++)
            values[_perInput[i]] = 1;
        for (int i = 0; i < _perWeight.Length; i++)
            values[_perWeight[i]] = _site.Parameters.PerWeight[i].Given;
        for (int m = 0; m < _members; m++)
            values[_carrier + m] = _site.Body.Carrier!.Constant[m];
    }

    private void EnterCarrier(int branch, int unit, LayerSample sample, int column)
    {
        if (sample.CarrierInputs.Length == 0 || sample.CarrierInputs[branch] is not { } carrier)
            return;
        int units = sample.Inputs[branch].Length;
        for (int m = 0; m < _members; m++)
        {
            bool has = _site.Body.Carrier!.Columns[m];
            _scope.Values[_carrier + m] = CarrierPlanes.At(carrier[m]!, has, column, units, unit);
        }
    }
}
