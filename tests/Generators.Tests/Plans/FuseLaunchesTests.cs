using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Passes;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Plans;

/// <summary>Plans for devices, where formulas run in the launches of products.</summary>
public sealed class FuseLaunchesTests
{
    private const string Layers =
        "[new Conv2d(8, 3, Pad: 1), new ReLU(), new Conv2d(8, 3, Pad: 1), new ReLU(), new AvgPool(2), new Flatten(), new Dense(10), new ReLU(), new Dense(3)]";

    [Fact]
    public void EpsilonGammaBoxInLaunches() => Verified.Text(PlanPrinter.Print(Fused("EpsilonGammaBox")));

    [Fact]
    public void Alpha2Beta1AndFlatInLaunches() => Verified.Text(PlanPrinter.Print(Fused("EpsilonAlpha2Beta1Flat")));

    // two dense layers, two convolutions and a pool; gradients have a ReLU's way down of their own three times
    [Theory]
    [InlineData("EpsilonPlus", 5)]
    [InlineData("EpsilonGammaBox", 5)]
    [InlineData("EpsilonAlpha2Beta1", 5)]
    [InlineData("EpsilonAlpha2Beta1Flat", 5)]
    [InlineData("DeepTaylor", 5)]
    [InlineData("PlainGradient", 8)]
    [InlineData("DeepLiftRescale", 8)]
    public void ALayersWayDownIsOneLaunch(string composite, int launches)
    {
        Plan fused = Fused(composite);
        Assert.Empty(VerifyPlan.Of(fused));
        Assert.True(launches == fused.Backward.Count, PlanPrinter.Print(fused));
    }

    /// <summary>Formulas before and behind a launch's sums may read the same buffer, where a layer is as wide as its input.</summary>
    [Theory]
    [InlineData("AdfDiagonal")]
    [InlineData("AdfLowRank")]
    [InlineData("Intervals")]
    [InlineData("Values")]
    [InlineData("EpsilonPlus")]
    [InlineData("DeepLiftRevealCancel")]
    public void NothingIsReadThatNoLaunchWrites(string composite)
    {
        const string Wide =
            "[new Conv2d(4, 3, Pad: 1), new ReLU(), new MaxPool(2), new Residual([new Conv2d(4, 3, Pad: 1), new LeakyReLU(0.2f)]), new Conv2d(4, 1), new Flatten(), new Dense(9), new ReLU(), new Dense(9), new ReLU(), new Dense(9)]";
        Assert.Empty(VerifyPlan.Of(Fused(composite, Wide)));
    }

    private static Plan Fused(string composite, string layers = Layers)
    {
        var (plan, problems) = Planned.Lower(layers, composite);
        Assert.True(plan is not null, string.Join("; ", problems));
        return FuseLaunches.In(plan);
    }
}
