namespace RuleCompiler.Reference;

/// <summary>The sum of branches: each enters with its sign.</summary>
internal sealed class SumMap(int[] signs, int units) : LinearMap(units, bias: null, plane: 1)
{
    protected override void Collect(int unit, double[][] activations, double[][] reference, List<Connection> into)
    {
        for (int branch = 0; branch < signs.Length; branch++)
            into.Add(new Connection(branch, unit, signs[branch], 0));
    }
}

/// <summary>The product of branches: each enters with the product of the others, so that a·w is the output.</summary>
internal sealed class ProductMap(bool[] gates, int units) : LinearMap(units, bias: null, plane: 1)
{
    public override double[] Forward(double[][] activations)
    {
        var outputs = new double[Units];
        for (int k = 0; k < outputs.Length; k++)
            outputs[k] = Product(k, activations, activations, without: -1);
        return outputs;
    }

    protected override void Collect(int unit, double[][] activations, double[][] reference, List<Connection> into)
    {
        // multiplied anew for each, since a quotient would fail at zeros
        for (int branch = 0; branch < gates.Length; branch++)
            into.Add(
                new Connection(branch, unit, Product(unit, activations, activations, branch), 0, gates[branch] ? 1 : 0)
                {
                    ReferenceWeight = Product(unit, reference, reference, branch),
                    Chord =
                        0.5
                        * (
                            Product(unit, reference, activations, branch)
                            + Product(unit, activations, reference, branch)
                        ),
                }
            );
    }

    /// <summary>The product of the branches before one and behind it; differences of such products telescope.</summary>
    private double Product(int unit, double[][] before, double[][] behind, int without)
    {
        double product = 1;
        for (int branch = 0; branch < gates.Length; branch++)
            product *= branch == without ? 1 : (branch < without ? before : behind)[branch][unit];
        return product;
    }
}

/// <summary>Values moved to other places: every output is one input, which enters with 1, or nothing.</summary>
internal sealed class MovedMap : LinearMap
{
    private readonly (int Branch, int Unit)[] _sources;

    public MovedMap(ValueMap[] maps, int units)
        : base(units, bias: null, plane: 1)
    {
        _sources = new (int, int)[units];
        Array.Fill(_sources, (-1, -1));
        for (int branch = 0; branch < maps.Length; branch++)
        {
            foreach ((int from, int to) in maps[branch].Moves())
                _sources[to] = (branch, from);
        }
    }

    protected override void Collect(int unit, double[][] activations, double[][] reference, List<Connection> into)
    {
        if (_sources[unit] is { Branch: >= 0 } source)
            into.Add(new Connection(source.Branch, source.Unit, 1, 0));
    }
}

/// <summary>One weight and one bias per channel, a run of neighbouring units: a depthwise 1×1 convolution.</summary>
internal sealed class ChannelScaleMap(int units, double[] weight, double[] bias)
    : LinearMap(units, bias, units / weight.Length)
{
    public override int WeightCount => weight.Length;

    protected override void Collect(int unit, double[][] activations, double[][] reference, List<Connection> into)
    {
        int channel = unit / (Units / weight.Length);
        into.Add(new Connection(0, unit, weight[channel], channel));
    }
}
