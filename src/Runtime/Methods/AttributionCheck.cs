namespace RuleCompiler;

/// <summary>Refuses what a method cannot run with, before the network is asked.</summary>
internal static class AttributionCheck
{
    /// <exception cref="ArgumentException">The input does not fit the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static void Input(IExplainable network, ReadOnlySpan<double> input, int target)
    {
        Fits(network, input, "The input", nameof(input));
        if ((uint)target >= (uint)network.OutputSize)
            throw new ArgumentOutOfRangeException(
                nameof(target),
                target,
                $"There is no such output: the network's are 0 to {network.OutputSize - 1}."
            );
    }

    /// <exception cref="ArgumentException">An option does not fit the network, or the method has no use for it.</exception>
    public static void Options(AttributionMethod method, IExplainable network, AttributionOptions options)
    {
        if (options.References.Count > 0 && !method.UsesReferences)
            throw Unused(method, "compares with no reference", nameof(AttributionOptions.References));
        if (options.Groups is not null && !method.UsesGroups)
            throw Unused(method, "knows no groups", nameof(AttributionOptions.Groups));
        if (options.Guided is not null != method.GuidedComposite is not null)
            throw options.Guided is not null
                ? Unused(method, "asks one network", nameof(AttributionOptions.Guided))
                : new ArgumentException(
                    $"The method {method.Name} also asks the network compiled with {method.GuidedComposite!.Name}; give it as "
                        + $"the option {nameof(AttributionOptions.Guided)}.",
                    nameof(AttributionOptions.Guided)
                );
        if (
            options.Guided is { } guided
            && (guided.OutputSize != network.OutputSize || !guided.InputShape.SequenceEqual(network.InputShape))
        )
            throw new ArgumentException(
                "The option Guided is another network: inputs or outputs differ.",
                nameof(AttributionOptions.Guided)
            );
        for (int r = 0; r < options.References.Count; r++)
            Fits(network, options.References[r], $"Reference {r}", nameof(AttributionOptions.References));
        if (options.Means is { } means)
            Fits(network, means, "The means", nameof(AttributionOptions.Means));
        if (options.Deviations is { } deviations)
            Fits(network, deviations, "The deviations", nameof(AttributionOptions.Deviations));
        if (options.Deviations?.Any(d => d < 0) == true)
            throw new ArgumentException(
                "A standard deviation is negative; give those of the training data.",
                nameof(AttributionOptions.Deviations)
            );
    }

    private static ArgumentException Unused(AttributionMethod method, string why, string option) =>
        new($"The method {method.Name} {why}; leave the option {option} out.", option);

    private static void Fits(IExplainable network, ReadOnlySpan<double> values, string what, string parameter)
    {
        string shape = InputCheck.Text(network.InputShape);
        if (values.Length != network.InputSize)
            throw new ArgumentException(
                $"{what} has {values.Length} values; the network takes {network.InputSize} ({shape}).",
                parameter
            );
        for (int j = 0; j < values.Length; j++)
        {
            if (!double.IsFinite(values[j]))
                throw new ArgumentException(
                    $"{what} holds {values[j]} at index {j}; every value must be finite.",
                    parameter
                );
        }
    }
}
