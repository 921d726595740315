namespace RuleCompiler;

/// <summary>The tensors of rules' parameters, spread to their full shape.</summary>
internal static class OperandValues
{
    public static double[] Of(OperandLayout operand, ExplainerOptions options)
    {
        int size = operand.Shape.Aggregate(1, (product, extent) => checked(product * extent));
        double[] values = new double[size];
        if (!options.Operands.TryGetValue(operand.Name, out float[]? given))
        {
            Array.Fill(values, operand.Default);
            return values;
        }

        if (given is null)
            throw new ArgumentException(
                $"The operand '{operand.Name}' is null; leave it out for the composite's value, {operand.Default}."
            );
        int bad = given.AsSpan().IndexOfAnyNotFinite();
        if (bad >= 0)
            throw new ArgumentException(
                $"The operand '{operand.Name}' holds {given[bad]} at index {bad}; every value must be finite."
            );
        if (given.Length != 1 && given.Length != operand.Shape[0] && given.Length != size)
            throw new ArgumentException(
                $"The operand '{operand.Name}' has {given.Length} values; give 1, {operand.Shape[0]} (one for each channel) "
                    + $"or {size} ([{string.Join(",", operand.Shape)}])."
            );
        int run = size / given.Length;
        for (int i = 0; i < size; i++)
            values[i] = given[i / run];
        return values;
    }

    /// <exception cref="ArgumentException">An operand has no value of its own and none is given, or a given one belongs to no rule.</exception>
    public static void Check(ExplainerLayout layout, ExplainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options.Operands, nameof(ExplainerOptions.Operands));
        // first what is missing: who misspells a name hears of both in turn
        string[] missing =
        [
            .. layout
                .Operands.Where(o => float.IsNaN(o.Default))
                .Select(o => o.Name)
                .Except(options.Operands.Keys)
                .Order(),
        ];
        if (missing.Length > 0)
            throw new ArgumentException(
                $"The rules of this explainer need {string.Join(", ", missing.Select(name => $"'{name}'"))}, which {(missing.Length == 1 ? "has" : "have")} no value "
                    + "of their own; give the tensors in ExplainerOptions.Operands (patterns: estimate them with PatternEstimator)."
            );
        string? unknown = options.Operands.Keys.FirstOrDefault(name => layout.Operands.All(o => o.Name != name));
        if (unknown is not null)
            throw new ArgumentException(
                layout.Operands.Length == 0
                    ? $"There is no operand '{unknown}': the rules of this explainer have none. Leave it out."
                    : $"There is no operand '{unknown}'. Those of this explainer are {string.Join(", ", layout.Operands.Select(o => o.Name).Order())}."
            );
    }
}
