namespace RuleCompiler.Reference;

/// <summary>What a composite does with the relevance at the input: Finish(r, x, x0).</summary>
internal static class FinishFunction
{
    /// <summary>The finished relevance, or null where several channels arrive and nothing makes them one.</summary>
    /// <exception cref="InvalidOperationException">Finish reads an operand that the input does not have.</exception>
    public static double[]? Apply(ScalarFunction? finish, double[][] channels, NetworkSample sample)
    {
        if (finish is null)
            return channels.Length == 1 ? channels[0] : null;

        var scope = new Scope();
        int r = scope.Add("r", channels.Length);
        int x = scope.Add("x");
        int x0 = scope.Add("x0");
        int[] places = Array.ConvertAll(
            finish.Operands,
            name =>
                scope.TryFind(name, out int place) ? place
                : channels.Length == 1 && name.StartsWith("r.", StringComparison.Ordinal) ? r // the channels of a rule that no layer got are all alike
                : throw new InvalidOperationException(
                    $"The composite's Finish reads the operand '{name}', but only x, x0 and r with "
                        + $"{channels.Length} channel(s) reach the input; read these."
                )
        );

        var relevance = new double[sample.Input.Length];
        var result = new double[finish.Results];
        for (int j = 0; j < relevance.Length; j++)
        {
            for (int c = 0; c < channels.Length; c++)
                scope.Values[r + c] = channels[c][j];
            scope.Values[x] = sample.Input[j];
            scope.Values[x0] = sample.ReferenceInput[j];
            finish.Body(Array.ConvertAll(places, place => scope.Values[place]), result);
            relevance[j] = result[0];
        }

        return relevance;
    }
}
