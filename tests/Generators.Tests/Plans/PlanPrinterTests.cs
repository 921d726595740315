using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Plans;

/// <summary>Plans as people read them: nothing is computed twice, nothing that no rule names is stored.</summary>
public sealed class PlanPrinterTests
{
    [Fact]
    public void EpsilonGammaBoxOnAConvolutionAndADenseLayer()
    {
        var (plan, _) = Planned.Lower(
            "[new Conv2d(8, 5, Pad: 2), new ReLU(), new AvgPool(2), new Conv2d(8, 3), new ReLU(), new MaxPool(2), new Flatten(), new Dense(10)]",
            "EpsilonGammaBox"
        );
        Verified.Text(PlanPrinter.Print(plan!));
    }

    [Fact]
    public void GradientNeedsNoSums()
    {
        var (plan, _) = Planned.Lower(
            "[new Conv2d(8, 5, Pad: 2), new ReLU(), new Flatten(), new Dense(10)]",
            "PlainGradient"
        );
        Verified.Text(PlanPrinter.Print(plan!));
    }
}
