using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Plans;

/// <summary>What the compiler proves about a network with a composite.</summary>
public sealed class ProofTests
{
    private const string Deep =
        "[new Conv2d(4, 3), new ReLU(), new Conv2d(4, 3), new ReLU(), new Conv2d(4, 3), new ReLU(), new Flatten(), new Dense(10)]";

    private static string Composite(string arms) =>
        $"[Composite] public sealed partial class C {{ public static Rule? For(Layer layer) => layer switch {{ {arms} }}; }}";

    [Fact]
    public void ZPlusEverywhereForgetsTheClass()
    {
        var (_, problems) = Planned.Lower(Deep, "DeepTaylor");
        var chain = Assert.Single(problems, p => p.Id == "RC0021");
        // z^B's contributions are non-negative by a reason that the form alone does not show: the chain begins after it
        Assert.Equal(["DeepTaylor", "N", "conv2, conv3, dense1"], chain.Arguments);
    }

    [Fact]
    public void NegativeRelevanceBreaksTheChain()
    {
        var (_, problems) = Planned.Lower(Deep, "EpsilonAlpha2Beta1");
        Assert.DoesNotContain(problems, p => p.Id == "RC0021");
    }

    [Fact]
    public void Lrp0IsGradientTimesInput()
    {
        var (_, problems) = Planned.Lower(Deep, "C", source: Composite("Conv2d or Dense => new Lrp0(), _ => null"));
        Assert.Single(problems, p => p.Id == "RC0022");
    }

    [Fact]
    public void ZPlusIsNotGradientTimesInput()
    {
        var (_, problems) = Planned.Lower(Deep, "EpsilonPlus");
        Assert.DoesNotContain(problems, p => p.Id == "RC0022");
    }

    [Theory]
    [InlineData("new AlphaBeta(2, 1)", true)]
    [InlineData("new AlphaBeta(2, 0.5f)", false)]
    [InlineData("new AlphaBeta(1, 0)", true)]
    [InlineData("new Epsilon(0.25f)", true)]
    [InlineData("new GeneralizedGamma(0.5f)", true)]
    [InlineData("new WSquare()", true)]
    [InlineData("new Gradient()", false)]
    public void ConservativeRulesAreProvedSo(string rule, bool conservative)
    {
        var (_, problems) = Planned.Lower(Deep, "C", source: Composite($"Conv2d => {rule}, _ => new Gradient()"));
        Assert.Equal(conservative, problems.Any(p => p.Id == "RC0020"));
    }

    [Fact]
    public void GammaNeedsNonNegativeActivations()
    {
        string composite = Composite("Conv2d or Dense => new Gamma(), _ => null");
        var (plan, problems) = Planned.Lower(Deep, "C", "Network(1, 28, 28)", composite);
        Assert.Null(plan);
        var problem = Assert.Single(problems);
        Assert.Equal("RC0007", problem.Id);
        Assert.Equal(["Gamma", "conv1", "a"], problem.Arguments);
        Assert.NotNull(Planned.Lower(Deep, "C", "Network(1, 28, 28, Low = 0)", composite).Plan);
    }
}
