using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>The relevance at each layer's output, copied on request while a pass runs.</summary>
internal sealed class LayerRelevances(TapLayout[] layers)
{
    private readonly Dictionary<string, float[]> _values = [];

    public IReadOnlyDictionary<string, float[]> Values => _values;

    public void Record(int layer, int channel, Plane relevance)
    {
        TapLayout tap = layers[layer];
        int size = checked((int)relevance.Length);
        if (!_values.TryGetValue(tap.Layer, out float[]? all))
            _values.Add(tap.Layer, all = new float[size * tap.Channels]);
        relevance.Span.CopyTo(all.AsSpan(channel * size, size));
    }
}
