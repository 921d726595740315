namespace RuleCompiler;

/// <summary>Which groups are kept.</summary>
internal static class Coalition
{
    /// <summary>Writes the coalition whose group i is kept where bit i is set.</summary>
    public static void OfBits(long bits, Span<bool> kept)
    {
        for (int i = 0; i < kept.Length; i++)
            kept[i] = (bits >> i & 1) != 0;
    }

    /// <summary>Whether all coalitions but <paramref name="less"/> are no more than some number of samples.</summary>
    public static bool AllFit(int groups, int less, int samples) => groups < 31 && (1L << groups) - less <= samples;

    /// <summary>Writes the coalition as 0 and 1.</summary>
    public static double[] Numbers(ReadOnlySpan<bool> kept)
    {
        double[] numbers = new double[kept.Length];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = kept[i] ? 1 : 0;
        return numbers;
    }
}
