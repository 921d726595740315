using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Networks;

public class LayerKindTests
{
    [Theory]
    [InlineData("new Dense(10)", "Dense", "Units=10 Bias=1")]
    [InlineData("new Dense(Bias: false, Units: 3)", "Dense", "Units=3 Bias=0")]
    [InlineData("new ReLU()", "ReLU", "")]
    [InlineData("new Flatten()", "Flatten", "")]
    [InlineData("new GlobalAvgPool()", "GlobalAvgPool", "")]
    [InlineData("new Dropout()", "Dropout", "Rate=0.5")]
    [InlineData("new Dropout(0.1f)", "Dropout", "Rate=0.1")]
    [InlineData("new BatchNorm()", "BatchNorm", "Eps=1E-05")]
    [InlineData("new BatchNorm(Eps: 0.1f)", "BatchNorm", "Eps=0.1")]
    [InlineData("new AvgPool(2, CountIncludePad: true)", "AvgPool", Pool22 + " CountIncludePad=1")]
    [InlineData("new MaxPool(2, Dilation: (3, 2))", "MaxPool", Pool22 + " Dilation.Height=3 Dilation.Width=2")]
    [InlineData("new Affine(4)", "Affine", "Channels=4")]
    [InlineData("new Reshape(16, 392)", "Reshape", "Shape.0=16 Shape.1=392")]
    [InlineData("new Reshape([16, 392])", "Reshape", "Shape.0=16 Shape.1=392")]
    [InlineData("new Reshape(new[] { 16, 392 })", "Reshape", "Shape.0=16 Shape.1=392")]
    [InlineData("new Reshape(2 * 8, 28 * 28 / 2)", "Reshape", "Shape.0=16 Shape.1=392")]
    [InlineData("new LeakyReLU()", "LeakyReLU", "Slope=0.01")]
    [InlineData("new PReLU(8)", "PReLU", "Channels=8")]
    [InlineData("new Clip(float.NegativeInfinity, 6)", "Clip", "Low=-Infinity High=6")]
    [InlineData("new HardSigmoid()", "HardSigmoid", "Alpha=0.2 Beta=0.5")]
    [InlineData("new HardSwish()", "HardSwish", "")]
    [InlineData("new Sigmoid()", "Sigmoid", "")]
    [InlineData("new Tanh()", "Tanh", "")]
    [InlineData("new Softplus()", "Softplus", "")]
    [InlineData("new Softsign()", "Softsign", "")]
    [InlineData("new ELU(2)", "ELU", "Alpha=2")]
    [InlineData("new SELU()", "SELU", "Alpha=1.6732632 Gamma=1.050701")]
    [InlineData("new CELU()", "CELU", "Alpha=1")]
    [InlineData("new GELU(true)", "GELU", "Tanh=1")]
    [InlineData("new SiLU()", "SiLU", "")]
    [InlineData("new ThresholdedReLU()", "ThresholdedReLU", "Alpha=1")]
    [InlineData("new Erf()", "Erf", "")]
    [InlineData("new Exp()", "Exp", "")]
    [InlineData("new Log()", "Log", "")]
    [InlineData("new Sqrt()", "Sqrt", "")]
    [InlineData("new Reciprocal()", "Reciprocal", "")]
    [InlineData("new Abs()", "Abs", "")]
    [InlineData("new MaxPool(2)", "MaxPool", MaxPool22)]
    [InlineData("new MaxPool(2, null)", "MaxPool", MaxPool22)]
    [InlineData("new MaxPool(2, default)", "MaxPool", MaxPool22)]
    [InlineData("new MaxPool(2, (2, 2))", "MaxPool", MaxPool22)]
    [InlineData("new MaxPool(2, new Size(2, 2))", "MaxPool", MaxPool22)]
    [InlineData("new MaxPool((2, 2), 2, 0)", "MaxPool", MaxPool22)]
    [InlineData("new MaxPool(2, default(Size?), new Padding())", "MaxPool", MaxPool22)]
    [InlineData("new MaxPool(2, (Size?)2)", "MaxPool", MaxPool22)]
    public void Layers_are_read_with_their_numbers(string layer, string kind, string arguments)
    {
        LayerModel model = One(layer);
        Assert.Equal(kind, model.Kind);
        Assert.Equal(arguments, Text(model));
    }

    [Theory]
    [InlineData("new Conv2d(8, 3)", "3,3", "1,1", "0,0,0,0", "1,1", 1)]
    [InlineData("new Conv2d(8, Kernel: (3, 5), Stride: 2)", "3,5", "2,2", "0,0,0,0", "1,1", 1)]
    [InlineData("new Conv2d(8, 3, new Size(2, 1), Pad: 1)", "3,3", "2,1", "1,1,1,1", "1,1", 1)]
    [InlineData("new Conv2d(8, 3, Pad: (0, 1, 2, 3), Dilation: (2, 3))", "3,3", "1,1", "0,1,2,3", "2,3", 1)]
    [InlineData("new Conv2d(8, 3, Pad: new Padding(1, 2, Right: 4, Bottom: 3))", "3,3", "1,1", "1,2,3,4", "1,1", 1)]
    [InlineData("new Conv2d(8, 3, Pad: new() { Top = 1, Left = 2 })", "3,3", "1,1", "1,2,0,0", "1,1", 1)]
    [InlineData("new Conv2d(8, 3, Groups: 4, Dilation: default)", "3,3", "1,1", "0,0,0,0", "1,1", 4)]
    [InlineData("new Conv2d(8, new(width: 5, height: 3), new Size(), Pad: default)", "3,5", "1,1", "0,0,0,0", "1,1", 1)]
    [InlineData("new Conv2d(8, 1) { Kernel = (3, 5), Stride = 2 }", "3,5", "2,2", "0,0,0,0", "1,1", 1)]
    public void Sizes_and_paddings_are_read_in_every_notation(
        string layer,
        string kernel,
        string stride,
        string pad,
        string dilation,
        int groups
    )
    {
        LayerModel model = One(layer);
        Assert.Equal(kernel, Text(model, "Kernel.Height", "Kernel.Width"));
        Assert.Equal(stride, Text(model, "Stride.Height", "Stride.Width"));
        Assert.Equal(pad, Text(model, "Pad.Top", "Pad.Left", "Pad.Bottom", "Pad.Right"));
        Assert.Equal(dilation, Text(model, "Dilation.Height", "Dilation.Width"));
        Assert.Equal(groups, model.Integer("Groups"));
        Assert.Equal(8, model.Integer("Channels"));
    }

    [Fact]
    public void Every_layer_of_the_library_is_known()
    {
        Type[] layers = [.. typeof(Layer).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(Layer)))];
        Assert.Equal(
            layers.Where(t => !t.IsAbstract).Select(t => t.Name).Order(StringComparer.Ordinal),
            LayerKinds.All.Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            layers.Where(t => t.IsSubclassOf(typeof(Activation))).Select(t => t.Name).Order(StringComparer.Ordinal),
            LayerKinds.Activations.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_declared_reshape_and_pool_have_their_shapes()
    {
        Graph graph = Declared.Graph(
            "[new Reshape(4, 14, 14), new MaxPool(2, 1, Dilation: (3, 2)), new LeakyReLU(0.1f), new Affine(4)]"
        );
        Assert.Equal([4, 14, 14], graph.Nodes[0].Target);
        Assert.Equal([4, 11, 12], graph.Nodes[1].Shape);
        Assert.Equal(0.1, GraphProperties.Number(graph.Nodes[2], "Slope"));
        Assert.Equal(4, GraphProperties.Number(graph.Nodes[3], "Channels"));
    }

    [Fact]
    public void A_block_has_a_body_and_perhaps_a_shortcut()
    {
        LayerModel plain = One("new Residual([new ReLU(), new ReLU()])");
        Assert.Equal(["ReLU", "ReLU"], plain.Body.Select(l => l.Kind));
        Assert.False(plain.HasShortcut);

        LayerModel both = One("new Residual(Shortcut: [], Body: [new Residual([new ReLU()])]) { Name = \"block\" }");
        Assert.Equal("block", both.Name);
        Assert.Equal("ReLU", both.Body[0].Body[0].Kind);
        Assert.True(both.HasShortcut);
        Assert.Empty(both.Shortcut);
    }

    private const string Pool22 =
        "Kernel.Height=2 Kernel.Width=2 Stride.Height=2 Stride.Width=2 Pad.Top=0 Pad.Left=0 Pad.Bottom=0 Pad.Right=0";

    private const string MaxPool22 = Pool22 + " Dilation.Height=1 Dilation.Width=1";

    private static LayerModel One(string layer)
    {
        string network = layer.Contains("Dense", StringComparison.Ordinal) ? "Network(9)" : "Network(8, 28, 28)";
        return Assert.Single(Declared.Network($"[{layer}]", network).Layers);
    }

    private static string Text(LayerModel layer) =>
        string.Join(
            " ",
            layer
                .Arguments.Where(a => a.Name != "CountIncludePad" || a.Value != 0)
                .Select(a => FormattableString.Invariant($"{a.Name}={a.Value}"))
        );

    private static string Text(LayerModel layer, params string[] names) =>
        string.Join(",", names.Select(layer.Integer));
}
