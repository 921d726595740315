using System.Globalization;

namespace RuleCompiler;

/// <summary>Refuses inputs that a network cannot take, before anything is computed.</summary>
internal static class InputCheck
{
    /// <summary>One input of the network.</summary>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public static void One(ExplainerLayout layout, ReadOnlySpan<float> input, string parameter)
    {
        if (input.Length != layout.InputSize)
            throw new ArgumentException(
                $"The network '{layout.Network}' takes one input of {layout.InputSize} values ({Text(layout.InputShape)}), "
                    + $"but {input.Length} were given.",
                parameter
            );
    }

    /// <summary>The number of inputs in a batch.</summary>
    /// <exception cref="ArgumentException">The batch is empty or its last input is incomplete.</exception>
    public static int Count<T>(ExplainerLayout layout, ReadOnlySpan<T> inputs, string parameter)
    {
        if (inputs.Length == layout.InputSize)
            return 1;
        if (inputs.Length == 0)
            throw new ArgumentException(
                $"The batch is empty; give the network '{layout.Network}' at least one input of {layout.InputSize} values "
                    + $"({Text(layout.InputShape)}).",
                parameter
            );
        (int count, int rest) = Math.DivRem(inputs.Length, layout.InputSize);
        return rest == 0
            ? count
            : throw new ArgumentException(
                $"The network '{layout.Network}' takes inputs of {layout.InputSize} values each ({Text(layout.InputShape)}), "
                    + $"but {inputs.Length} values were given, which is no whole number of inputs.",
                parameter
            );
    }

    /// <summary>Values that are finite and within the declared range, or anywhere.</summary>
    /// <exception cref="ArgumentException">One is not; the message names the first.</exception>
    public static void Values(
        ExplainerLayout layout,
        ReadOnlySpan<float> inputs,
        string parameter,
        bool anywhere = false
    )
    {
        float low = anywhere ? float.MinValue : Math.Max(layout.Low, float.MinValue);
        float high = anywhere ? float.MaxValue : Math.Min(layout.High, float.MaxValue);
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!(inputs[i] >= low && inputs[i] <= high)) // true for NaN
                throw Bad(layout, inputs, i, parameter);
        }
    }

    /// <summary>The references of a batch, one for each input, or none.</summary>
    /// <exception cref="ArgumentException">There is another number of them, or a value that inputs may not have.</exception>
    public static void References(ExplainerLayout layout, ReadOnlySpan<float> references, int samples, bool anywhere)
    {
        if (references.IsEmpty)
            return;
        long needed = (long)samples * layout.InputSize;
        if (references.Length != needed)
            throw new ArgumentException(
                $"The references have {references.Length} values; give {needed}, {layout.InputSize} ({Text(layout.InputShape)}) "
                    + $"for each of {samples} inputs, or none.",
                nameof(references)
            );
        Values(layout, references, nameof(ExplainerOptions.Reference), anywhere);
    }

    /// <summary>The reference input as a copy of the network's own, or null for zeros.</summary>
    /// <exception cref="ArgumentException">It does not fit the network.</exception>
    public static float[]? Reference(ExplainerLayout layout, float[]? reference)
    {
        if (reference is null)
            return null;
        if (reference.Length != layout.InputSize)
            throw new ArgumentException(
                $"The reference input has {reference.Length} values; the network '{layout.Network}' needs {layout.InputSize} "
                    + $"({Text(layout.InputShape)})."
            );
        Values(layout, reference, nameof(ExplainerOptions.Reference));
        return [.. reference];
    }

    /// <summary>A shape as messages print it.</summary>
    public static string Text(IEnumerable<int> shape) => $"[{string.Join(",", shape)}]";

    private static ArgumentException Bad(ExplainerLayout layout, ReadOnlySpan<float> inputs, int i, string parameter)
    {
        (int sample, int index) = Math.DivRem(i, layout.InputSize);
        string what =
            parameter == nameof(ExplainerOptions.Reference) ? "The reference input"
            : inputs.Length == layout.InputSize ? "The input"
            : $"Input {sample} of the batch";
        // a comma as decimal point would blur "[0, 1,5]"
        string found = string.Create(CultureInfo.InvariantCulture, $"{what} holds {inputs[i]} at index {index}");
        string range = string.Create(CultureInfo.InvariantCulture, $"[{layout.Low}, {layout.High}]");
        return float.IsFinite(inputs[i])
            ? new(
                $"{found}, outside of the range {range} that the network '{layout.Network}' declares and its "
                    + "rules rely on. Scale the input, or correct the range in [Network].",
                parameter
            )
            : new($"{found}; every value must be finite.", parameter);
    }
}
