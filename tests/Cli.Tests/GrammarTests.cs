using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Tests;

/// <summary>--rules: what is understood, and what is said of what is not.</summary>
public sealed class GrammarTests
{
    private static readonly LayerKeys Keys = new(
        ["conv1", "relu1", "dense1"],
        new Dictionary<string, string>
        {
            ["conv1"] = "/0/Conv",
            ["relu1"] = "/1/Relu",
            ["dense1"] = "/2/Gemm",
        }
    );

    [Fact]
    public void TheMostSpecificKeyComesFirst()
    {
        var uses = Parse("Any=Epsilon; Conv2d=ZPlus; Last=Flat; First=WSquare; dense1=Gradient");
        Assert.Equal(["dense1", "First", "Last", "Conv2d", "Any"], uses.Select(u => u.Key.Text));
    }

    [Fact]
    public void AnyIsLeftOutWhereItsKindsAreNamed()
    {
        var uses = Parse("Conv2d=ZPlus; Dense=Epsilon(Eps: 0.25); Any=Epsilon");
        Assert.Equal(["Conv2d", "Dense"], uses.Select(u => u.Key.Text));
    }

    [Theory]
    [InlineData("Any=Epsilon", "global::RuleCompiler.Epsilon()")]
    [InlineData(" Any = Epsilon ( Eps : 0.25f ) ;", "global::RuleCompiler.Epsilon(Eps: 0.25f)")]
    [InlineData("Any=ZBox(Low: -1.5, High: 1e2)", "global::RuleCompiler.ZBox(Low: -1.5f, High: 100f)")]
    [InlineData("Any=AlphaBeta(2, 1)", "global::RuleCompiler.AlphaBeta(Alpha: 2f, Beta: 1f)")]
    [InlineData("Any=Gamma(G: 1E-06)", "global::RuleCompiler.Gamma(G: 1E-06f)")]
    public void ARuleIsBareOrACall(string text, string written) =>
        Assert.EndsWith($"new {written},", Assert.Single(Parse(text)).Arm, StringComparison.Ordinal);

    [Fact]
    public void ANodeOfTheModelIsALayersSecondName() =>
        Assert.StartsWith(
            "{ Name: \"conv1\" } =>",
            Assert.Single(Parse("/0/Conv=ZPlus")).Arm,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("", "--rules is empty")]
    [InlineData("Conv2d", "'Conv2d': there is no '='")]
    [InlineData("=ZPlus", "there is no key before '='")]
    [InlineData("Any=", "there is no rule after '='")]
    [InlineData("Conv2=ZPlus", "no layer or kind is called 'Conv2'; did you mean Conv2d")]
    [InlineData("conv7=ZPlus", "the layers are conv1, relu1, dense1; the kinds Dense, Conv2d")]
    [InlineData("Any=Epsilom", "no rule is called 'Epsilom'; did you mean Epsilon?")]
    [InlineData("Any=Epsilon(Eps=0.25)", "write it with a colon, as in Eps: 0.25")]
    [InlineData("Any=Epsilon(eps: 1)", "Epsilon has no parameter 'eps': it is Epsilon(Eps: 1E-06)")]
    [InlineData("Any=ZPlus(Eps: 1)", "ZPlus takes none")]
    [InlineData("Any=Epsilon(Eps: much)", "'much' is no number")]
    [InlineData("Any=Epsilon(Eps: 1, Eps: 2)", "'Eps' is given twice")]
    [InlineData("Any=Epsilon(1, 2)", "one argument too many")]
    [InlineData("Any=Epsilon(Eps: 1", "the closing ')' is missing")]
    [InlineData("Any=Epsilon(Eps: 1) Dense=ZPlus", "separate entries by ';'")]
    [InlineData("Any=Epsilon; Any=ZPlus", "'Any' has a rule already")]
    [InlineData("conv1=Epsilon; /0/Conv=ZPlus", "has a rule already")]
    public void AMistakeIsShownWithWhatIsPossible(string text, string piece)
    {
        ToolException refused = Assert.Throws<ToolException>(() => Parse(text));
        Assert.Equal(ToolException.BadUse, refused.Code);
        Assert.Contains(piece, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    private static IReadOnlyList<RuleUse> Parse(string text) =>
        new RulesParser(Keys, RuleSignature.BuiltIn).Parse(text);
}
