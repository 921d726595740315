namespace RuleCompiler;

/// <summary>One sample's explanation, in double precision.</summary>
public sealed class InterpretedExplanation
{
    private readonly double[]? _relevance;

    internal InterpretedExplanation(
        double[] logits,
        double[][] channels,
        double[]? relevance,
        IReadOnlyDictionary<string, double[][]> layers,
        IReadOnlyDictionary<string, double[]> values
    )
    {
        Logits = logits;
        Channels = channels;
        _relevance = relevance;
        Layers = layers;
        Values = values;
    }

    /// <summary>The network's outputs.</summary>
    public double[] Logits { get; }

    /// <summary>The relevance of the input in memory order, after the composite's Finish.</summary>
    /// <exception cref="InvalidOperationException">
    /// Several channels arrive at the input and the composite has no Finish.
    /// </exception>
    public double[] Relevance =>
        _relevance
        ?? throw new InvalidOperationException(
            $"{Channels.Length} channels arrive at the input and the composite has no Finish that makes them one "
                + "number; give it one or read Channels."
        );

    /// <summary>The relevance that arrives at the input before Finish, [channel][unit].</summary>
    public double[][] Channels { get; }

    /// <summary>
    /// The relevance of each layer's outputs by the layer's name, [channel][unit]. A residual block has that of its
    /// sum.
    /// </summary>
    public IReadOnlyDictionary<string, double[][]> Layers { get; }

    /// <summary>
    /// Each layer's output in the forward pass by the layer's name; of a layer that a batch normalisation is folded
    /// into, the normalised one.
    /// </summary>
    public IReadOnlyDictionary<string, double[]> Values { get; }
}
