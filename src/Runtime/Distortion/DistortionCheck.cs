namespace RuleCompiler;

/// <summary>Refuses what no distortion can be computed of.</summary>
internal static class DistortionCheck
{
    /// <exception cref="ArgumentException">The batch does not fit the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static void Batch(
        int size,
        int outputs,
        IEnumerable<int> shape,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<int> targets
    )
    {
        if (targets.IsEmpty || inputs.Length != (long)targets.Length * size)
            throw new ArgumentException(
                $"There are {inputs.Length} values for {targets.Length} targets; give an input of {size} values "
                    + $"({InputCheck.Text(shape)}) for each target.",
                nameof(inputs)
            );
        int bad = inputs.IndexOfAnyNotFinite();
        if (bad >= 0)
            throw new ArgumentException(
                $"Input {bad / size} of the batch holds {inputs[bad]} at index {bad % size}; every value must be finite.",
                nameof(inputs)
            );
        foreach (int target in targets)
        {
            if ((uint)target >= (uint)outputs)
                throw new ArgumentOutOfRangeException(
                    nameof(targets),
                    target,
                    $"There is no such output: the network's are 0 to {outputs - 1}."
                );
        }
    }

    /// <exception cref="ArgumentException">The reference or the components are of another size.</exception>
    public static void Reference(int size, ReferenceDistribution reference, SignalComponents? components)
    {
        if (reference.Size != size)
            throw new ArgumentException(
                $"The reference has {reference.Size} numbers; the network takes {size}.",
                nameof(reference)
            );
        if (components is not null && components.Size != size)
            throw new ArgumentException(
                $"There are {components.Size} components {InputCheck.Text(components.Shape)}; the network's input has {size} "
                    + "numbers.",
                nameof(components)
            );
    }

    /// <exception cref="ArgumentException">The propagator carries what the reference or the components do not have.</exception>
    public static void Moments(bool factor, ReferenceDistribution reference, SignalComponents? components)
    {
        if (factor && reference.Rank == 0)
            throw new ArgumentException(
                $"The propagator carries a factor of the covariance and the reference has none; give a {nameof(LowRankReference)}, "
                    + $"or compile the network with {nameof(AdfDiagonal)}.",
                nameof(reference)
            );
        if (components is { IsOrthonormal: false })
            throw new ArgumentException(
                "The components are not linear in the input, and its moments do not follow from theirs; use "
                    + $"{nameof(MonteCarloDistortion)}.",
                nameof(components)
            );
        if (components is not null && !factor)
            throw new ArgumentException(
                "Variances of components are not variances of the input; compile the network with "
                    + $"{nameof(AdfLowRank)}, or use {nameof(MonteCarloDistortion)}.",
                nameof(components)
            );
    }
}
