using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>Copies of each layer's output and of the relevance there, for one sample.</summary>
internal sealed class LayerRecord(TapLayout[] layers) : ILayerTaps
{
    private readonly Dictionary<string, float[]> _values = [];
    private readonly Dictionary<string, float[]> _relevances = [];

    /// <summary>In execution order; a device tells what only observers ask for behind what it told before.</summary>
    public IReadOnlyDictionary<string, float[]> Values =>
        layers
            .Reverse()
            .Where(tap => _values.ContainsKey(tap.Layer))
            .ToDictionary(tap => tap.Layer, tap => _values[tap.Layer]);

    public IReadOnlyDictionary<string, float[]> Relevances => _relevances;

    bool ILayerTaps.Values => true;

    public void Begin(int first, int samples, int columns) { }

    public void Value(int layer, Plane value) => _values[layers[layer].Layer] = value.Span.ToArray();

    public void Relevance(int layer, int channel, Plane relevance)
    {
        TapLayout tap = layers[layer];
        int size = checked((int)relevance.Length);
        if (!_relevances.TryGetValue(tap.Layer, out float[]? all))
            _relevances.Add(tap.Layer, all = new float[size * tap.Channels]);
        relevance.Span.CopyTo(all.AsSpan(channel * size, size));
    }
}
