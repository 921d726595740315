using RuleCompiler.Runtime.Tests.Explaining;
using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.OnDevice.Tests;

/// <summary>Inputs go to the device and results come back; nothing between them does.</summary>
public sealed class TransferTests
{
    private const int Layers = 9;

    private readonly Traffic _traffic = new();

    [Fact]
    public void ACallTakesUpItsInputAndBringsDownItsResult()
    {
        using SmallPlus explainer = new(Tensors(), Options());
        explainer.Explain(Sample(0), 1); // launches are made once
        _traffic.Clear();

        explainer.Explain(Sample(1), 2);

        Assert.Equal([Inputs, Outputs], _traffic.Written);
        Assert.Equal([Outputs, Inputs], _traffic.Read);
        Assert.Equal(0, _traffic.Prepared);
        // two convolutions, a pool and two dense layers, up and down
        Assert.Equal(2 * 5, _traffic.Launched);
    }

    [Fact]
    public void APredictionTakesNothingElse()
    {
        using SmallPlus explainer = new(Tensors(), Options());
        _traffic.Clear();
        explainer.Predict(Batch(3));
        Assert.Equal([3 * Inputs], _traffic.Written);
        Assert.Equal([3 * Outputs], _traffic.Read);
        Assert.Equal(5, _traffic.Launched);
    }

    [Fact]
    public void WeightsGoUpOnce()
    {
        using SmallBox explainer = new(Tensors(), Options());
        foreach (Tensor tensor in Tensors().Where(t => t.Role == TensorRole.Weight))
            Assert.Single(_traffic.Written, tensor.Values.Length);
        _traffic.Clear();
        explainer.Explain(Batch(5), [0, 1, 2, 3, 0], new float[5 * Inputs]);
        Assert.Equal([5 * Inputs, 5 * Outputs], _traffic.Written);
        Assert.Equal([5 * Outputs, 5 * Inputs], _traffic.Read);
    }

    [Fact]
    public void AReferenceGoesUpWithTheInput()
    {
        using SmallFromReference explainer = new(Tensors(), Options());
        _traffic.Clear();
        explainer.Explain(Sample(0), 1);
        Assert.Equal([Inputs, Inputs, Outputs], _traffic.Written);
        Assert.Equal([Outputs, Inputs], _traffic.Read);
    }

    [Fact]
    public void LayersComeDownWhereTheyAreAskedFor()
    {
        using SmallPlus explainer = new(Tensors(), Options());
        Explanation plain = explainer.Explain(Sample(0), 1);
        _traffic.Clear();
        Explanation observed = explainer.Explain(Sample(0), 1, layers: true);
        Assert.Equal(plain.Relevance, observed.Relevance);
        // each layer's value and relevance, the outputs and the result
        Assert.Equal(Layers, observed.Values.Count);
        Assert.InRange(_traffic.Read.Count, Layers + 2, (2 * Layers) + 2);
    }

    private ExplainerOptions Options() => new() { Device = _traffic.On(Elsewhere.Device!) };
}
