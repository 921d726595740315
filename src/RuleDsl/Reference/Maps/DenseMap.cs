namespace RuleCompiler.Reference;

/// <summary>A dense layer, applied to each row of its input; weights are [units, inputs].</summary>
internal sealed class DenseMap(int units, int inputs, int rows, double[] weight, double[]? bias)
    : LinearMap(rows * units, bias, plane: 1)
{
    public override int WeightCount => weight.Length;

    /// <summary>The sums of <see cref="LinearMap.Forward"/>, in the same order, without the list.</summary>
    public override double[] Forward(double[][] activations)
    {
        double[] from = activations[0];
        var outputs = new double[Units];
        for (int unit = 0; unit < outputs.Length; unit++)
        {
            int row = unit / units * inputs;
            int first = unit % units * inputs;
            double sum = Bias(unit);
            for (int j = 0; j < inputs; j++)
                sum += weight[first + j] * from[row + j];
            outputs[unit] = sum;
        }

        return outputs;
    }

    protected override void Collect(int unit, double[][] activations, double[][] reference, List<Connection> into)
    {
        int row = unit / units * inputs;
        int first = unit % units * inputs;
        for (int j = 0; j < inputs; j++)
            into.Add(new Connection(0, row + j, weight[first + j], first + j));
    }
}
