namespace RuleCompiler.Reference;

/// <summary>Questions about what a formula reads.</summary>
internal static class ScalarFunctionOperands
{
    private static readonly string[] Referring = ["a0", "x0", "y0", "w0", "chord"];

    /// <summary>Whether a formula reads an operand or a member of it.</summary>
    public static bool Reads(this ScalarFunction function, string operand) =>
        function.AllOperands().Contains(operand) || function.ReadsMember(operand);

    /// <summary>What a formula and the arguments of the function in it read.</summary>
    public static IEnumerable<string> AllOperands(this ScalarFunction function) =>
        function.Operands.Concat(function.Arguments?.AllOperands() ?? []);

    /// <summary>Whether a formula reads a member of an operand, as carriers are read: <c>x.0</c>, not <c>x</c>.</summary>
    public static bool ReadsMember(this ScalarFunction function, string operand) =>
        function.AllOperands().Any(name => name.StartsWith($"{operand}.", StringComparison.Ordinal));

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
        new[]
        {
            body.ForwardLinear,
            body.ForwardPointwise,
            body.ColumnSums,
            body.Maximum,
            body.MaximumColumnSums,
        }.OfType<ScalarFunction>();

    /// <summary>Whether a rule needs the network's values at the reference input.</summary>
    public static bool ReadsReference(this RuleBody body) =>
        new[] { body.Downward(linear: true), body.Downward(linear: false), body.Upward() }
            .SelectMany(formulas => formulas)
            .Concat(new[] { body.Merge, body.Carrier?.Initial }.OfType<ScalarFunction>())
            .Any(f => Array.Exists(Referring, f.Reads));
}
