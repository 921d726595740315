namespace RuleCompiler.Reference;

/// <summary>A dense layer; weights are [units, inputs].</summary>
internal sealed class DenseMap(int units, int inputs, double[] weight, double[]? bias)
    : LinearMap(units, bias, plane: 1)
{
    public override int WeightCount => weight.Length;

    protected override void Collect(int unit, double[][] activations, List<Connection> into)
    {
        for (int j = 0; j < inputs; j++)
            into.Add(new Connection(0, j, weight[unit * inputs + j], unit * inputs + j));
    }
}
