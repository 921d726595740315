namespace RuleCompiler;

/// <summary>
/// What one layer gives for a piece of a batch: its outputs, or the relevances there. It lies in the explainer's own
/// memory and is overwritten once the call that handed it out returns; copy what must last.
/// </summary>
public readonly ref struct LayerValues
{
    internal LayerValues(TapLayout tap, int first, int samples, int columns, int channel, ReadOnlySpan<float> values)
    {
        (Layer, Shape, Channels) = (tap.Layer, tap.Shape, tap.Channels);
        (First, Samples, Columns, Channel) = (first, samples, columns, channel);
        Values = values;
    }

    /// <summary>The layer's name.</summary>
    public string Layer { get; }

    /// <summary>The shape of its output without the batch.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The first sample's place in the batch.</summary>
    public int First { get; }

    /// <summary>The number of samples.</summary>
    public int Samples { get; }

    /// <summary>Relevances for each sample; 1 for outputs.</summary>
    public int Columns { get; }

    /// <summary>The channel of a rule that sends several relevances down, each handed out by a call of its own; else 0.</summary>
    public int Channel { get; }

    /// <summary>The number of such channels.</summary>
    public int Channels { get; }

    /// <summary>[samples, layer] for outputs, [samples, columns, layer] for relevances.</summary>
    public ReadOnlySpan<float> Values { get; }
}
