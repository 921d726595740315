using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Networks;

public class GraphNameTests
{
    [Fact]
    public void Layers_are_called_after_their_kind_and_place()
    {
        Graph graph = Declared.Graph(
            """
            [
                new Conv2d(4, 3), new BatchNorm(), new ReLU(), new MaxPool(2), new Conv2d(4, 3) { Name = "mine" }, new ReLU(),
                new AvgPool(2), new Conv2d(4, 3), new Dropout(), new GlobalAvgPool(), new Flatten(), new Dense(4), new Dense(2),
            ]
            """
        );
        // a named layer counts too: the third convolution is conv3
        Assert.Equal(
            "conv1 batchnorm1 relu1 maxpool1 mine relu2 avgpool1 conv3 dropout1 globalavgpool1 flatten1 dense1 dense2",
            string.Join(" ", graph.Nodes.Select(n => n.Name))
        );
        Assert.Equal(Enumerable.Range(0, 13), graph.Nodes.Select(n => n.Id));
        Assert.Equal(Enumerable.Range(-1, 13), graph.Nodes.Select(n => n.Inputs.Single()));
    }

    [Fact]
    public void A_block_is_its_body_then_its_shortcut_then_their_sum()
    {
        Graph graph = Declared.Graph(
            """
            [
                new Residual(
                    [new Conv2d(2, 1), new Residual([new ReLU()]), new Conv2d(1, 1)],
                    [new Residual([new ReLU(), new ReLU()], []) { Name = "inner" }]),
                new Residual([]),
            ]
            """
        );
        Assert.Equal(
            "conv1(-1) relu1(0) add1(1,0) conv2(2) relu2(-1) relu3(4) inner(5,-1) add3(3,6) add4(7,7)",
            string.Join(" ", graph.Nodes.Select(n => $"{n.Name}({string.Join(",", n.Inputs)})"))
        );
        // blocks come before what they hold, bodies before shortcuts
        Assert.Equal([1, 3, 2, 4, 6, 7, 5, 0, 8], graph.Nodes.Select(n => n.Definition));
    }

    [Fact]
    public void The_ends_are_the_first_and_the_last_layer_with_weights()
    {
        const string layers =
            "[new Dropout(), new Residual([new Conv2d(1, 1), new Conv2d(1, 1)]), new Flatten(), new Dense(2), new ReLU()]";
        Graph open = Declared.Graph(layers);
        Assert.Equal("conv1", Assert.Single(open.Nodes, n => n.IsFirst).Name);
        Assert.Equal("dense1", Assert.Single(open.Nodes, n => n.IsLast).Name);
        Assert.DoesNotContain(open.Nodes, n => n.HasBoundedInput);
        Assert.DoesNotContain(Declared.Graph(layers, "Network(1, 28, 28, Low = 0)").Nodes, n => n.HasBoundedInput);

        Graph bounded = Declared.Graph(layers, "Network(1, 28, 28, Low = 0, High = 1)");
        Assert.Equal("conv1", Assert.Single(bounded.Nodes, n => n.HasBoundedInput).Name);
    }
}
