using RuleCompiler.Generators.Models;
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
    [InlineData("new MaxPool(2)", "MaxPool", Pool22)]
    [InlineData("new MaxPool(2, null)", "MaxPool", Pool22)]
    [InlineData("new MaxPool(2, default)", "MaxPool", Pool22)]
    [InlineData("new MaxPool(2, (2, 2))", "MaxPool", Pool22)]
    [InlineData("new MaxPool(2, new Size(2, 2))", "MaxPool", Pool22)]
    [InlineData("new MaxPool((2, 2), 2, 0)", "MaxPool", Pool22)]
    [InlineData("new MaxPool(2, default(Size?), new Padding())", "MaxPool", Pool22)]
    [InlineData("new MaxPool(2, (Size?)2)", "MaxPool", Pool22)]
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
