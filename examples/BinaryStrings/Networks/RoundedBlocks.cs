using RuleCompiler;

namespace BinaryStrings;

/// <summary>
/// Φ = Φ₀ ∘ Φ_η: Φ_η brings all but a share η of each component to 0 or 1 first, by two ReLU layers
/// (Macdonald et al. 2020, section 4.2).
/// </summary>
[Network(16, Low = 0, High = 1)]
public sealed partial class RoundedBlocks
{
    public static Layer[] Define() =>
        [
            new Dense(Blocks.Length),
            new ReLU(),
            new Dense(Blocks.Length),
            new ReLU(),
            new Dense(Blocks.Places),
            new ReLU(),
            new Dense(1),
            new ReLU(),
            new Dense(1),
        ];

    /// <summary>φ(u) = 1 − ϱ(1 − ϱ(u)) with u = (x − (1 − η)/2)/η; the outer 1 − v is taken into W₁.</summary>
    /// <param name="eta">η in (0, 1].</param>
    public static WeightSet Weights(double eta)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(eta);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(eta, 1);
        return new(
            $"supplement D after Φ_η, η = {eta}",
            [
                .. Diagonal("dense1", 1 / eta, -(1 - eta) / 2 / eta),
                .. Diagonal("dense2", -1, 1),
                .. Blocks.First("dense3", -1),
                .. Blocks.Rest("dense4", "dense5"),
            ]
        );
    }

    private static IEnumerable<Tensor> Diagonal(string layer, double factor, double bias)
    {
        float[] weight = new float[Blocks.Length * Blocks.Length];
        for (int i = 0; i < Blocks.Length; i++)
            weight[(i * Blocks.Length) + i] = (float)factor;
        yield return new($"{layer}.weight", [Blocks.Length, Blocks.Length], weight);
        yield return new($"{layer}.bias", [Blocks.Length], [.. Enumerable.Repeat((float)bias, Blocks.Length)]);
    }
}
