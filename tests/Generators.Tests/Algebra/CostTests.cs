using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Tests.Algebra;

/// <summary>The design's cost table: extra forward products / backward products of every built-in rule.</summary>
public sealed class CostTests
{
    /// <summary>Rules of layers without weights, which run window by window or unit by unit, without products.</summary>
    private static readonly string[] OfPoolsAndSums = ["DeepLiftMaxPool", "DeepLiftSum"];

    [Theory]
    [InlineData("Lrp0", 0, 1)]
    [InlineData("Epsilon", 0, 1)]
    [InlineData("Norm", 0, 1)]
    [InlineData("Gamma", 1, 1)]
    [InlineData("GeneralizedGamma", 1, 2)]
    [InlineData("ZPlus", 1, 1)]
    [InlineData("AlphaBeta", 1, 2)]
    [InlineData("WSquare", 0, 1)]
    [InlineData("Flat", 0, 0)]
    [InlineData("ZBox", 0, 2)]
    [InlineData("Gradient", 0, 1)]
    [InlineData("GradientTimesInput", 0, 1)]
    [InlineData("WinnerTakesAll", 0, 1)]
    [InlineData("SignalTakesAll", 0, 1)]
    [InlineData("CaptumGamma", 1, 1)]
    [InlineData("CaptumAlpha1Beta0", 1, 1)]
    [InlineData("InnvestigateZ", 0, 1)]
    [InlineData("InnvestigateAlphaBeta", 1, 2)]
    [InlineData("InnvestigateZPlus", 1, 1)]
    [InlineData("InnvestigateWSquare", 0, 1)]
    [InlineData("InnvestigateFlat", 0, 0)]
    [InlineData("InnvestigateZBox", 0, 2)]
    [InlineData("Excitation", 1, 1)]
    [InlineData("ContrastiveExcitation", 1, 2)]
    [InlineData("ProportionalPool", 0, 0)]
    [InlineData("Unchanged", 0, 0)]
    [InlineData("SignalDirection", 0, 1)]
    [InlineData("SignalAttribution", 0, 1)]
    [InlineData("DeepLiftLinear", 1, 2)]
    [InlineData("DecoupledLinear", 0, 2)]
    [InlineData("DeepLiftProduct", 0, 1)]
    [InlineData("DeepLiftMaxPool", 0, 1)]
    [InlineData("DeepLiftSum", 1, 4)]
    public void CostsForNonNegativeActivations(string rule, int forwardExtra, int backward) =>
        Assert.Equal(
            new RuleCost(forwardExtra, backward, true),
            RuleCost.Of(RulesOnLayers.BuiltIn(rule, nonNegative: true))
        );

    [Theory]
    [InlineData("Lrp0", 0, 1)]
    [InlineData("Epsilon", 0, 1)]
    [InlineData("Norm", 0, 1)]
    [InlineData("Gamma", 1, 1)]
    [InlineData("GeneralizedGamma", 3, 4)]
    [InlineData("ZPlus", 2, 2)]
    [InlineData("AlphaBeta", 3, 4)]
    [InlineData("WSquare", 0, 1)]
    [InlineData("Flat", 0, 0)]
    [InlineData("ZBox", 0, 2)]
    [InlineData("Gradient", 0, 1)]
    [InlineData("GradientTimesInput", 0, 1)]
    [InlineData("WinnerTakesAll", 0, 1)]
    [InlineData("SignalTakesAll", 0, 1)]
    [InlineData("CaptumGamma", 1, 1)]
    [InlineData("CaptumAlpha1Beta0", 1, 1)]
    [InlineData("InnvestigateZ", 0, 1)]
    [InlineData("InnvestigateAlphaBeta", 3, 4)]
    [InlineData("InnvestigateZPlus", 2, 2)]
    [InlineData("InnvestigateWSquare", 0, 1)]
    [InlineData("InnvestigateFlat", 0, 0)]
    [InlineData("InnvestigateZBox", 0, 2)]
    [InlineData("Excitation", 2, 2)]
    [InlineData("ContrastiveExcitation", 3, 4)]
    [InlineData("ProportionalPool", 0, 0)]
    [InlineData("Unchanged", 0, 0)]
    [InlineData("SignalDirection", 0, 1)]
    [InlineData("SignalAttribution", 0, 1)]
    [InlineData("DeepLiftLinear", 1, 2)]
    [InlineData("DecoupledLinear", 0, 2)]
    [InlineData("DeepLiftProduct", 0, 1)]
    [InlineData("DeepLiftMaxPool", 0, 1)]
    [InlineData("DeepLiftSum", 1, 4)]
    public void CostsForActivationsOfAnySign(string rule, int forwardExtra, int backward) =>
        Assert.Equal(
            new RuleCost(forwardExtra, backward, true),
            RuleCost.Of(RulesOnLayers.BuiltIn(rule, nonNegative: false))
        );

    [Theory]
    [InlineData(nameof(CostsForNonNegativeActivations), true)]
    [InlineData(nameof(CostsForActivationsOfAnySign), false)]
    public void EveryRuleWithAContributionHasARow(string table, bool nonNegative)
    {
        IEnumerable<object?> rows = typeof(CostTests)
            .GetMethod(table)!
            .GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Select(row => ((InlineDataAttribute)row).GetData(null!).Single()[0]);
        IEnumerable<string> rules = typeof(Rule)
            .Assembly.GetExportedTypes()
            .Where(t => t.IsDefined(typeof(RuleAttribute), false))
            .Select(t => t.Name)
            .Where(name => RulesOnLayers.BuiltIn(name, nonNegative).Contribution.Count > 0);
        Assert.Empty(rules.Except(rows.Select(row => (string)row!)).Except(OfPoolsAndSums));
    }

    [Fact]
    public void BetaZeroDropsTheNegativeSlot() =>
        Assert.Equal(
            new RuleCost(1, 1, true),
            RuleCost.Of(RulesOnLayers.BuiltIn("AlphaBeta", nonNegative: true, ("Alpha", 1), ("Beta", 0)))
        );

    [Fact]
    public void BetaZeroIsZPlusForActivationsOfAnySign() =>
        Assert.Equal(
            new RuleCost(2, 2, true),
            RuleCost.Of(RulesOnLayers.BuiltIn("AlphaBeta", nonNegative: false, ("Alpha", 1), ("Beta", 0)))
        );

    [Fact]
    public void GammaZeroIsTheForwardProduct() =>
        Assert.Equal(
            new RuleCost(0, 1, true),
            RuleCost.Of(RulesOnLayers.BuiltIn("Gamma", nonNegative: true, ("G", 0)))
        );
}
