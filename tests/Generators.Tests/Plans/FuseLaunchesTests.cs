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

    private static Plan Fused(string composite)
    {
        var (plan, _) = Planned.Lower(Layers, composite);
        return FuseLaunches.In(plan!);
    }
}
