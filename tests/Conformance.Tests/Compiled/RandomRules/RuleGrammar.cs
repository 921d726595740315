namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Draws formulas of the grammar that rules may use, as C# text.</summary>
/// <param name="random">Where choices come from.</param>
/// <param name="hasP">Whether the rule has a scalar parameter P.</param>
/// <param name="hasQ">Whether the rule has a per-input parameter Q.</param>
internal sealed class RuleGrammar(Random random, bool hasP, bool hasQ)
{
    private static readonly string[] OneSided =
    [
        "§",
        "§",
        "§",
        "Pos(§)",
        "Neg(§)",
        "Abs(§)",
        "§ * Sign(§)",
        "Tanh(§)",
        "Sqrt(Abs(§))",
        "Exp(-Abs(§))",
        "Min(§, 0.4f)",
        "Max(§, -0.3f)",
        "(§ > 0.2f ? § : 0.5f * §)",
        "Pow(§, 2f)",
        "Pow(§, 3)",
        "(1 + Abs(§))",
        "(§ >= 0 ? § : -0.5f)",
        "(§ + 0.5f)",
        "(§ == 0 ? 1 : §)",
        "§ * §",
        "(§ < 0 || § > 0.5f ? § : 0.1f)",
        "§ / (1 + Abs(§))",
        "1f",
    ];

    private static readonly string[] NotSeparable =
    [
        "a / (1 + Abs(a + w))",
        "Max(a, w)",
        "Tanh(a * w)",
        "Exp(-Abs(a * w)) * w",
        "Sqrt(Abs(a + w))",
        "(a > w ? a : w)",
        "a * w / (0.5f + Abs(a * w))",
        "Pos(a + w)",
        "Max(a * w, 0.1f)",
    ];

    /// <summary>A sum of products f(a)·g(w), in most cases; the depth bounds its size.</summary>
    public string Mixed(int depth)
    {
        if (depth == 0)
            return Product();
        return random.Next(11) switch
        {
            0 or 1 => Product(),
            2 => Pick(
                "Pos(a * w)",
                "Neg(a * w)",
                "Abs(a * w)",
                "Max(0, a * w)",
                "Min(a * w, 0.25f * a * w)",
                "Pow(a * w, 2)"
            ),
            3 => $"(a * w > 0 ? {Mixed(depth - 1)} : {Mixed(depth - 1)})",
            4 => $"({Pick("w > 0", "a > 0", "a < 0 && w <= 0", "!(w < 0)")} ? {Mixed(depth - 1)} : {Mixed(depth - 1)})",
            5 or 6 => $"({Mixed(depth - 1)} + {Mixed(depth - 1)})",
            7 => $"({Mixed(depth - 1)} - {Mixed(depth - 1)})",
            8 => $"{Constant()} * {Mixed(depth - 1)}",
            9 => $"(-{Mixed(depth - 1)})",
            _ => Pick(Side("a"), Side("w")),
        };
    }

    public string Unseparable() => Pick(NotSeparable);

    /// <summary>What every slot's share is made of, over sums that are named.</summary>
    public string Share(string z, string[] all)
    {
        string divided = $"r / Away({z}{Pick("", ", 0.01f", ", 0.25f", ", 0.25f")})";
        return random.Next(9) switch
        {
            0 => $"{Constant()} * {divided}",
            1 => $"(y > 0 ? {divided} : 0)",
            2 => $"(y > 0 ? {divided} : {Constant()} * r)",
            3 => $"r / Away({string.Join(" + ", all)}, 0.25f)",
            4 => $"({divided} + 0.3f * r)",
            5 => "0.5f * r",
            6 => $"(y < 0 ? -{divided} : {divided})",
            _ => divided,
        };
    }

    private string Product() => $"{Side("a")} * {Side("w")}";

    private string Side(string variable) =>
        hasQ && variable == "a" && random.Next(3) == 0
            ? Pick("(a - Q)", "Q", "Pos(a) * Q")
            : Pick(OneSided).Replace("§", variable);

    private string Constant() => hasP && random.Next(2) == 0 ? "P" : Pick("0.5f", "2", "(-0.7f)", "1.25f");

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
