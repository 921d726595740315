using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Tests.Algebra;

/// <summary>What becomes of contributions written in one way or another.</summary>
public sealed class SeparationTests
{
    private const string Share = "float Share(float r, float z) => r / Away(z);";

    [Theory]
    [InlineData("Pos(a * w)", true, 1)]
    [InlineData("Max(0, w * a)", true, 1)]
    [InlineData("a * w > 0 ? a * w : 0", true, 1)]
    [InlineData("(a * w + Abs(a * w)) / 2", true, 1)]
    [InlineData("a * (w > 0 ? w : 0)", true, 1)]
    [InlineData("Pos(a) * Pos(w) + Neg(a) * Neg(w)", false, 2)]
    [InlineData("Pos(a * w)", false, 2)]
    [InlineData("Abs(a * w)", false, 1)]
    [InlineData("a * Pos(w) + a * Neg(w)", false, 1)]
    [InlineData("Pow(a * w, 2)", false, 1)]
    [InlineData("Tanh(a) * w", false, 1)]
    [InlineData("Sqrt(Abs(w)) * a", false, 1)]
    [InlineData("Density(a) * Phi(w)", false, 1)]
    [InlineData("RectifiedMean(a, 0.5f) * RectifiedVariance(w, w * w)", false, 1)]
    [InlineData("a * w / (1 + Abs(w))", false, 1)]
    [InlineData("Exp(a) + Exp(w)", false, 1)]
    [InlineData("Sign(a) * Sign(w) * a * w", false, 1)]
    [InlineData("a > 0.5f ? a * w : 0", false, 1)]
    public void BackwardProducts(string contribution, bool nonNegative, int products)
    {
        RuleOnLayer rule = RulesOnLayers.FromSource(
            $"float Contribution(float a, float w) => {contribution}; {Share}",
            nonNegative
        );
        var found = rule.BackwardProducts;
        Assert.NotNull(found);
        Assert.Equal(products, found.Sum(p => p.Cost));
    }

    /// <summary>The products of the sum z and of y: by w and a part where z is a sum of these, else by both parts.</summary>
    [Theory]
    [InlineData("Pos(a * w)", "w", "w⁺")]
    [InlineData("Neg(a * w)", "w", "w⁻")]
    [InlineData("a * (w + 0.25f * Pos(w))", "w", "w⁺")]
    [InlineData("a * (w + 0.25f * Neg(w))", "w", "w⁻")]
    [InlineData("a * (w - 0.25f * Pos(w))", "w", "w⁻")] // ¾w + ¼w⁻: nothing is subtracted
    [InlineData("a * (Pos(w) - Neg(w))", "w⁻", "w⁺")]
    public void ForwardMaps(string contribution, params string[] maps)
    {
        RuleOnLayer rule = RulesOnLayers.FromSource(
            $"float Contribution(float a, float w) => {contribution}; {Share}",
            true
        );
        Assert.Equal(maps, rule.ForwardProducts!.Select(p => Formula.Print(p.Weight)));
    }

    /// <summary>Of LRP-γ's two sums one subtracts γ·w⁺ then, which is done while it costs little accuracy.</summary>
    [Theory]
    [InlineData("0.25", "w", "w⁺")]
    [InlineData("0.5", "w", "w⁺")]
    [InlineData("0.75", "w⁻", "w⁺")]
    public void SumsOfBothSigns(string gamma, params string[] maps)
    {
        RuleOnLayer rule = RulesOnLayers.FromSource(
            $"(float Up, float Down) Contribution(float a, float w) => (a * w + {gamma}f * Pos(a * w), a * w + {gamma}f * Neg(a * w)); "
                + "(float Up, float Down) Share(float r, (float Up, float Down) z, float y) => (y > 0 ? r / Away(z.Up) : 0, y < 0 ? r / Away(z.Down) : 0);",
            true
        );
        Assert.Equal(maps, rule.ForwardProducts!.Select(p => Formula.Print(p.Weight)));
    }

    [Theory]
    [InlineData("a / (a + w)")]
    [InlineData("Exp(a * w)")]
    [InlineData("Sqrt(Abs(a - w))")]
    [InlineData("RectifiedMean(a, w)")]
    [InlineData("a > w ? a : w")]
    [InlineData("(a - w) * (a - w)")]
    [InlineData("Pow(a - w, 2)")]
    public void NotSeparable(string contribution)
    {
        RuleOnLayer rule = RulesOnLayers.FromSource($"float Contribution(float a, float w) => {contribution}; {Share}");
        Assert.Null(rule.BackwardProducts);
        Assert.False(RuleCost.Of(rule).Separable);
    }

    /// <summary>
    /// Whatever products are found, they add up to the contribution at every point, and no coefficient is the
    /// difference of larger ones: Σ|product| = |contribution| wherever one monomial contributes.
    /// </summary>
    [Theory]
    [InlineData("Pos(a * w)")]
    [InlineData("Abs(a) * w + 0.5f * Neg(a * w)")]
    [InlineData("a * w * w + Pos(a) * w - 2 * Neg(w)")]
    [InlineData("Min(a * w, 0) * 3 + Max(a * w, -2 * a * w)")]
    [InlineData("a > 0.5f ? a * w : Tanh(a) * Abs(w)")]
    [InlineData("1 + w + a * w")]
    [InlineData("Sign(w) * a * a")]
    [InlineData("a > 0 ? Log(a) * w : 0")]
    [InlineData("a > 0 ? a * Log(a) * w : 0")]
    [InlineData("a == 0 ? 0 : w / a")]
    [InlineData("w == 0 ? 0 : a / w")]
    public void ProductsAddUpToTheContribution(string contribution)
    {
        foreach (bool nonNegative in new[] { true, false })
        {
            RuleOnLayer rule = RulesOnLayers.FromSource(
                $"float Contribution(float a, float w) => {contribution}; {Share}",
                nonNegative
            );
            var products = rule.BackwardProducts;
            Assert.NotNull(products);
            double[] points = [-2, -0.75, -0.5, 0, 0.25, 0.5, 0.75, 3];
            foreach (double a in points.Where(a => a >= 0 || !nonNegative))
            foreach (double w in points)
            {
                double expected = Evaluate.At(rule.Contribution[0], Value);
                double sum = products.Sum(p => p.Slots[0] * Evaluate.At(p.Input, Value) * Evaluate.At(p.Weight, Value));
                // a few roundings of doubles
                Assert.Equal(expected, sum, 1e-12);

                double Value(string name) => name == "a" ? a : w;
            }
        }
    }
}
