namespace RuleCompiler;

/// <summary>Refuses what no distortion can be computed of, before the network is asked.</summary>
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
        Finite(inputs, "The input", size, nameof(inputs));
        Targets(targets, outputs);
    }

    /// <exception cref="ArgumentException">A value is not finite; the message names the first.</exception>
    public static void Finite(ReadOnlySpan<float> values, string what, int size, string parameter)
    {
        int bad = values.IndexOfAnyNotFinite();
        if (bad >= 0)
            throw new ArgumentException(
                $"{what} of image {bad / size} holds {values[bad]} at index {bad % size}; every value must be finite.",
                parameter
            );
    }

    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static void Targets(ReadOnlySpan<int> targets, int outputs)
    {
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
    public static void Reference(int size, ReferenceDistribution reference, SignalComponents? components = null)
    {
        if (reference.Size != size)
            throw new ArgumentException(
                $"The reference distribution is one of {reference.Size} numbers, the network's input has {size}; estimate it "
                    + "from inputs of this network.",
                nameof(reference)
            );
        if (components is not null && components.Size != size)
            throw new ArgumentException(
                $"There are {components.Size} components {InputCheck.Text(components.Shape)}; the network's input has {size} "
                    + "numbers.",
                nameof(components)
            );
    }

    /// <exception cref="ArgumentException">The infill is of another size.</exception>
    public static void Infill(int size, IInfill? infill)
    {
        if (infill?.Size is { } filled && filled != size)
            throw new ArgumentException(
                $"The infill fills {filled} numbers; the network's input has {size}. Make it with the input's shape, or with that "
                    + "of the components where there are some.",
                nameof(infill)
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
