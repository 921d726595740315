using System.Runtime.InteropServices;

namespace RuleCompiler.Reference;

/// <summary>One weighted edge from an input to the output that is looked at.</summary>
/// <param name="Branch">Which of the layer's inputs: 0 but for sums, products and what is put together.</param>
/// <param name="Unit">The input unit within its branch.</param>
/// <param name="Weight">The weight w_jk.</param>
/// <param name="Place">The weight's place in the layer's weight tensor; 0 where it has none.</param>
/// <param name="Gate">1 where the input gates the others of a product, 0 elsewhere.</param>
internal readonly record struct Connection(int Branch, int Unit, double Weight, int Place, double Gate = 0)
{
    /// <summary>The weight at the reference input; another one in maximum pools and products.</summary>
    public double ReferenceWeight { get; init; } = Weight;

    /// <summary>The weight of the chord between the reference and the input, Σ chord·(a − a0) = y − y0; of a maximum none.</summary>
    public double Chord { get; init; } = Weight;
}

/// <summary>
/// A linear layer as the list of what enters each output. All laws are written over this list alone, so they are
/// the same for every kind of layer. Padding is no input: it never appears.
/// </summary>
/// <param name="units">The number of outputs.</param>
/// <param name="bias">The bias per output channel, or null. Rows of channels repeat it.</param>
/// <param name="plane">The number of outputs per channel.</param>
internal abstract class LinearMap(int units, double[]? bias, int plane)
{
    private readonly List<Connection> _list = [];

    /// <summary>The number of outputs.</summary>
    public int Units => units;

    /// <summary>Whether the layer has a bias.</summary>
    public bool HasBias => bias is not null;

    /// <summary>The bias of an output; 0 without one.</summary>
    public double Bias(int unit) => bias is null ? 0 : bias[unit / plane % bias.Length];

    /// <summary>The number of weights in the layer's weight tensor; 0 where it has none.</summary>
    public virtual int WeightCount => 0;

    /// <summary>What enters an output. The list is valid until the next call.</summary>
    /// <param name="unit">The output.</param>
    /// <param name="activations">The inputs per branch; a maximum pool's weights depend on them.</param>
    /// <param name="reference">The inputs at the reference; those given unless it matters.</param>
    public ReadOnlySpan<Connection> Into(int unit, double[][] activations, double[][]? reference = null)
    {
        _list.Clear();
        Collect(unit, activations, reference ?? activations, _list);
        return CollectionsMarshal.AsSpan(_list);
    }

    /// <summary>The layer's outputs, bias included.</summary>
    public virtual double[] Forward(double[][] activations)
    {
        var outputs = new double[units];
        for (int k = 0; k < units; k++)
        {
            double sum = Bias(k);
            foreach (Connection c in Into(k, activations))
                sum += c.Weight * activations[c.Branch][c.Unit];
            outputs[k] = sum;
        }

        return outputs;
    }

    protected abstract void Collect(int unit, double[][] activations, double[][] reference, List<Connection> into);
}
