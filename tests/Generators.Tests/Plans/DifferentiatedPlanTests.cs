using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Plans;

/// <summary>Plans of carriers and of their derivative.</summary>
public sealed class DifferentiatedPlanTests
{
    private const string Layers =
        "[new Conv2d(8, 3, Pad: 1), new ReLU(), new Residual([new Conv2d(8, 3, Pad: 1), new ReLU()]), new AvgPool(2), new Flatten(), new Dense(10)]";

    private const string Moments = """
        public readonly record struct Moments(float Mean, float Variance) : ICarrier<Moments>
        {
            public static Moments Constant => new(1, 0);
        }
        [Rule] public sealed partial record Carry : Rule
        {
            private Moments Forward(Moments a, float w) => new(a.Mean * w, a.Variance * w * w);
            private Moments Forward(Moments x) => new(Pos(x.Mean), x.Variance * Phi(x.Mean / Sqrt(x.Variance)));
        }
        [Composite] public sealed partial class Carried { public static Rule? For(Layer layer) => new Carry(); }
        """;

    private const string Interval = """
        public readonly record struct Interval(float Lower, float Upper) : ICarrier<Interval>
        {
            public static Interval Constant => new(1, 1);
        }
        [Rule] public sealed partial record Carry : Rule
        {
            private Interval Forward(Interval a, float w) =>
                new(a.Lower * Pos(w) + a.Upper * Neg(w), a.Upper * Pos(w) + a.Lower * Neg(w));
            private Interval Forward(Interval x) => new(Pos(x.Lower), Pos(x.Upper));
        }
        [Composite] public sealed partial class Carried { public static Rule? For(Layer layer) => new Carry(); }
        """;

    private const string LowRank = """
        public readonly record struct LowRank(float Mean, [Columns] float Factor) : ICarrier<LowRank>
        {
            public static LowRank Constant => new(1, 0);
        }
        [Rule] public sealed partial record Carry : Rule
        {
            private LowRank Forward(LowRank a, float w) => new(a.Mean * w, a.Factor * w);
            private LowRank Forward(LowRank x)
            {
                float open = Phi(x.Mean / Sqrt(SumColumns(x.Factor * x.Factor) + 0.01f));
                return new(x.Mean * open, x.Factor * open);
            }
        }
        [Composite] public sealed partial class Carried { public static Rule? For(Layer layer) => new Carry(); }
        """;

    [Fact]
    public void MomentsAreDerivedInAPassOverEachLayer()
    {
        var (plan, _) = Planned.Lower(Layers, "Carried", source: Moments);
        Assert.Empty(VerifyPlan.Of(plan!));
        Verified.Text(PlanPrinter.Print(plan!));
    }

    /// <summary>By w first, from which what is packed for w² is made.</summary>
    [Fact]
    public void MeanAndVarianceAreOneWalkOverTheWeightsUpAndDown()
    {
        var (plan, _) = Planned.Lower(Layers, "Carried", source: Moments);
        Step.TwoProducts[] up = [.. plan!.Forward.OfType<Step.TwoProducts>()],
            down = [.. plan.Backward.OfType<Step.TwoProducts>()];
        Assert.Equal((3, 3), (up.Length, down.Length));
        Assert.Empty(plan.Forward.Concat(plan.Backward).OfType<Step.Product>());
        Assert.All(
            up.Concat(down),
            step =>
            {
                Assert.Equal(2, step.Sources.Count);
                Assert.Equal(("w", "w²"), (Formula.Print(step.First.WeightMap), Formula.Print(step.Second.WeightMap)));
                Assert.Equal([step.First.From, step.Second.From, step.First.Weights], step.Inputs);
            }
        );
    }

    /// <summary>A source that two products share is looked through once: they are joined rather than neighbours of two sources.</summary>
    [Fact]
    public void ProductsOfOneSourceAreJoinedFirst()
    {
        var (plan, _) = Planned.Lower(Layers, "Carried", source: Moments);
        Step.TwoProducts step = plan!.Forward.OfType<Step.TwoProducts>().First();
        (Step.Product first, Step.Product alone) = (step.First, step.Second);
        Step[] forward = [alone, first, alone with { From = first.From }];
        Plan paired = PairProducts.In(plan with { Forward = forward.ToEquatable() });
        Assert.Equal(2, paired.Forward.Count);
        Assert.Same(alone, paired.Forward[0]);
        Assert.Equal([first.From], Assert.IsType<Step.TwoProducts>(paired.Forward[1]).Sources);
    }

    [Theory]
    [InlineData(Moments)]
    [InlineData(Interval)]
    [InlineData(LowRank)]
    public void NoMoreProductsGoDownThanUp(string rule)
    {
        var (plan, _) = Planned.Lower(Layers, "Carried", source: rule);
        Assert.Empty(VerifyPlan.Of(plan!));
        Assert.Equal(plan!.Forward.Sum(Products), plan.Backward.Sum(Products));
    }

    [Theory]
    [InlineData("AdfDiagonal")]
    [InlineData("AdfLowRank")]
    [InlineData("Intervals")]
    [InlineData("Values")]
    public void BuiltInCarriersAreDerivedThroughEveryKindOfLayer(string composite)
    {
        var (plan, _) = Planned.Lower(
            "[new Conv2d(4, 3, Pad: 1), new BatchNorm(), new ReLU(), new MaxPool(3, 2, 1), new PReLU(4), "
                + "new Residual([new Conv2d(4, 3, Pad: 1), new LeakyReLU(0.2f)]), new Tanh(), new AvgPool(2, 1), "
                + "new Sigmoid(), new Softplus(), new GlobalAvgPool(), new Flatten(), new Dense(5), new ELU(), new Dense(3)]",
            composite
        );
        Assert.Empty(VerifyPlan.Of(plan!));
        Assert.Equal(plan!.Forward.Sum(Products), plan.Backward.Sum(Products));
    }

    /// <summary>What scales a factor's rows is computed once, and read by the formula of its columns.</summary>
    [Fact]
    public void WhatColumnsShareIsNoFormulaOfColumns()
    {
        var (plan, _) = Planned.Lower(Layers, "Carried", source: LowRank);
        Assert.All(
            plan!.Forward.OfType<Step.Pointwise>().Where(s => s.Extent == Extent.Row).SelectMany(s => s.Writes),
            w => Assert.False(Costly.Is(w.Value))
        );
    }

    private static int Products(Step step) =>
        step switch
        {
            Step.Product => 1,
            Step.TwoProducts => 2,
            _ => 0,
        };
}
