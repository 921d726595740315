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
        // z^B is non-negative, since the inputs lie between its bounds
        Assert.Equal(["DeepTaylor", "N", "conv1, conv2, conv3, dense1"], chain.Arguments);
    }

    [Theory]
    [InlineData("new ZBox(0, 1)", "conv1, conv2, conv3, dense1")]
    [InlineData("new ZBox(-2, 2)", "conv1, conv2, conv3, dense1")]
    [InlineData("new ZBox(0.5f, 1)", "conv2, conv3, dense1")] // an input may be below
    [InlineData("new InnvestigateZBox()", "conv1, conv2, conv3, dense1")]
    [InlineData("new AlphaBeta(1, 0)", "conv1, conv2, conv3, dense1")]
    [InlineData("new AlphaBeta(0, -1)", "conv1, conv2, conv3, dense1")] // both contribution and sum are negative
    [InlineData("new AlphaBeta(2, 1)", "conv2, conv3, dense1")]
    [InlineData("new InnvestigateAlphaBeta(1, 0)", "conv2, conv3, dense1")] // the whole bias may turn the sum
    [InlineData("new Twice()", "conv1, conv2, conv3, dense1")] // 2·Pos(a·w) by its normal form
    [InlineData("new Spreads()", "conv1, conv2, conv3, dense1")]
    [InlineData("new DecoupledLinear()", "conv2, conv3, dense1")] // w itself where a = a0
    public void TheFirstLayersRuleIsReadOnItsDomain(string first, string chain) =>
        Assert.Equal(
            chain,
            Chain(
                Deep,
                $"{{ IsFirst: true }} => {first}, ",
                "[Rule] public sealed partial record Twice : Rule "
                    + "{ float Contribution(float a, float w) => a * w + Scalars.Abs(a * w); float Share(float r, float z) => r / Scalars.Away(z); } "
                    + "[Rule] public sealed partial record Spreads : Rule { float Share(float r) => 2 * r; "
                    + "float Spread(float w, float s) => w * w * s; float Collect(float sums) => sums; } "
            )
        );

    [Theory]
    [InlineData("ReLU => new Rescale(), ", "conv1, conv2, conv3, dense1")] // (y − y0)/(x − x0) of what never falls
    [InlineData("ReLU => new Guided(), ", "conv1, conv2, conv3, dense1")]
    [InlineData("ReLU => new RectifiedGradient(), ", "conv1, conv2, conv3, dense1")]
    [InlineData("Conv2d => new Gradient(), ReLU => new Guided(), ", null)] // guided backpropagation: the matrices are signed
    public void ActivationsPassRelevanceThatIsNotNegative(string arm, string? chain) =>
        Assert.Equal(chain, Chain(Deep, arm));

    private const string Normalised =
        "[new Conv2d(4, 3), new ReLU(), new BatchNorm(), new Conv2d(4, 3), new ReLU(), new Flatten(), new Dense(10)]";

    [Theory]
    [InlineData("", "conv1, conv2, conv3, dense1")]
    [InlineData("ReLU => new Gradient(), ", "conv1, conv2, conv3, dense1")]
    [InlineData("ReLU => new Flip(), ", null)]
    [InlineData("Conv2d { Name: \"conv2\" } => new Epsilon(), ", null)]
    [InlineData("Conv2d { Name: \"conv1\" } => new Epsilon(), ", "conv2, conv3, dense1")]
    [InlineData("Conv2d => new Unfed(), ", null)]
    public void OnlyNonNegativeLayersMakeAChain(string arm, string? chain) =>
        Assert.Equal(
            chain,
            Chain(
                Deep,
                arm,
                "[Rule] public sealed partial record Flip : Rule { float Backward(float r) => -r; } "
                    // its one live slot divides by the other's sum, which is never positive
                    + "[Rule] public sealed partial record Unfed : Rule "
                    + "{ (float P, float N) Contribution(float a, float w) => (Scalars.Pos(a * w), Scalars.Neg(a * w)); "
                    + "(float P, float N) Share(float r, (float P, float N) z) => (r / z.N, 0); }"
            )
        );

    [Theory]
    [InlineData("", null)]
    [InlineData("BatchNorm => new ZPlus(), ", "conv1, conv2, dense1")]
    public void ABatchNormOfItsOwnHasASign(string arm, string? chain) => Assert.Equal(chain, Chain(Normalised, arm));

    [Theory]
    // two layers side by side are no chain
    [InlineData("new Residual([new Conv2d(4, 3, Pad: 1), new ReLU()], [new Conv2d(4, 1), new ReLU()])", null)]
    // I + M
    [InlineData(
        "new Conv2d(1, 3), new ReLU(), new Residual([new Conv2d(1, 3, Pad: 1), new ReLU()])",
        "conv1, conv2, dense1"
    )]
    // the longer way
    [InlineData(
        "new Residual([new Conv2d(4, 3, Pad: 1), new ReLU(), new Conv2d(4, 1), new ReLU()], [new Conv2d(4, 1), new ReLU()])",
        "conv1, conv2, dense1"
    )]
    // a signed shortcut beside the body
    [InlineData(
        "new Conv2d(4, 3), new ReLU(), new Residual([new Conv2d(4, 1), new ReLU()], [new Conv2d(4, 1, Bias: false), new ReLU()])",
        null
    )]
    // a sum of values of either sign shares relevance with either sign
    [InlineData("new Conv2d(4, 3), new ReLU(), new Residual([new Conv2d(4, 1)])", null)]
    public void AChainIsSerial(string layers, string? chain) =>
        Assert.Equal(
            chain,
            Chain(
                $"[{layers}, new MaxPool(2), new Flatten(), new Dense(10)]",
                "Conv2d { Bias: false } => new Epsilon(), "
            )
        );

    private static string? Chain(string layers, string arm, string rules = "") =>
        Planned
            .Lower(layers, "C", source: rules + Composite($"{arm}Conv2d or Dense => new ZPlus(), _ => null"))
            .Problems.SingleOrDefault(p => p.Id == "RC0021")
            ?.Arguments[2];

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
    [InlineData(Deep, "InputXGradient", "")]
    [InlineData(Deep, "C", "private static float Finish(float r, float x) => r * x;")]
    [InlineData("[new MaxPool(2), new Flatten()]", "C", "")]
    public void AFinishOrNoWeightsIsNotGradientTimesInput(string layers, string composite, string finish)
    {
        string source = Composite("Conv2d or Dense => new Lrp0(), _ => null").Replace("}; }", $"}}; {finish} }}");
        var (plan, problems) = Planned.Lower(layers, composite, source: source);
        Assert.NotNull(plan);
        Assert.DoesNotContain(problems, p => p.Id == "RC0022");
    }

    [Theory]
    [InlineData("new AlphaBeta(2, 1)", true)]
    [InlineData("new AlphaBeta(2, 0.5f)", false)]
    [InlineData("new AlphaBeta(1, 0)", true)]
    [InlineData("new Epsilon(0.25f)", true)]
    [InlineData("new GeneralizedGamma(0.5f)", true)]
    [InlineData("new AlphaBeta(1e12f, 1e12f)", false)]
    [InlineData("new Norm()", true)]
    [InlineData("new Lrp0()", true)]
    [InlineData("new ZPlus()", true)]
    [InlineData("new Flat()", true)]
    [InlineData("new WSquare()", true)]
    [InlineData("new Gradient()", false)]
    public void ConservativeRulesAreProvedSo(string rule, bool conservative)
    {
        var (_, problems) = Planned.Lower(Deep, "C", source: Composite($"Conv2d => {rule}, _ => new Gradient()"));
        Assert.Equal(conservative, problems.Any(p => p.Id == "RC0020"));
    }

    [Theory]
    [InlineData("1", "r", false)] // true of one input only
    [InlineData("1", "r / Scalars.Min(z, 1)", false)] // true of small sums only
    [InlineData("1", "r / Scalars.Abs(z)", true)] // the sum of ones is positive
    [InlineData("a * w", "r / Scalars.Abs(z)", false)]
    [InlineData("a * w", "y > 3 ? 0 : r / Scalars.Away(z)", false)]
    [InlineData("a * w", "Scalars.Abs(r) / z", false)]
    [InlineData("a * w", "r / Scalars.Pos(z)", false)]
    [InlineData("a * w", "z > 0 ? r / z : r / Scalars.Neg(z)", true)]
    [InlineData("a * w", "r / (y - y0)", false)]
    public void AnIdentityHoldsAtEveryMagnitude(string contribution, string share, bool conservative)
    {
        string rule =
            "[Rule] public sealed partial record Own : Rule "
            + $"{{ float Contribution(float a, float w) => {contribution}; float Share(float r, float z, float y, float y0) => {share}; }}";
        var (plan, problems) = Planned.Lower(
            Deep,
            "C",
            source: rule + Composite("Conv2d => new Own(), _ => new Gradient()")
        );
        Assert.NotNull(plan);
        Assert.Equal(conservative, problems.Any(p => p.Id == "RC0020"));
    }

    [Fact]
    public void RulesOfOneShortNameAreProvedApart()
    {
        string Rule(string space) =>
            $"namespace {space} {{ [Rule] public sealed partial record Own : Rule "
            + "{ float Contribution(float a, float w) => a * w; float Share(float r, float z) => r / z; } } ";
        var (_, problems) = Planned.Lower(
            Deep,
            "C",
            source: Rule("P") + Rule("Q") + Composite("Conv2d => new P.Own(), Dense => new Q.Own(), _ => null")
        );
        var proofs = problems.Where(p => p.Id == "RC0020").Select(p => p.Arguments).ToArray();
        Assert.Equal(["Own", "Own"], proofs.Select(a => a[0]));
        Assert.StartsWith("at conv1, conv2, conv3,", proofs[0][1], StringComparison.Ordinal);
        Assert.StartsWith("at dense1,", proofs[1][1], StringComparison.Ordinal);
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
