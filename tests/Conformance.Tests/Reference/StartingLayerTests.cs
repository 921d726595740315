using RuleCompiler.Conformance.Tests.Convergence;
using RuleCompiler.Conformance.Tests.Goldens;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>The interpreter sends relevance down from any layer.</summary>
public sealed class StartingLayerTests
{
    private static readonly float[] Input = TestNetworks.Numbers("starting", 288, 0, 1);
    private readonly Interpreter _interpreter = Interpreter.For<PooledNetwork, AllZPlus>(PooledNetwork.Weights);

    // what arrives at a layer, started there, arrives at the input as before
    [Fact]
    public void The_rest_of_the_way_is_the_same()
    {
        InterpretedExplanation whole = _interpreter.Explain(Input, 2);
        foreach (string layer in new[] { "dense2", "dense1", "maxpool1", "conv1" })
        {
            InterpretedExplanation rest = _interpreter.ExplainFrom(Input, layer, whole.Layers[layer].Single());
            Assert.Equal(whole.Relevance, rest.Relevance);
            Assert.Equal(whole.Layers["conv1"].Single(), rest.Layers["conv1"].Single());
        }

        Assert.All(
            _interpreter.ExplainFrom(Input, "conv1", whole.Layers["conv1"].Single()).Layers["conv2"].Single(),
            r => Assert.Equal(0, r)
        );
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => _interpreter.ExplainFrom(Input, "conv9", [1]));
        Assert.Contains("'conv9'", error.Message);
        Assert.Contains("conv1, relu1", error.Message);
        error = Assert.Throws<ArgumentException>(() => _interpreter.ExplainFrom(Input, "dense1", [1]));
        Assert.Contains("16 outputs", error.Message);
    }
}
