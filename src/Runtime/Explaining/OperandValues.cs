namespace RuleCompiler;

/// <summary>The tensors of rules' parameters, spread to their full shape.</summary>
internal static class OperandValues
{
    public static double[] Of(OperandLayout operand, ExplainerOptions options)
    {
        int size = operand.Shape.Aggregate(1, (product, extent) => product * extent);
        double[] values = new double[size];
        if (!options.Operands.TryGetValue(operand.Name, out float[]? given))
        {
            Array.Fill(values, operand.Default);
            return values;
        }

        int bad = given.AsSpan().IndexOfAnyNotFinite();
        if (bad >= 0)
            throw new ArgumentException($"The operand '{operand.Name}' holds {given[bad]} at index {bad}; operands must be finite.");
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

    public static void RefuseUnknown(ExplainerLayout layout, ExplainerOptions options)
    {
        string? unknown = options.Operands.Keys.FirstOrDefault(name => layout.Operands.All(o => o.Name != name));
        if (unknown is not null)
            throw new ArgumentException(
                layout.Operands.Length == 0
                    ? $"There is no operand '{unknown}': the rules of this explainer have none."
                    : $"There is no operand '{unknown}'; there are {string.Join(", ", layout.Operands.Select(o => o.Name))}."
            );
    }
}
