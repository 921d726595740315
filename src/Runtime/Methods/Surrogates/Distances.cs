namespace RuleCompiler;

internal static class Distances
{
    /// <summary>1 − cos of the angle between two vectors; 1 where one is zero.</summary>
    public static double Cosine(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double dot = 0,
            aa = 0,
            bb = 0;
        for (int j = 0; j < a.Length; j++)
        {
            dot += a[j] * b[j];
            aa += a[j] * a[j];
            bb += b[j] * b[j];
        }

        return aa == 0 || bb == 0 ? 1 : 1 - (dot / (Math.Sqrt(aa) * Math.Sqrt(bb)));
    }

    /// <summary>The length of the difference.</summary>
    public static double Euclidean(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int j = 0; j < a.Length; j++)
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        return Math.Sqrt(sum);
    }
}
