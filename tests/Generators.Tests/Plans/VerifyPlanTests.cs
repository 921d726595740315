using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Passes;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Plans;

/// <summary>The verifier finds nothing in the plans of built-in composites, and finds what is broken on purpose.</summary>
public sealed class VerifyPlanTests
{
    private const string Plain =
        "[new Conv2d(8, 5, Pad: 2), new ReLU(), new AvgPool(2), new Conv2d(8, 3), new BatchNorm(), new ReLU(), new MaxPool(2), new Flatten(), new Dense(10)]";

    private const string Branched =
        "[new Conv2d(4, 3, Pad: 1), new ReLU(), new Residual([new BatchNorm(), new ReLU(), new Conv2d(6, 3, Stride: 2, Pad: 1)], [new Conv2d(6, 1, Stride: 2)]), "
        + "new ReLU(), new Residual([new Conv2d(6, 3, Pad: 1), new Dropout()]), new GlobalAvgPool(), new Flatten(), new Dense(3)]";

    public static TheoryData<string, string> Cases()
    {
        TheoryData<string, string> cases = [];
        foreach (string layers in new[] { Plain, Branched })
        foreach (
            string composite in new[]
            {
                "EpsilonPlus",
                "EpsilonPlusFlat",
                "EpsilonGammaBox",
                "EpsilonAlpha2Beta1",
                "EpsilonAlpha2Beta1Flat",
                "DeepTaylor",
                "PlainGradient",
                "InputXGradient",
            }
        )
            cases.Add(layers, composite);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void NothingIsWrongWithBuiltInComposites(string layers, string composite)
    {
        var (plan, _) = Planned.Lower(layers, composite);
        Assert.NotNull(plan);
        Assert.Empty(VerifyPlan.Of(plan));
    }

    [Fact]
    public void AMissingStepIsFound()
    {
        var (plan, _) = Planned.Lower(Plain, "EpsilonPlus");
        Step[] forward = plan!.Forward.ToArray();
        Plan broken = plan with { Forward = new(forward[1..]) };
        Assert.Contains(VerifyPlan.Of(broken), m => m.Contains("nothing wrote before", StringComparison.Ordinal));
    }

    [Fact]
    public void AReadOfWhatIsOnlyComputedForObserversIsFound()
    {
        var (plan, _) = Planned.Lower(Plain, "EpsilonPlus");
        Step[] forward = plan!.Forward.Select((s, i) => i == 0 ? s with { IsObserved = true } : s).ToArray();
        Plan broken = plan with { Forward = new(forward) };
        Assert.Contains(VerifyPlan.Of(broken), m => m.Contains("not always computed", StringComparison.Ordinal));
    }

    [Fact]
    public void ValuesThatNoRuleReadsTakeNoSpaceFromThoseThatDo()
    {
        var (plan, _) = Planned.Lower(Plain, "DeepTaylor");
        Step[] observed = plan!.Forward.Where(s => s.IsObserved).ToArray();
        Assert.NotEmpty(observed);
        Plan blind = plan with { Forward = new(plan.Forward.Where(s => !s.IsObserved).ToArray()) };
        Assert.Equal(new PlanBuffers(blind).SampleFloats, new PlanBuffers(plan).SampleFloats);
        Assert.Equal(0, new PlanBuffers(blind).ObservedFloats);
    }

    [Fact]
    public void AWrongSizeIsFound()
    {
        var (plan, _) = Planned.Lower(Plain, "EpsilonPlus");
        Step.Pointwise first = plan!.Backward.OfType<Step.Pointwise>().First();
        Step.Pointwise resized = first with { Domain = new Domain(1, 3) };
        Plan broken = plan with { Backward = new(plan.Backward.Select(s => s == first ? resized : s).ToArray()) };
        Assert.Contains(VerifyPlan.Of(broken), m => m.Contains("3 units are visited", StringComparison.Ordinal));
    }
}
