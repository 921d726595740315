using System.Numerics;

namespace BinaryStrings;

/// <summary>Lemma 4.3 of Macdonald et al. 2020: P[Ψ(y) = Ψ(x) | y_S = x_S] = 1 − 2D(S).</summary>
public static class Lemma43
{
    /// <summary>The largest |P − (1 − 2D)| over all 2¹⁶ sets; P counts completions one by one, 3¹⁶ of them.</summary>
    /// <param name="signal">x.</param>
    /// <param name="distortions">D of the network that interpolates Ψ.</param>
    public static double LargestGap(uint signal, Distortions distortions)
    {
        float[] truth = Strings.Truth();
        double largest = 0;
        for (uint set = 0; set < Strings.Count; set++)
            largest = Math.Max(largest, Math.Abs(Probability(truth, signal, set) - (1 - (2 * distortions[set]))));
        return largest;
    }

    private static double Probability(float[] truth, uint signal, uint set)
    {
        uint free = (Strings.Count - 1) ^ set;
        int same = 0;
        for (uint differing = free; ; differing = (differing - 1) & free)
        {
            if (truth[signal ^ differing] == truth[signal])
                same++;
            if (differing == 0)
                return same / (double)(1L << BitOperations.PopCount(free));
        }
    }
}
