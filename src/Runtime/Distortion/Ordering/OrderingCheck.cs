namespace RuleCompiler;

/// <summary>Refuses what cannot be tested, before the network is asked.</summary>
internal static class OrderingCheck
{
    /// <summary>The number of images.</summary>
    /// <exception cref="ArgumentException">A length does not fit, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static int Images(
        IExplainable network,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> relevances,
        ReadOnlySpan<int> targets,
        ReferenceDistribution reference
    )
    {
        (int images, int rest) = Math.DivRem(inputs.Length, network.InputSize);
        if (images == 0 || rest != 0)
            throw new ArgumentException(
                $"The inputs have {inputs.Length} values, which is no whole number of images of {network.InputSize} "
                    + $"({InputCheck.Text(network.InputShape)}).",
                nameof(inputs)
            );
        if (relevances.Length != inputs.Length)
            throw new ArgumentException(
                $"There are {relevances.Length} relevances for {inputs.Length} values of {images} images; give one for each value.",
                nameof(relevances)
            );
        DistortionCheck.Finite(inputs, "The input", network.InputSize, nameof(inputs));
        DistortionCheck.Finite(relevances, "The relevance", network.InputSize, nameof(relevances));
        if (targets.Length != images && targets.Length != 1)
            throw new ArgumentException(
                $"There are {targets.Length} targets for {images} images; give one for each, or one for all.",
                nameof(targets)
            );
        DistortionCheck.Targets(targets, network.OutputSize);
        DistortionCheck.Reference(network.InputSize, reference);
        return images;
    }

    /// <exception cref="ArgumentOutOfRangeException">It is neither.</exception>
    public static void Formulation(OrderingFormulation formulation)
    {
        if (formulation is not (OrderingFormulation.Productive or OrderingFormulation.Destructive))
            throw new ArgumentOutOfRangeException(
                nameof(formulation),
                formulation,
                "The formulation is one of Productive or Destructive."
            );
    }

    /// <exception cref="ArgumentException">There is no count, they do not ascend, or a distortion is missing or none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such formulation, no component, or not as many.</exception>
    public static void Curve(
        OrderingFormulation formulation,
        int components,
        IReadOnlyList<int> counts,
        IReadOnlyList<ConfidenceInterval> distortions
    )
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(distortions);
        Formulation(formulation);
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        if (counts.Count == 0)
            throw new ArgumentException("The curve has no point; give at least one count.", nameof(counts));
        if (distortions.Count != counts.Count)
            throw new ArgumentException(
                $"There are {distortions.Count} distortions for {counts.Count} counts; give one for each.",
                nameof(distortions)
            );
        for (int i = 0; i < counts.Count; i++)
        {
            if (counts[i] < 0 || counts[i] > components)
                throw new ArgumentOutOfRangeException(
                    nameof(counts),
                    counts[i],
                    $"A count is one from 0 to the {components} components."
                );
            if (i > 0 && counts[i] <= counts[i - 1])
                throw new ArgumentException(
                    $"The count {counts[i]} follows {counts[i - 1]}; give them in ascending order, each once.",
                    nameof(counts)
                );
            if (!(distortions[i].Mean >= 0 && double.IsFinite(distortions[i].Mean)))
                throw new ArgumentException(
                    $"The distortion at count {counts[i]} is {distortions[i].Mean}; a mean of squares is a number from 0 up.",
                    nameof(distortions)
                );
        }
    }
}
