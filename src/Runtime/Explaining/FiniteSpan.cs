namespace RuleCompiler;

internal static class FiniteSpan
{
    /// <summary>The index of the first NaN or infinity; −1 where there is none.</summary>
    public static int IndexOfAnyNotFinite(this ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return i;
        }

        return -1;
    }

    /// <inheritdoc cref="IndexOfAnyNotFinite(ReadOnlySpan{float})"/>
    public static int IndexOfAnyNotFinite(this Span<float> values) => IndexOfAnyNotFinite((ReadOnlySpan<float>)values);
}
