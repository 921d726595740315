namespace RuleCompiler.Reference;

/// <summary>A formula bound to the operands of a layer.</summary>
internal sealed class BoundFunction
{
    private readonly ScalarFunction _function;
    private readonly Scope _scope;
    private readonly int[] _places;
    private readonly double[] _operands;
    private readonly CalledFunction? _called;

    /// <exception cref="InvalidOperationException">The layer does not offer what the formula reads.</exception>
    public BoundFunction(ScalarFunction function, Scope scope, string verb, RuleSite site)
    {
        _function = function;
        _scope = scope;
        _called = function.Arguments is null ? null : new CalledFunction(function.Arguments, scope, verb, site);
        _places = Array.ConvertAll(
            function.Operands,
            name =>
                _called?.PlaceOf(name)
                ?? (
                    scope.TryFind(name, out int place)
                        ? place
                        : throw new InvalidOperationException(
                            $"{verb} of the rule '{site.RuleName}' reads the operand '{name}', which the layer "
                                + $"'{site.LayerName}' does not have; read another operand or give the layer another "
                                + "rule."
                        )
                )
        );
        _operands = new double[_places.Length];
        Results = new double[function.Results];
    }

    /// <summary>The results of the last evaluation.</summary>
    public double[] Results { get; }

    /// <summary>Evaluates the formula with the scope's present values.</summary>
    public double[] Evaluate()
    {
        double[] values = _scope.Values;
        _called?.Evaluate();
        for (int i = 0; i < _places.Length; i++)
            _operands[i] = _places[i] < 0 ? _called!.Values[-1 - _places[i]] : values[_places[i]];
        _function.Body(_operands, Results);
        return Results;
    }
}
