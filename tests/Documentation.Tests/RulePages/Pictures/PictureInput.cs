using DetypifyExample;
using RuleCompiler.Cli.Networks;

namespace RuleCompiler.Documentation.Tests.RulePages.Pictures;

/// <summary>One of the five inputs that every page's picture is about.</summary>
/// <param name="Network">The network that sees it.</param>
/// <param name="Values">Its numbers, [1,side,side].</param>
/// <param name="Side">Its side.</param>
/// <param name="Pool">Over squares of how many numbers' side relevance is added for the picture.</param>
internal sealed record PictureInput(Subject Network, float[] Values, int Side, int Pool)
{
    /// <summary>Three digits, two symbols.</summary>
    public static IReadOnlyList<PictureInput> All { get; } = [Digit(2), Digit(6), Digit(8), Symbol("∑"), Symbol("∈")];

    /// <summary>The input or its relevance in the numbers that the picture shows.</summary>
    public float[] Pooled(ReadOnlySpan<float> values)
    {
        int side = Side / Pool;
        float[] sums = new float[side * side];
        for (int i = 0; i < values.Length; i++)
            sums[(i / Side / Pool * side) + (i % Side / Pool)] += values[i];
        return sums;
    }

    /// <summary>The squares that methods take for one feature: 7 × 7 of them, or 3 × 3 where 2ⁿ coalitions are asked.</summary>
    public static int[] Groups(string method, int side)
    {
        int across = method == "shapley" ? 3 : 7;
        return
        [
            .. Enumerable
                .Range(0, side * side)
                .Select(i => (i / side * across / side * across) + (i % side * across / side)),
        ];
    }

    private static PictureInput Digit(int label)
    {
        NpzFile digits = NpzFile.Read(Path.Combine(Repository.Root, "examples/QuickStart/data/digits.npz"));
        int at = Array.IndexOf(digits["labels"].ToInts(), label);
        float[] values = digits["input"].ToSingles()[(at * 784)..((at + 1) * 784)];
        return new(PageNetworks.Digits, values, 28, 1);
    }

    private static PictureInput Symbol(string name) =>
        new(PageNetworks.Symbols, Drawing.Draw(Symbols.All.Single(s => s.Name == name).Strokes), Drawing.Side, 4);
}
