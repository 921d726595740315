using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>
/// One pass down for some starting layers: each has columns of its own, which are zero until the pass reaches the
/// layer and writes its random relevances there. Similarities are counted as relevance passes; nothing is kept.
/// </summary>
/// <remarks>
/// Where one sample goes down and everything goes through a starting layer, nothing above it need know of its columns:
/// they begin there, together with those of the next starting layers that a branch leads past.
/// </remarks>
/// <param name="layers">The network's layers as taps number them.</param>
/// <param name="starts">The starting layers, in the order of their columns.</param>
/// <param name="options">How many relevances, and which.</param>
/// <param name="first">The number of the first sample.</param>
/// <param name="samples">The number of samples.</param>
/// <param name="rooms">Lends work space.</param>
/// <param name="threads">Most threads.</param>
internal sealed class ConvergenceSweep(
    TapLayout[] layers,
    IReadOnlyList<ConvergenceStart> starts,
    ConvergenceOptions options,
    int first,
    int samples,
    SimilarityRooms rooms,
    int threads
) : ILayerTaps
{
    private readonly Plane[][] _channels = [.. layers.Select(layer => new Plane[layer.Channels])];

    private int _begun = samples == 1 && starts[0].IsCut ? 0 : BegunAt(starts, samples, 0);

    public bool Values => false;

    /// <inheritdoc/>
    public int? Begun => Math.Max(1, _begun * options.Vectors);

    /// <summary>Relevances of one sample.</summary>
    public int Columns => starts.Count * options.Vectors;

    public void Begin(int first, int samples, int columns) { }

    public void Value(int layer, Plane value) { }

    // called when a layer's relevance is whole and before its rule reads it
    public void Relevance(int layer, int channel, Plane relevance)
    {
        string name = layers[layer].Layer;
        for (int s = 0; s < starts.Count; s++)
        {
            if (starts[s].Layer != name)
                continue;
            if (samples == 1 && starts[s].IsCut)
            {
                _begun = BegunAt(starts, samples, s);
                // what steps have left there is not theirs
                nint size = relevance.Length / Columns;
                nint first = Row(0, s, 0) * size;
                relevance.Slice(first, (Row(0, _begun, 0) * size) - first).Span.Clear();
            }

            Write(s, relevance);
        }

        _channels[layer][channel] = relevance;
        if (channel == layers[layer].Channels - 1)
            Measure(name, _channels[layer]);
    }

    /// <summary>Counts what arrived at the network's input, [samples, columns, input] in each channel.</summary>
    public void Input(IReadOnlyList<Plane> channels) => Measure(ConvergenceStart.Input, channels);

    /// <summary>How many starting layers have begun when one has: up to the next that can begin by itself.</summary>
    private static int BegunAt(IReadOnlyList<ConvergenceStart> starts, int samples, int start)
    {
        int end = start + 1;
        while (end < starts.Count && !(samples == 1 && starts[end].IsCut))
            end++;
        return end;
    }

    private void Measure(string place, IReadOnlyList<Plane> channels)
    {
        nint size = channels[0].Length / ((nint)samples * Columns);
        for (int s = 0; s < starts.Count; s++)
        {
            if (!starts[s].Places.TryGetValue(place, out SimilarityTally? tally))
                continue;
            for (int n = 0; n < samples; n++)
                tally.Add(channels, Row(n, s, 0) * size, rooms, threads);
        }
    }

    private void Write(int start, Plane relevance)
    {
        nint size = relevance.Length / ((nint)samples * Columns);
        ParallelOptions parallel = new()
        {
            // the caller's own source is called in the caller's thread
            MaxDegreeOfParallelism =
                options.Start is not null ? 1
                : threads > 0 ? threads
                : -1,
        };
        Parallel.For(
            0,
            samples * options.Vectors,
            parallel,
            row =>
            {
                (int n, int v) = Math.DivRem(row, options.Vectors);
                starts[start].Write(options, first + n, v, relevance.Slice(Row(n, start, v) * size, size).Span);
            }
        );
    }

    private nint Row(int sample, int start, int vector) =>
        ((nint)sample * Columns) + ((nint)start * options.Vectors) + vector;
}
