using static RuleCompiler.Conformance.Tests.Reference.TestNetworks;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>Names, places and shapes of layers, and what is said about networks that do not fit together.</summary>
public sealed class GraphTests
{
    private static readonly int[] Image = [3, 8, 8];

    /// <summary>The layers that a composite is asked about.</summary>
    private static List<Layer> Asked(Layer[] layers, int[] shape, WeightSet weights, (float, float) range)
    {
        var asked = new List<Layer>();
        _ = new Interpreter(layers, shape, range, Note, Defaults.Relevance, weights);
        return asked;

        Rule? Note(Layer layer)
        {
            asked.Add(layer);
            return null;
        }
    }

    [Fact]
    public void Layers_are_named_in_execution_order_and_know_their_place()
    {
        Layer[] layers =
        [
            new ReLU(),
            new Residual(
                [new Conv2d(3, 1, Bias: false), new ReLU()],
                [new Conv2d(3, 1, Bias: false) { Name = "skip" }]
            ),
            new Residual([new AvgPool(1)]) { Name = "block" },
            new Dropout(),
            new Conv2d(1, Kernel: 8, Bias: false),
            new Flatten(),
            new ReLU(),
        ];
        WeightSet weights = Tensors(
            ("conv1.weight", [3, 3, 1, 1], new float[9]),
            ("skip.weight", [3, 3, 1, 1], new float[9]),
            ("conv3.weight", [1, 3, 8, 8], new float[192])
        );
        List<Layer> asked = Asked(layers, Image, weights, (0, 1));
        Assert.Equal(
            ["relu1", "conv1", "relu2", "skip", "add1", "avgpool1", "block", "conv3", "relu3"],
            asked.Select(layer => layer.Name)
        );
        Assert.Equal(["conv1"], asked.Where(layer => layer.IsFirst).Select(layer => layer.Name));
        Assert.DoesNotContain(asked, layer => layer.HasBoundedInput); // it reads a ReLU's output, not the input
        Assert.Equal(["conv3"], asked.Where(layer => layer.IsLast).Select(layer => layer.Name));
    }

    [Fact]
    public void An_undeclared_range_bounds_nothing()
    {
        List<Layer> asked = Asked(
            [new Dense(1, Bias: false)],
            [1],
            Tensors(("dense1.weight", [1, 1], [1])),
            (0, float.PositiveInfinity)
        );
        Assert.False(asked[0].HasBoundedInput);
    }

    public static TheoryData<string, Layer[], string[]> Mistakes() =>
        new()
        {
            { "empty", [], ["no layers"] },
            { "flatten", [new Dense(2)], ["dense1", "[3,8,8]", "Flatten"] },
            { "vector", [new Flatten(), new Conv2d(1, 1)], ["conv1", "[192]", "[C,H,W]"] },
            { "kernel", [new Conv2d(1, Kernel: 9)], ["conv1", "9×9", "8×8"] },
            { "dilation", [new Conv2d(1, Kernel: 3, Dilation: 4)], ["conv1", "9×9", "8×8"] },
            { "pool", [new MaxPool(9)], ["maxpool1", "9×9", "8×8"] },
            { "padding", [new MaxPool(2, Pad: 2)], ["maxpool1", "padding"] },
            { "groups", [new Conv2d(4, 1, Groups: 2)], ["conv1", "2 groups", "3 input", "4 output"] },
            { "names", [new ReLU() { Name = "x" }, new Flatten() { Name = "x" }], ["'x'"] },
            { "branches", [new Residual([new AvgPool(2)])], ["add1", "[3,4,4]", "[3,8,8]"] },
            { "add", [new Add()], ["Residual"] },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistakes_are_explained(string what, Layer[] layers, string[] said)
    {
        _ = what;
        var error = Assert.Throws<ArgumentException>(() =>
            new Interpreter(layers, Image, Unbounded, _ => null, Defaults.Relevance, Tensors())
        );
        Assert.All(said, text => Assert.Contains(text, error.Message));
    }
}
