using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Passes;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Plans;

/// <summary>What is kept between the way up and the way down.</summary>
public sealed class RecomputeTests
{
    private const string Convolutions =
        "[new Conv2d(4, 3, Pad: 1), new ReLU(), new Conv2d(8, 3, Pad: 1), new ReLU(), new Conv2d(8, 3, Pad: 1), new ReLU(), new Flatten(), new Dense(3)]";

    private const string Everywhere =
        " [Composite] public sealed partial class Everywhere { public static Rule? For(Layer layer) => layer switch "
        + "{ Conv2d or Dense => new Epsilon(), _ => null }; }";

    // two products make the second layer's output, both of its sums and what the third layer gets
    [Theory]
    [InlineData("EpsilonGammaBox", "conv2_p0, conv2_p1")]
    [InlineData("EpsilonAlpha2Beta1", "conv2_p0, conv2_p1")]
    [InlineData("EpsilonPlus", "conv2_z0, relu2_y")] // as many as they are made of
    [InlineData("Everywhere", "conv2_p0")]
    [InlineData("PlainGradient", "relu2_y")]
    public void OfALayerAsLittleIsKeptAsItsResultsAreMadeOf(string composite, string kept)
    {
        Plan plan = Lowered(Convolutions, composite);
        IEnumerable<string> between = plan
            .Backward.SelectMany(s => s.Inputs)
            .Where(b => b.Origin == Origin.Computed && b.Extent == Extent.Sample)
            .Select(b => b.Name)
            .Where(name => name.StartsWith("conv2_", StringComparison.Ordinal) || name == "relu2_y")
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(kept, string.Join(", ", between));
    }

    [Fact]
    public void WhatTakesLongIsKept()
    {
        Plan plan = Lowered(
            "[new Conv2d(4, 3, Pad: 1), new SiLU(), new Conv2d(4, 3, Pad: 1), new Flatten(), new Dense(3)]",
            "Everywhere"
        );
        Step.Pointwise relevance = plan.Backward.OfType<Step.Pointwise>().Single(s => Writes(s, "conv2_r"));
        Assert.Contains(relevance.Inputs, b => b.Name == "silu1_y");
    }

    [Fact]
    public void WhoAsksForAValueHasItComputed()
    {
        Plan plan = Lowered(Convolutions, "EpsilonGammaBox");
        Step.Pointwise step = plan.Forward.OfType<Step.Pointwise>().Single(s => Writes(s, "conv2_y"));
        Assert.True(step.IsObserved);
    }

    private static bool Writes(Step step, string name) => step.Outputs.Any(b => b.Name == name);

    private static Plan Lowered(string layers, string composite)
    {
        var (plan, problems) = Planned.Lower(layers, composite, source: Everywhere);
        Assert.True(plan is not null, string.Join("; ", problems));
        Assert.Empty(VerifyPlan.Of(plan));
        return plan;
    }
}
