using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Networks;

public class GraphShapeTests
{
    [Theory]
    [InlineData("new Conv2d(4, 3)", "[4,26,26]")]
    [InlineData("new Conv2d(4, 3, Pad: 1)", "[4,28,28]")]
    [InlineData("new Conv2d(4, (3, 5), Stride: (2, 3), Pad: (0, 1, 2, 3))", "[4,14,10]")]
    [InlineData("new Conv2d(4, 3, Dilation: (2, 3))", "[4,24,22]")]
    [InlineData("new MaxPool(2)", "[1,14,14]")]
    [InlineData("new MaxPool(3, 2, Pad: 1)", "[1,14,14]")]
    [InlineData("new AvgPool((2, 4), Stride: 1)", "[1,27,25]")]
    [InlineData("new GlobalAvgPool()", "[1,1,1]")]
    [InlineData("new Flatten()", "[784]")]
    [InlineData("new ReLU()", "[1,28,28]")]
    [InlineData("new Dropout()", "[1,28,28]")]
    [InlineData("new BatchNorm()", "[1,28,28]")]
    [InlineData("new Residual([new ReLU()])", "[1,28,28]")]
    public void A_layer_has_the_shape_that_its_formula_gives(string layer, string shape)
    {
        Node output = Declared.Graph($"[{layer}]").Output;
        Assert.Equal(shape, Shapes.Text(output.Shape));
        Assert.Equal("[1,28,28]", Shapes.Text(output.InputShape));
    }

    [Fact]
    public void Every_number_that_a_kernel_needs_is_in_the_node()
    {
        Graph graph = Declared.Graph(
            """
            [
                new Conv2d(4, (3, 5), (2, 1), (1, 2, 3, 4), (2, 1), Bias: false), new Conv2d(6, 1, Groups: 2),
                new AvgPool(3, 1, CountIncludePad: true), new BatchNorm(0.1f), new GlobalAvgPool(), new Flatten(), new Dense(3),
            ]
            """
        );
        Assert.Equal(new WindowModel(3, 5, 2, 1, 1, 2, 3, 4, 2, 1, 1), graph.Nodes[0].Window);
        Assert.False(graph.Nodes[0].HasBias);
        Assert.Equal(2, graph.Nodes[1].Window!.Groups);
        Assert.Equal((6, true), (graph.Nodes[1].Units, graph.Nodes[1].HasBias));
        Assert.True(graph.Nodes[2].CountIncludePad);
        Assert.Equal(0.1, graph.Nodes[3].Eps);
        Node global = graph.Nodes[4];
        Assert.Equal(new WindowModel(global.InputShape[1], global.InputShape[2]), global.Window);
        Assert.Equal((3, true), (graph.Output.Units, graph.Output.HasBias));
    }

    [Fact]
    public void A_mistake_is_reported_once_and_not_again_by_its_readers()
    {
        var result = Compiled
            .Compile(Declared.NetworkSource("[new Conv2d(1, 99), new Dense(1), new Conv2d(1, 0), new MaxPool(99)]"))
            .ParseNetwork();
        Assert.Null(result.Model);
        Assert.Equal("RC0006", Assert.Single(result.Diagnostics, d => d.Id != "RC0017").Id);
    }
}
