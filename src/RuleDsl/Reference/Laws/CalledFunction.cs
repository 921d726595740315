namespace RuleCompiler.Reference;

/// <summary>The values of a nonlinearity's function that a formula reads as <c>f.0</c>, <c>f.1</c>, …</summary>
internal sealed class CalledFunction
{
    private readonly Nonlinearity _function;
    private readonly Scope _scope;
    private readonly ScalarFunction _arguments;
    private readonly int[] _places;
    private readonly double[] _operands,
        _results;

    /// <exception cref="InvalidOperationException">The layer is no nonlinearity, or does not offer what is read.</exception>
    public CalledFunction(ScalarFunction arguments, Scope scope, string verb, RuleSite site)
    {
        _function =
            site.Nonlinearity
            ?? throw new InvalidOperationException(
                $"{verb} of the rule '{site.RuleName}' calls f, but the layer '{site.LayerName}' is no nonlinearity; give "
                    + "the layer another rule."
            );
        _scope = scope;
        _arguments = arguments;
        _operands = new double[arguments.Operands.Length];
        _results = new double[arguments.Results];
        Values = new double[arguments.Results];
        _places = Array.ConvertAll(
            arguments.Operands,
            name =>
                PlaceOf(name)
                ?? (
                    scope.TryFind(name, out int place)
                        ? place
                        : throw new InvalidOperationException(
                            $"{verb} of the rule '{site.RuleName}' calls f of the operand '{name}', which the layer "
                                + $"'{site.LayerName}' does not have; read another operand."
                        )
                )
        );
    }

    /// <summary>f.0, f.1, …</summary>
    public double[] Values { get; }

    /// <summary>Where a formula finds a value of the function: −1 − i for f.i; null for other operands.</summary>
    public int? PlaceOf(string name) =>
        name.StartsWith("f.", StringComparison.Ordinal) ? -1 - int.Parse(name.AsSpan(2)) : null;

    /// <summary>Computes the values in order, since a later argument may read an earlier value.</summary>
    public void Evaluate()
    {
        double[] values = _scope.Values;
        Array.Fill(Values, double.NaN);
        for (int call = 0; call < Values.Length; call++)
        {
            for (int i = 0; i < _places.Length; i++)
                _operands[i] = _places[i] < 0 ? Values[-1 - _places[i]] : values[_places[i]];
            _arguments.Body(_operands, _results);
            Values[call] = _function.Value(_results[call], _scope.Unit);
        }
    }
}
