using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Stamps;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Stamps;

public class StampRoundTripTests
{
    [Theory]
    [InlineData("[new ReLU()]", "Network(1, 28, 28)")]
    [InlineData(
        "[new Flatten() { Name = \"a \\\"b\\\" (c)\" }, new Dense(10, false)]",
        "Network(1, 28, 28, Low = -0.1f, High = 1), Weights(\"m {layer} {parameter}\")"
    )]
    [InlineData(
        "[new Conv2d(4, (3, 5), 2, 1, (1, 2), 1, false), new BatchNorm(), new Dropout(0.3f), new MaxPool(2), new AvgPool(2, 1, 1, true), new GlobalAvgPool()]",
        "Network(1, 28, 28)"
    )]
    [InlineData(
        "[new Residual([new Residual([new ReLU()]), new Conv2d(1, 1)], [new Residual([], [])]) { Name = \"b\" }, new Residual([])]",
        "Network(1, 28, 28)"
    )]
    [InlineData(
        "[new Reshape(4, 14, 14), new MaxPool(2, 1, 0, 2), new Clip(float.NegativeInfinity, 6), new PReLU(4), new Affine(4), new GELU(true)]",
        "Network(1, 28, 28)"
    )]
    public void Networks_come_back_as_they_were(string layers, string attributes)
    {
        NetworkModel network = Declared.Network(layers, attributes);
        string text = NetworkStamp.Print(network);
        Assert.Equal(network, NetworkStamp.Parse(network.Type, text));
        Assert.Equal(text, NetworkStamp.Print(NetworkStamp.Parse(network.Type, text)));
    }

    [Fact]
    public void A_pool_of_format_1_has_no_dilation()
    {
        const string text =
            "(network (input 1 4 4) (range 0 1) (weights) (layers (MaxPool \"\" (args (Kernel.Height 2) (Kernel.Width 2) "
            + "(Stride.Height 2) (Stride.Width 2) (Pad.Top 0) (Pad.Left 0) (Pad.Bottom 0) (Pad.Right 0)))))";
        NetworkModel network = NetworkStamp.Parse(new("", "N", "class"), text);
        Assert.Equal(1, Generators.Passes.LowerNetwork.Of(network).Graph.Nodes[0].Window!.DilationHeight);
    }

    [Fact]
    public void A_composite_of_format_2_starts_at_the_logit_and_folds_batch_norms()
    {
        CompositeModel composite = CompositeStamp.Parse(new("", "C", "class"), "(composite (family gradient) (arms))");
        Assert.False(composite.StartsAtOne);
        Assert.True(composite.FoldsBatchNorm);
    }

    [Theory]
    [InlineData("(start two)")]
    [InlineData("(batchnorm merged)")]
    public void A_composite_that_says_what_is_not_known_is_refused(string part) =>
        Assert.Throws<FormatException>(() =>
            CompositeStamp.Parse(new("", "C", "class"), $"(composite (family gradient) {part} (arms))")
        );

    [Theory]
    [InlineData("null", "Composite")]
    [InlineData("new AlphaBeta(1, 0)", "Composite(Defaults = Defaults.Gradient), Source(\"key\", Eq = \"eq. (1)\")")]
    [InlineData("null", "Composite(Start = OutputRelevance.One, FoldsBatchNorm = false)")]
    [InlineData(
        "layer switch { Conv2d { IsFirst: true, Kernel: { Height: > 3 } } => new ZBox(), not (Dense or { Name: \"a b\" or \"\" }) => new Epsilon(0.1f), _ => null }",
        "Composite"
    )]
    public void Composites_come_back_as_they_were(string body, string attributes)
    {
        CompositeModel composite = Declared.Composite(body, attributes);
        string text = CompositeStamp.Print(composite);
        Assert.Equal(composite, CompositeStamp.Parse(composite.Type, text));
        Assert.Equal(text, CompositeStamp.Print(CompositeStamp.Parse(composite.Type, text)));
    }

    [Fact]
    public void Finish_comes_back_as_it_was()
    {
        const string source =
            "[Composite] public sealed partial class C { public static Rule? For(Layer layer) => null; static float Finish(float r, float x) => Abs(r * x); }";
        CompositeModel composite = Compiled.CompileCleanly(source).ParseComposite().Model!;
        Assert.NotNull(composite.Finish);
        Assert.Equal(composite, CompositeStamp.Parse(composite.Type, CompositeStamp.Print(composite)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("(network")]
    [InlineData("(composite)")]
    [InlineData("(network (input 1) (range 0))")]
    [InlineData("(network (input x) (range 0 1))")]
    [InlineData("(network (input 1) (range 0 1) (layers (Softmax \"\" (args))))")]
    [InlineData("(network (input 1) (range 0 1) (layers (Dense \"\")))")]
    [InlineData("(network (input 1) (range 0 1) (layers (Dense \"\" (args (Units)))))")]
    [InlineData("(network (input 1) (range 0 1) (layers (Dense \"\" (args))))")]
    public void Another_text_is_no_network(string text) =>
        Assert.Throws<FormatException>(() => NetworkStamp.Parse(new("", "N", "class"), text));

    [Theory]
    [InlineData("")]
    [InlineData("(network)")]
    [InlineData("(composite (family relevance) (arms (arm)))")]
    [InlineData("(composite (family relevance) (arms (arm (kind))))")]
    [InlineData("(composite (family relevance) (arms (arm (maybe))))")]
    [InlineData("(composite (family relevance) (arms (arm any (rule X))))")]
    [InlineData("(composite (family relevance) (arms (arm (number Units ==))))")]
    [InlineData("(composite (arms (arm any)))")]
    public void Another_text_is_no_composite(string text) =>
        Assert.Throws<FormatException>(() => CompositeStamp.Parse(new("", "C", "class"), text));
}
