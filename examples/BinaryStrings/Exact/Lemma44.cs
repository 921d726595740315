using System.Numerics;
using RuleCompiler;

namespace BinaryStrings;

/// <summary>
/// Lemma 4.4 of Macdonald et al. 2020: with Φ = Φ₀ ∘ Φ_η the distortion under uniform numbers is within dη/2 of that under
/// uniform bits, which is the one of Ψ.
/// </summary>
/// <param name="Eta">η.</param>
/// <param name="BinaryGap">The largest |D^b_Φ(S) − D^b_Ψ(S)| over all sets: 0 by the lemma.</param>
/// <param name="ContinuousGap">The largest |D^c_Φ(S) − D^b_Ψ(S)| over the sets that were tried, a mean over samples.</param>
/// <param name="Error">The standard error of that mean.</param>
/// <param name="Tightest">
/// The largest share of (1 − (1 − η)^(d − |S|))/2, the sharper bound in the lemma's proof, that any set reaches; standard
/// errors are taken off first, so that 1 or less says that the bound holds.
/// </param>
/// <param name="Sets">How many sets were tried.</param>
public sealed record Lemma44(
    double Eta,
    double BinaryGap,
    double ContinuousGap,
    double Error,
    double Tightest,
    int Sets
)
{
    private const int Samples = 4096;
    private const int SetsOfSize = 8;
    private const double Errors = 4; // one mean in 16,000 is further off

    /// <summary>dη/2.</summary>
    public double Bound => Blocks.Length * Eta / 2;

    /// <summary>Whether all that the lemma says holds here.</summary>
    public bool Holds => BinaryGap == 0 && Tightest <= 1 && ContinuousGap - (Errors * Error) <= Bound;

    /// <summary>Checks it at a signal.</summary>
    /// <param name="eta">η in (0, 1].</param>
    /// <param name="signal">x.</param>
    /// <param name="truth">D^b_Ψ.</param>
    public static Lemma44 Check(double eta, Signal signal, Distortions truth)
    {
        using RoundedGradient network = new(RoundedBlocks.Weights(eta));
        float[] outputs = Strings.Outputs(network);
        Distortions binary = Distortions.Of(outputs, signal.Word);
        double binaryGap = Enumerable
            .Range(0, Strings.Count)
            .Max(set => Math.Abs(binary[(uint)set] - truth[(uint)set]));

        Lemma44 found = new(eta, binaryGap, 0, 0, 0, 0);
        foreach (uint set in Tried(truth))
            found = found.With(set, Gap(network, outputs, signal, set));
        return found;
    }

    private Lemma44 With(uint set, (double Mean, double Error) gap)
    {
        int free = Blocks.Length - BitOperations.PopCount(set);
        double sharp = (1 - Math.Pow(1 - Eta, free)) / 2,
            sure = Math.Max(0, gap.Mean - (Errors * gap.Error));
        (double mean, double error) = gap.Mean > ContinuousGap ? gap : (ContinuousGap, Error);
        return this with
        {
            ContinuousGap = mean,
            Error = error,
            Tightest = Math.Max(Tightest, sharp == 0 ? (sure == 0 ? 0 : double.PositiveInfinity) : sure / sharp),
            Sets = Sets + 1,
        };
    }

    /// <summary>|D^c_Φ(S) − D^b_Ψ(S)| and its standard error.</summary>
    /// <remarks>
    /// A uniform number is sampled together with the bit that it is nearer to, a uniform bit. Off the event that some
    /// component falls between, Φ says the same of both; what is averaged is 0 there, so few samples do.
    /// </remarks>
    private static (double Mean, double Error) Gap(Explainer network, float[] outputs, Signal signal, uint set)
    {
        float[] numbers = new float[Samples * Blocks.Length];
        uint[] bits = new uint[Samples];
        for (int n = 0; n < Samples; n++)
        {
            SampleRandom random = new(set, n);
            for (int i = 0; i < Blocks.Length; i++)
            {
                float number = (float)random.Uniform();
                if ((set >> i & 1) != 0)
                    number = signal.Word >> i & 1;
                numbers[(n * Blocks.Length) + i] = number;
                bits[n] |= number >= 0.5f ? 1u << i : 0;
            }
        }

        float[] found = network.Predict(numbers);
        double x = outputs[signal.Word],
            sum = 0,
            squares = 0;
        for (int n = 0; n < Samples; n++)
        {
            double difference = (Square(found[n] - x) - Square(outputs[bits[n]] - x)) / 2;
            sum += difference;
            squares += difference * difference;
        }

        double mean = sum / Samples;
        return (Math.Abs(mean), Math.Sqrt(Math.Max(0, (squares / Samples) - (mean * mean)) / Samples));
    }

    private static double Square(double value) => value * value;

    /// <summary>For each size the best set and random ones.</summary>
    private static IEnumerable<uint> Tried(Distortions truth)
    {
        int[] components = [.. Enumerable.Range(0, Blocks.Length)];
        foreach ((_, uint best) in truth.Best())
        {
            HashSet<uint> sets = [best];
            for (int n = 1; n < SetsOfSize; n++)
            {
                new SampleRandom(1, (BitOperations.PopCount(best) * SetsOfSize) + n).Shuffle(components);
                sets.Add(components.Take(BitOperations.PopCount(best)).Aggregate(0u, (set, i) => set | (1u << i)));
            }

            foreach (uint set in sets)
                yield return set;
        }
    }
}
