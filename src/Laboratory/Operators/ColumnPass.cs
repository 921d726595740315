using RuleCompiler.Kernels;

namespace RuleCompiler.Laboratory.Operators;

/// <summary>
/// Columns on their way from one layer to another: written into the plane of the one when the pass comes to it, read
/// from the plane of the other, which is emptied, so that products further down have nothing to do.
/// </summary>
internal sealed class ColumnPass
{
    private const long MostFloats = 1L << 26; // 256 MiB of work space: more columns at once are hardly faster
    private const int MostColumns = 256;
    private readonly ExplainerLayout _layout;
    private readonly int _from;
    private readonly int _to; // −1 for the input

    private ColumnPass(ExplainerLayout layout, int from, int to)
    {
        (_layout, _from, _to) = (layout, from, to);
        Columns = Size(layout.Taps[from]);
        Rows = to < 0 ? checked(layout.InputSize * layout.Results.Length) : Size(layout.Taps[to]);
        AtOnce = (int)Math.Clamp(MostFloats / Math.Max(1, layout.RowFloats), 1, MostColumns);
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Columns that go down in one pass.</summary>
    public int AtOnce { get; }

    /// <exception cref="ArgumentException">There is no such layer, or relevance does not reach one from the other.</exception>
    public static ColumnPass Of(Explainer explainer, string from, string? to)
    {
        int start = Tap(explainer, from);
        int end = to is null ? -1 : Tap(explainer, to);
        if (to is not null && (to == from || !LayerOrder.Below(explainer, from).Contains(to)))
            throw new ArgumentException(
                $"Relevance at '{from}' does not go down to '{to}'; name a layer that '{from}' depends on."
            );
        return new(explainer.Layout, start, end);
    }

    /// <summary>Sends columns down. Each is scaled to a largest number of 1, so that float32 holds what double does.</summary>
    public void Run(Explainer explainer, float[] input, ReadOnlySpan<double> x, Span<double> y, int count)
    {
        double[] scales = new double[count];
        float[] start = new float[x.Length];
        for (int c = 0; c < count; c++)
        {
            foreach (double value in x.Slice(c * Columns, Columns))
                scales[c] = Math.Max(scales[c], Math.Abs(value));
            for (int i = c * Columns; i < (c + 1) * Columns && scales[c] > 0; i++)
                start[i] = (float)(x[i] / scales[c]);
        }

        float[] relevance = new float[checked(count * _layout.InputSize * _layout.Results.Length)];
        Taps taps = new(this, start, count, new float[y.Length]);
        explainer.SendDown(input, count, taps, relevance);
        float[] arrived = _to < 0 ? ByColumn(relevance, count) : taps.Arrived;
        for (int i = 0; i < y.Length; i++)
            y[i] = arrived[i] * scales[i / Rows];
    }

    /// <summary>[channels, columns, input] as [columns, channels, input]</summary>
    private float[] ByColumn(float[] relevance, int count)
    {
        float[] turned = new float[relevance.Length];
        int size = _layout.InputSize,
            channels = _layout.Results.Length;
        for (int channel = 0; channel < channels; channel++)
        {
            for (int c = 0; c < count; c++)
                relevance
                    .AsSpan(((channel * count) + c) * size, size)
                    .CopyTo(turned.AsSpan(((c * channels) + channel) * size));
        }

        return turned;
    }

    private static int Tap(Explainer explainer, string layer)
    {
        int at = Array.FindIndex(explainer.Layout.Taps, tap => tap.Layer == layer);
        return at >= 0
            ? at
            : throw new ArgumentException(
                $"There is no relevance at a layer '{layer}' of '{explainer.Layout.Network}'; its layers are "
                    + $"{string.Join(", ", explainer.Layers.Select(l => l.Name))}."
            );
    }

    private static int Size(TapLayout tap) =>
        tap.Shape.Aggregate(tap.Channels, (size, extent) => checked(size * extent));

    private sealed class Taps(ColumnPass pass, float[] start, int count, float[] arrived) : ILayerTaps
    {
        public float[] Arrived => arrived;

        bool ILayerTaps.Values => false;

        public void Begin(int first, int samples, int columns) { }

        public void Value(int layer, Plane value) { }

        public void Relevance(int layer, int channel, Plane relevance)
        {
            if (layer != pass._from && layer != pass._to)
                return;
            Span<float> plane = relevance.Span;
            int size = plane.Length / count,
                channels = pass._layout.Taps[layer].Channels;
            for (int c = 0; c < count; c++)
            {
                int at = ((c * channels) + channel) * size;
                Span<float> column = plane.Slice(c * size, size);
                if (layer == pass._from)
                    start.AsSpan(at, size).CopyTo(column);
                else
                    column.CopyTo(arrived.AsSpan(at, size));
            }

            if (layer == pass._to)
                plane.Clear();
        }
    }
}
