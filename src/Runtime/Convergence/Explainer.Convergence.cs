using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <content>How alike relevances become that start at random.</content>
public abstract partial class Explainer
{
    /// <summary>
    /// Sends random relevances down from layers with weights and measures how alike they are at every such layer below:
    /// the cosine similarity convergence of Sixt et al. 2020 (sixt2020when, section 4). All starting layers that fit into
    /// <see cref="ConvergenceOptions.MostBytes"/> go down in one pass, as further columns of the same products.
    /// </summary>
    /// <param name="inputs">[N, input]</param>
    /// <param name="options">How many relevances, from which layers; five from every layer with weights where null.</param>
    /// <remarks>Relevances are float32, so that 1 − |cos| of two that should be equal ends between 10⁻¹⁴ and 10⁻¹².</remarks>
    /// <exception cref="ArgumentException">The inputs have a wrong length, or a value that is not finite or outside of the declared range; or a starting layer is none with weights.</exception>
    /// <exception cref="OperationCanceledException">The options' token ended the run.</exception>
    /// <exception cref="ObjectDisposedException">The explainer has been disposed.</exception>
    public Convergence Convergence(ReadOnlySpan<float> inputs, ConvergenceOptions? options = null)
    {
        options ??= new();
        int samples = InputCheck.Count(Layout, inputs, nameof(inputs));
        IReadOnlyList<ConvergenceStart> starts = ConvergenceStarts.Of(Layout, Graph, options);
        long forEach = Layout.RowFloats * options.Vectors;
        long fit = ((options.MostBytes / sizeof(float)) - Layout.SampleFloats) / Math.Max(1, forEach);
        int startsAtOnce = (int)Math.Clamp(fit, 1, starts.Count);
        double done = 0;
        for (int first = 0; first < starts.Count; first += startsAtOnce)
        {
            ConvergenceStart[] some = [.. starts.Skip(first).Take(startsAtOnce)];
            int columns = some.Length * options.Vectors;
            int atOnce = SamplesAtOnce(samples, columns);
            ConvergenceSweep sweep = new(Layout.Taps, some, options, Threads);
            using NativeBuffer relevance = new((nint)atOnce * columns * Layout.InputSize * Layout.Results.Length);
            for (int sample = 0, count; sample < samples; sample += count)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                count = Math.Min(atOnce, samples - sample);
                sweep.Offset = sample;
                Sweep(sweep, inputs.Slice(sample * Layout.InputSize, count * Layout.InputSize), count, columns, relevance);
                done += (double)some.Length * count;
                options.Progress?.Report(done / ((double)starts.Count * samples));
            }
        }

        return new(options.Vectors, samples, [.. starts.Select(start => start.Path(Layout))]);
    }

    private void Sweep(
        ConvergenceSweep sweep,
        ReadOnlySpan<float> inputs,
        int samples,
        int columns,
        NativeBuffer relevance
    )
    {
        nint each = (nint)samples * columns * Layout.InputSize;
        Plane whole = relevance.Plane.Slice(0, each * Layout.Results.Length);
        OutputStart zeros = OutputStart.Made((_, _, _) => { }, columns);
        Run(inputs, samples, zeros, whole.Span, default, sweep, nameof(inputs));
        sweep.Input([.. Enumerable.Range(0, Layout.Results.Length).Select(c => whole.Slice(c * each, each))]);
    }
}
