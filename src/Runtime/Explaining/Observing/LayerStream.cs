using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>Hands layers' values and relevances to the caller's functions, without a copy.</summary>
internal sealed class LayerStream : ILayerTaps
{
    private readonly TapLayout[] _layers;
    private readonly bool[] _wanted;
    private readonly Action<LayerValues>? _values;
    private readonly Action<LayerValues>? _relevances;
    private int _first;
    private int _samples;
    private int _columns;

    /// <exception cref="ArgumentException">There is no such layer.</exception>
    public LayerStream(
        ExplainerLayout layout,
        Action<LayerValues>? values,
        Action<LayerValues>? relevances,
        IEnumerable<string>? layers
    )
    {
        (_layers, _values, _relevances) = (layout.Taps, values, relevances);
        _wanted = new bool[_layers.Length];
        if (layers is null)
            Array.Fill(_wanted, true);
        foreach (string name in layers ?? [])
        {
            int at = Array.FindIndex(_layers, l => l.Layer == name);
            _wanted[
                at >= 0
                    ? at
                    : throw new ArgumentException(
                        $"The network '{layout.Network}' has no layer '{name}' that its output depends on; those to observe "
                            + $"are {string.Join(", ", _layers.Reverse().Select(l => l.Layer))}.",
                        nameof(layers)
                    )
            ] = true;
        }
    }

    public bool Values => _values is not null;

    public void Begin(int first, int samples, int columns) => (_first, _samples, _columns) = (first, samples, columns);

    public void Value(int layer, Plane value)
    {
        if (_wanted[layer])
            _values?.Invoke(new(_layers[layer], _first, _samples, 1, 0, value.Span));
    }

    public void Relevance(int layer, int channel, Plane relevance)
    {
        if (_wanted[layer])
            _relevances?.Invoke(new(_layers[layer], _first, _samples, _columns, channel, relevance.Span));
    }
}
