namespace RuleCompiler.Reference;

/// <summary>The sum of branches: each enters with 1.</summary>
internal sealed class SumMap(int branches, int units) : LinearMap(units, bias: null, plane: 1)
{
    protected override void Collect(int unit, double[][] activations, List<Connection> into)
    {
        for (int branch = 0; branch < branches; branch++)
            into.Add(new Connection(branch, unit, 1, 0));
    }
}

/// <summary>One weight and one bias per channel: a depthwise 1×1 convolution.</summary>
internal sealed class ChannelScaleMap(int[] shape, double[] weight, double[] bias)
    : LinearMap(Shapes.Count(shape), bias, Shapes.Plane(shape))
{
    public override int WeightCount => weight.Length;

    protected override void Collect(int unit, double[][] activations, List<Connection> into)
    {
        int channel = unit / Shapes.Plane(shape);
        into.Add(new Connection(0, unit, weight[channel], channel));
    }
}
