using RuleCompiler;

namespace BinaryStrings;

/// <summary>
/// Φ₀: is there a block of 5 consecutive ones among 16 numbers? Built, not trained, so that it is 1 or 0 at binary strings
/// (Macdonald et al. 2020, supplement D).
/// </summary>
[Network(16, Low = 0, High = 1)]
public sealed partial class Blocks
{
    /// <summary>d, the length of a string.</summary>
    public const int Length = 16;

    /// <summary>k, the length of a block.</summary>
    public const int Block = 5;

    /// <summary>d − k + 1, the places where a block may begin.</summary>
    public const int Places = Length - Block + 1;

    public static Layer[] Define() => [new Dense(Places), new ReLU(), new Dense(1), new ReLU(), new Dense(1)];

    /// <summary>Ψ, the Boolean function that the network interpolates; bit i of a word is component i of the string.</summary>
    public static bool Contains(uint word)
    {
        for (int place = 0; place < Places; place++)
        {
            uint block = ((1u << Block) - 1) << place;
            if ((word & block) == block)
                return true;
        }

        return false;
    }

    /// <summary>W₁ … W₃ and b₁ … b₃ of the supplement.</summary>
    public static WeightSet Weights() => new("supplement D", [.. First("dense1", 1), .. Rest("dense2", "dense3")]);

    /// <summary>W₁x + b₁ where sign is 1; where it is −1 the same of x = 1 − v, read from v.</summary>
    internal static IEnumerable<Tensor> First(string layer, int sign)
    {
        float[] weight = new float[Places * Length];
        for (int place = 0; place < Places; place++)
            weight.AsSpan((place * Length) + place, Block).Fill(sign);
        float bias = sign > 0 ? 1 - Block : 1; // W₁·1 + b₁ = k − (k − 1)
        yield return new($"{layer}.weight", [Places, Length], weight);
        yield return new($"{layer}.bias", [Places], [.. Enumerable.Repeat(bias, Places)]);
    }

    /// <summary>1 − ϱ(1 − Σ …): whether any place has a block.</summary>
    internal static IEnumerable<Tensor> Rest(string any, string not) =>
        [
            new($"{any}.weight", [1, Places], [.. Enumerable.Repeat(-1f, Places)]),
            new($"{any}.bias", [1], [1]),
            new($"{not}.weight", [1, 1], [-1]),
            new($"{not}.bias", [1], [1]),
        ];
}
