using System.ComponentModel;
using RuleCompiler.Devices;
using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>One run of a compiled network: how many samples and rows, and where its buffers lie.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Execution
{
    private readonly Plane _samples;
    private readonly Plane _rows;
    private readonly Plane _shared;
    private readonly Plane _observed;
    private readonly ILayerTaps? _taps;
    private readonly int _columns;

    internal Execution(
        Plane samples,
        Plane rows,
        Plane shared,
        Plane observed,
        int count,
        int columns,
        int threads,
        ILayerTaps? taps
    )
    {
        (_samples, _rows, _shared, _observed, _taps) = (samples, rows, shared, observed, taps);
        (Samples, _columns, Threads) = (count, columns, threads);
    }

    /// <summary>Samples in the batch.</summary>
    public int Samples { get; }

    /// <summary>Rows for each sample: all of them.</summary>
    internal int AllColumns => _columns;

    /// <summary>Whether someone asked for layers' values or relevances.</summary>
    internal bool IsTapped => _taps is not null;

    /// <summary>Where the pass runs, where that is not here.</summary>
    internal DeviceWorkspace? OnDevice { get; init; }

    /// <summary>Rows for each sample: those that have begun.</summary>
    public int Columns => _taps?.Begun ?? _columns;

    /// <summary>Samples × columns.</summary>
    public int Rows => checked(Samples * Columns);

    /// <summary>Most threads to use.</summary>
    public int Threads { get; }

    /// <summary>Whether the first layer's sums are given, so that they are not computed.</summary>
    public bool HasFirstSums { get; internal init; }

    /// <summary>A buffer that exists for each sample.</summary>
    public Plane Sample(long offset, long size) => Part(_samples, offset, size, Samples);

    /// <summary>A buffer that exists for each row, of all columns.</summary>
    public Plane Row(long offset, long size) => Part(_rows, offset, size, checked(Samples * _columns));

    /// <summary>A buffer computed when weights were loaded.</summary>
    public Plane Shared(long offset, long size) => Part(_shared, offset, size, 1);

    /// <summary>Whether layers' values are asked for.</summary>
    public bool Observes => _taps is { Values: true };

    /// <summary>A buffer that exists for each sample where layers' values are asked for.</summary>
    public Plane Observed(long offset, long size) => Observes ? Part(_observed, offset, size, Samples) : default;

    /// <summary>Hands a layer's output to whoever asked for it.</summary>
    public void Value(int layer, Plane value)
    {
        if (Observes)
            _taps!.Value(layer, value);
    }

    /// <summary>Hands the relevance at a layer's output to whoever asked for it.</summary>
    public void Tap(int layer, int channel, Plane relevance) => _taps?.Relevance(layer, channel, relevance);

    internal Plane At(Region region) =>
        region.PerRow ? Row(region.Offset, region.Size) : Sample(region.Offset, region.Size);

    private static Plane Part(Plane arena, long offset, long size, int count) =>
        arena.Slice(checked((nint)(offset * count)), checked((nint)(size * count)));
}
