using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Explainers;

/// <summary>What is wrong with a network and a composite together is said at the explainer.</summary>
public sealed class ExplainerDiagnosticsTests
{
    private const string Network =
        "[Network(1, 8, 8)] public sealed partial class N { public static Layer[] Define() => [new Conv2d(2, 3), new ReLU(), new MaxPool(2), new Flatten(), new Dense(3)]; } ";

    private static string With(string rules, string arms, string network = Network) =>
        network
        + rules
        + $" [Composite] public sealed partial class C {{ public static Rule? For(Layer layer) => layer switch {{ {arms} }}; }} "
        + "[[|Explainer<N, C>|]] public sealed partial class E;";

    [Fact]
    public void AMissingLayer() =>
        Assert.Contains(
            "conv1, relu1, maxpool1, flatten1, dense1",
            Marked.Explainer("RC0005", With("", "{ Name: \"fc9\" } => new ZPlus(), _ => null")),
            StringComparison.Ordinal
        );

    [Fact]
    public void ARuleThatNeedsNonNegativeActivations() =>
        Marked.Explainer("RC0007", With("", "Conv2d => new Gamma(), _ => null"));

    [Fact]
    public void ARuleWithoutTheVerbThatItsLayerNeeds() =>
        Marked.Explainer("RC0011", With("", "ReLU => new ZPlus(), _ => null"));

    [Fact]
    public void AContributionThatIsNotSeparable() =>
        Marked.Explainer(
            "RC0014",
            With(
                "[Rule] public sealed partial record R : Rule { float Contribution(float a, float w) => a / (1 + Abs(a + w)); float Share(float r, float z) => r / Away(z); }",
                "Dense => new R(), _ => null"
            )
        );

    [Fact]
    public void BoundsThatAreNotDeclared() => Marked.Explainer("RC0015", With("", "Conv2d => new ZBox(), _ => null"));

    [Fact]
    public void ATypeThatIsNoNetwork() =>
        Marked.Explainer("RC0016", "[[|Explainer<string, EpsilonPlus>|]] public sealed partial class E;");

    [Fact]
    public void AnExplainerThatIsNotPartial() =>
        Marked.Explainer("RC0004", Network + "[Explainer<N, EpsilonPlus>] public sealed class [|E|];");

    [Fact]
    public void AConservativeRule() =>
        Marked.Explainer("RC0020", With("", "Conv2d => new ZPlus(), _ => new Gradient()"));

    [Fact]
    public void AChainThatForgetsTheClass() =>
        Assert.Contains(
            "conv1, conv2, dense1",
            Marked.Explainer(
                "RC0021",
                With(
                    "",
                    "Conv2d or Dense => new ZPlus(), _ => null",
                    "[Network(1, 8, 8)] public sealed partial class N { public static Layer[] Define() => [new Conv2d(2, 3), new ReLU(), new Conv2d(2, 3), new ReLU(), new Flatten(), new Dense(3)]; } "
                )
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void ACompositeThatIsGradientTimesInput() =>
        Marked.Explainer("RC0022", With("", "Conv2d or Dense => new Lrp0(), _ => null"));

    [Fact]
    public void RulesOfDifferentChannels()
    {
        const string rules =
            "public record struct Two(float A, float B) : IChannels; public record struct Three(float A, float B, float D) : IChannels; "
            + "[Rule] public sealed partial record R2 : Rule { float Contribution(float w) => w; Two Share(Two r) => r; } "
            + "[Rule] public sealed partial record R3 : Rule { float Contribution(float w) => w; Three Share(Three r) => r; } ";
        Assert.Contains(
            "2 channels",
            Marked.Explainer("RC0023", With(rules, "Conv2d => new R2(), Dense => new R3(), _ => null")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ACarrierThatALayerDoesNotCarryOn()
    {
        const string rules =
            "public record struct Mean(float M) : ICarrier<Mean> { public static Mean Constant => new(1); } "
            + "[Rule] public sealed partial record Carry : Rule { Mean Forward(Mean a, float w) => new(a.M * w); } ";
        Assert.Contains(
            "relu1",
            Marked.Explainer(
                "RC0025",
                With(
                    rules,
                    "Conv2d or Dense => new Carry(), _ => null",
                    Network.Replace("new MaxPool(2), ", "", StringComparison.Ordinal)
                )
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void AMaximumPoolWhoseRuleDoesNotSayWhatAMaximumCarries()
    {
        const string rules =
            "public record struct Mean(float M) : ICarrier<Mean> { public static Mean Constant => new(1); } "
            + "[Rule] public sealed partial record Carry : Rule { Mean Forward(Mean a, float w) => new(a.M * w); "
            + "Mean Forward(Mean x) => x; } ";
        string said = Marked.Explainer("RC0025", With(rules, "_ => new Carry()"));
        Assert.Contains("'Carry' carries nothing through the layer MaxPool 'maxpool1'", said, StringComparison.Ordinal);
        Assert.Contains("Maximum(x, other)", said, StringComparison.Ordinal);
    }

    [Fact]
    public void ANonlinearityWithoutMomentsIsRefused()
    {
        const string network =
            "[Network(4)] public sealed partial class N { public static Layer[] Define() => [new Dense(2), new RuleCompiler.Log()]; } ";
        Assert.Contains(
            "Log 'log1'",
            Marked.Explainer("RC0025", $"{network} [[|Explainer<N, AdfDiagonal>|]] public sealed partial class E;"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void APragmaReachesADiagnostic()
    {
        string source = With("", "Conv2d or Dense => new Lrp0(), _ => null")
            .Replace("[|", "", StringComparison.Ordinal)
            .Replace("|]", "", StringComparison.Ordinal);
        Assert.Contains(Compiled.Compile(source).Generate(), d => d.Id == "RC0022");
        Assert.DoesNotContain(
            Compiled.Compile("\n#pragma warning disable RC0022\n" + source).Generate(),
            d => d.Id == "RC0022" && !d.IsSuppressed
        );
    }
}
