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
        Finite(inputs, "The input", network.InputSize, nameof(inputs));
        Finite(relevances, "The relevance", network.InputSize, nameof(relevances));
        if (targets.Length != images && targets.Length != 1)
            throw new ArgumentException(
                $"There are {targets.Length} targets for {images} images; give one for each, or one for all.",
                nameof(targets)
            );
        foreach (int target in targets)
        {
            if ((uint)target >= (uint)network.OutputSize)
                throw new ArgumentOutOfRangeException(
                    nameof(targets),
                    target,
                    $"There is no such output: the network's are 0 to {network.OutputSize - 1}."
                );
        }

        return reference.Size == network.InputSize
            ? images
            : throw new ArgumentException(
                $"The reference distribution is one of {reference.Size} numbers, the network's input has {network.InputSize}; "
                    + "estimate it from inputs of this network.",
                nameof(reference)
            );
    }

    private static void Finite(ReadOnlySpan<float> values, string what, int size, string parameter)
    {
        int bad = values.IndexOfAnyNotFinite();
        if (bad >= 0)
            throw new ArgumentException(
                $"{what} of image {bad / size} holds {values[bad]} at index {bad % size}; every value must be finite.",
                parameter
            );
    }
}
