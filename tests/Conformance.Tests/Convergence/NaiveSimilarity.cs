namespace RuleCompiler.Conformance.Tests.Convergence;

/// <summary>1 − |cos| of all pairs of vectors, one for each location, as it is written down.</summary>
internal static class NaiveSimilarity
{
    /// <summary>In ascending order; zero vectors are left out.</summary>
    /// <param name="relevances">[vectors][channels, locations]</param>
    /// <param name="channels">The numbers of one vector.</param>
    public static double[] Of(double[][] relevances, int channels)
    {
        int locations = relevances[0].Length / channels;
        List<double> found = [];
        for (int location = 0; location < locations; location++)
        {
            double[][] vectors =
            [
                .. relevances
                    .Select(r => Enumerable.Range(0, channels).Select(c => r[(c * locations) + location]).ToArray())
                    .Where(v => v.Any(x => x != 0)),
            ];
            for (int one = 1; one < vectors.Length; one++)
            for (int other = 0; other < one; other++)
                found.Add(
                    1 - Math.Abs(Dot(vectors[one], vectors[other]) / Length(vectors[one]) / Length(vectors[other]))
                );
        }

        found.Sort();
        return [.. found];
    }

    /// <summary>The value at a share of the way, the upper of two neighbours.</summary>
    public static double Quantile(double[] ascending, double share) =>
        ascending[(int)Math.Ceiling(share * (ascending.Length - 1))];

    private static double Length(double[] vector) => Math.Sqrt(Dot(vector, vector));

    private static double Dot(double[] one, double[] other) => one.Zip(other, (a, b) => a * b).Sum();
}
