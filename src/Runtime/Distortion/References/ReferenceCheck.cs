namespace RuleCompiler;

/// <summary>Refuses what no reference distribution can be made of.</summary>
internal static class ReferenceCheck
{
    public static void Finite(ReadOnlySpan<float> values, string what)
    {
        if (values.IsEmpty)
            throw new ArgumentException($"The {what} is empty; give a number for each of the input's.", what);
        int bad = values.IndexOfAnyNotFinite();
        if (bad >= 0)
            throw new ArgumentException(
                $"The {what} holds {values[bad]} at index {bad}; every value must be finite.",
                what
            );
    }

    public static void SameLength(ReadOnlySpan<float> mean, ReadOnlySpan<float> other, string what)
    {
        if (mean.Length != other.Length)
            throw new ArgumentException(
                $"There are {other.Length} {what} for an input of {mean.Length} numbers; give one for each.",
                what
            );
    }
}
