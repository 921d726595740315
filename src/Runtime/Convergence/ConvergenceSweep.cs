using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>
/// One pass down for some starting layers: each has columns of its own, which are zero until the pass reaches the
/// layer and writes its random relevances there. Similarities are counted as relevance passes; nothing is kept.
/// </summary>
internal sealed class ConvergenceSweep(
    TapLayout[] layers,
    IReadOnlyList<ConvergenceStart> starts,
    ConvergenceOptions options,
    int threads
) : ILayerTaps
{
    private readonly Plane[][] _channels = [.. layers.Select(layer => new Plane[layer.Channels])];
    private int _first;
    private int _samples;
    private int _columns;

    /// <summary>The number of the first sample of the call.</summary>
    public int Offset { get; set; }

    public bool Values => false;

    public void Begin(int first, int samples, int columns) =>
        (_first, _samples, _columns) = (Offset + first, samples, columns);

    public void Value(int layer, Plane value) { }

    public void Relevance(int layer, int channel, Plane relevance)
    {
        string name = layers[layer].Layer;
        for (int s = 0; s < starts.Count; s++)
        {
            if (starts[s].Layer == name)
                Write(s, relevance);
        }

        _channels[layer][channel] = relevance;
        if (channel == layers[layer].Channels - 1)
            Measure(name, _channels[layer]);
    }

    /// <summary>Counts what arrived at the network's input.</summary>
    public void Input(IReadOnlyList<Plane> channels) => Measure(ConvergenceStart.Input, channels);

    private void Measure(string place, IReadOnlyList<Plane> channels)
    {
        nint size = channels[0].Length / ((nint)_samples * _columns);
        for (int s = 0; s < starts.Count; s++)
        {
            for (int n = 0; n < _samples && starts[s].Places.TryGetValue(place, out SimilarityTally? tally); n++)
                tally.Add(channels, Row(n, s, 0) * size, threads);
        }
    }

    private void Write(int start, Plane relevance)
    {
        nint size = relevance.Length / ((nint)_samples * _columns);
        for (int n = 0; n < _samples; n++)
        {
            for (int v = 0; v < options.Vectors; v++)
            {
                Span<float> to = relevance.Slice(Row(n, start, v) * size, size).Span;
                starts[start].Write(options, _first + n, v, to);
            }
        }
    }

    private nint Row(int sample, int start, int vector) =>
        ((nint)sample * _columns) + ((nint)start * options.Vectors) + vector;
}
