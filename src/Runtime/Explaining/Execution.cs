using System.ComponentModel;
using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>One run of a compiled network: how many samples and rows, and where its buffers lie.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Execution
{
    private readonly Plane _samples;
    private readonly Plane _rows;
    private readonly Plane _shared;
    private readonly LayerRelevances? _taps;

    internal Execution(
        Plane samples,
        Plane rows,
        Plane shared,
        int count,
        int columns,
        int threads,
        LayerRelevances? taps
    )
    {
        (_samples, _rows, _shared, _taps) = (samples, rows, shared, taps);
        (Samples, Columns, Threads) = (count, columns, threads);
    }

    /// <summary>Samples in the batch.</summary>
    public int Samples { get; }

    /// <summary>Rows for each sample.</summary>
    public int Columns { get; }

    /// <summary>Samples × columns.</summary>
    public int Rows => checked(Samples * Columns);

    /// <summary>Most threads to use.</summary>
    public int Threads { get; }

    /// <summary>A buffer that exists for each sample.</summary>
    public Plane Sample(long offset, long size) => Part(_samples, offset, size, Samples);

    /// <summary>A buffer that exists for each row.</summary>
    public Plane Row(long offset, long size) => Part(_rows, offset, size, Rows);

    /// <summary>A buffer computed when weights were loaded.</summary>
    public Plane Shared(long offset, long size) => Part(_shared, offset, size, 1);

    /// <summary>Hands the relevance at a layer's output to whoever asked for it.</summary>
    public void Tap(int layer, int channel, Plane relevance) => _taps?.Record(layer, channel, relevance);

    internal Plane At(Region region) =>
        region.PerRow ? Row(region.Offset, region.Size) : Sample(region.Offset, region.Size);

    private static Plane Part(Plane arena, long offset, long size, int count) =>
        arena.Slice(checked((nint)(offset * count)), checked((nint)(size * count)));
}
