namespace RuleCompiler.Reference;

/// <summary>Questions about what a formula reads.</summary>
internal static class ScalarFunctionOperands
{
    /// <summary>Whether a formula reads an operand or a member of it.</summary>
    public static bool Reads(this ScalarFunction function, string operand) =>
        Array.IndexOf(function.Operands, operand) >= 0 || function.ReadsMember(operand);

    /// <summary>Whether a formula reads a member of an operand, as carriers are read: <c>x.0</c>, not <c>x</c>.</summary>
    public static bool ReadsMember(this ScalarFunction function, string operand) =>
        Array.Exists(function.Operands, name => name.StartsWith($"{operand}.", StringComparison.Ordinal));

    /// <summary>The formulas that relevance passes at a linear layer or at a nonlinearity.</summary>
    public static ScalarFunction[] Downward(this RuleBody body, bool linear)
    {
        ScalarFunction?[] formulas = linear
            ? [body.Contribution, body.Share, body.Spread, body.Collect]
            : [body.Backward];
        return [.. formulas.OfType<ScalarFunction>(), .. body.Reductions(linear).Select(p => p.Value)];
    }

    /// <summary>The reductions that the formulas of a linear layer or of a nonlinearity read.</summary>
    public static IEnumerable<LayerPercentile> Reductions(this RuleBody body, bool linear)
    {
        ScalarFunction?[] formulas = linear
            ? [body.Contribution, body.Share, body.Spread, body.Collect]
            : [body.Backward];
        return body.Percentiles.Where(p => formulas.Any(formula => formula is not null && formula.Reads(p.Name)));
    }

    /// <summary>The formulas that carry something upward.</summary>
    public static IEnumerable<ScalarFunction> Upward(this RuleBody body) =>
        new[] { body.ForwardLinear, body.ForwardPointwise, body.ColumnSums }.OfType<ScalarFunction>();

    /// <summary>Whether a rule needs the network's values at the reference input.</summary>
    public static bool ReadsReference(this RuleBody body) =>
        new[] { body.Downward(linear: true), body.Downward(linear: false), body.Upward() }
            .SelectMany(formulas => formulas)
            .Any(f => f.Reads("a0") || f.Reads("x0") || f.Reads("y0"));
}
