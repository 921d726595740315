using System.Numerics;

namespace BinaryStrings;

/// <summary>
/// The distortion of every one of the 2¹⁶ sets of components, exactly: D(S) = ½ E[(Φ(x) − Φ(y))²] over all binary y that
/// agree with x on S (Macdonald et al. 2020, section 2).
/// </summary>
public sealed class Distortions
{
    private readonly double[] _ofSet;

    private Distortions(double[] ofSet) => _ofSet = ofSet;

    /// <summary>Those of a classifier at a signal.</summary>
    /// <param name="outputs">Φ at every binary string, [2ᵈ]; bit i of the index is component i.</param>
    /// <param name="signal">x, as an index.</param>
    /// <remarks>
    /// A completion of S differs from x in some T ⊆ Sᶜ. So D(S) is a mean over the subsets of Sᶜ, and the sums over the
    /// subsets of all sets at once are d·2ᵈ additions: one component after another is added to those that may differ.
    /// </remarks>
    public static Distortions Of(ReadOnlySpan<float> outputs, uint signal)
    {
        double[] sums = new double[outputs.Length];
        for (uint differing = 0; differing < sums.Length; differing++)
        {
            double difference = (double)outputs[(int)signal] - outputs[(int)(signal ^ differing)];
            sums[differing] = difference * difference / 2;
        }

        for (int bit = 1; bit < sums.Length; bit <<= 1)
        {
            for (int set = 0; set < sums.Length; set++)
            {
                if ((set & bit) != 0)
                    sums[set] += sums[set ^ bit];
            }
        }

        double[] ofSet = new double[sums.Length];
        for (uint set = 0; set < ofSet.Length; set++)
        {
            uint free = (uint)(ofSet.Length - 1) ^ set;
            ofSet[set] = sums[free] / (1L << BitOperations.PopCount(free));
        }

        return new(ofSet);
    }

    /// <summary>d, the number of components.</summary>
    public int Length => BitOperations.Log2((uint)_ofSet.Length);

    /// <summary>The distortion of a set of fixed components, bit i for component i.</summary>
    public double this[uint set] => _ofSet[set];

    /// <summary>The least distortion of any set of each size, 0 to d, and the set that has it.</summary>
    public (double Distortion, uint Set)[] Best()
    {
        var best = new (double Distortion, uint Set)[Length + 1];
        Array.Fill(best, (double.PositiveInfinity, 0u));
        for (uint set = 0; set < _ofSet.Length; set++)
        {
            ref (double Distortion, uint Set) found = ref best[BitOperations.PopCount(set)];
            if (_ofSet[set] < found.Distortion)
                found = (_ofSet[set], set);
        }

        return best;
    }

    /// <summary>The distortion after each step of fixing components in an order, 0 to d of them.</summary>
    public double[] Along(ReadOnlySpan<int> order)
    {
        double[] along = new double[order.Length + 1];
        uint set = 0;
        along[0] = _ofSet[0];
        for (int k = 0; k < order.Length; k++)
            along[k + 1] = _ofSet[set |= 1u << order[k]];
        return along;
    }

    /// <summary>R(ε): the fewest components whose distortion is at most ε.</summary>
    /// <param name="along">A distortion for each number of components.</param>
    /// <param name="epsilon">ε.</param>
    public static int Rate(IReadOnlyList<double> along, double epsilon) =>
        Enumerable.Range(0, along.Count).First(k => along[k] <= epsilon);
}
