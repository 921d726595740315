using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Networks;

public class FoldBatchNormTests
{
    [Theory]
    [InlineData("[new Conv2d(2, 1, Bias: false), new BatchNorm(), new ReLU()]", "batchnorm1>conv1")]
    [InlineData("[new Flatten(), new Dense(2), new BatchNorm()]", "batchnorm1>dense1")]
    [InlineData("[new BatchNorm(), new Conv2d(2, 1)]", "")]
    [InlineData("[new Conv2d(2, 1), new ReLU(), new BatchNorm()]", "")]
    [InlineData("[new Conv2d(2, 1), new BatchNorm(), new BatchNorm()]", "batchnorm1>conv1")]
    [InlineData("[new Conv2d(2, 1), new Dropout(), new BatchNorm()]", "")]
    [InlineData("[new Residual([new Conv2d(1, 1), new BatchNorm()])]", "batchnorm1>conv1")]
    [InlineData("[new Conv2d(1, 1), new Residual([new BatchNorm()])]", "")] // the sum reads the convolution too
    [InlineData("[new Conv2d(1, 1), new Residual([new BatchNorm()], [new ReLU()])]", "")]
    public void A_norm_is_folded_where_nothing_else_reads_the_layer_before_it(string layers, string expected)
    {
        Graph graph = Declared.Graph(layers);
        string folds = string.Join(
            " ",
            graph
                .Nodes.Where(n => n.FoldedInto is not null)
                .Select(n => $"{n.Name}>{graph.Nodes[n.FoldedInto!.Value].Name}")
        );
        Assert.Equal(expected, folds);
        foreach (Node norm in graph.Nodes.Where(n => n.FoldedInto is not null))
        {
            Assert.True(norm.IsIdentity);
            Assert.Equal(norm.Id, graph.Nodes[norm.FoldedInto!.Value].FoldedBatchNorm);
            Assert.True(graph.Nodes[norm.FoldedInto!.Value].AddsBias);
        }
    }

    [Fact]
    public void A_source_is_found_through_layers_that_change_nothing()
    {
        Graph graph = Declared.Graph(
            "[new Dropout(), new Flatten(), new Dense(2), new BatchNorm(), new Dropout(), new Dense(3)]"
        );
        Assert.Equal(Graph.NetworkInput, graph.SourceOf(graph.Nodes[2].Inputs[0]));
        Assert.Equal(2, graph.SourceOf(graph.Output.Inputs[0]));
    }
}
