using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <content>How alike relevances become that start at random.</content>
public abstract partial class Explainer
{
    /// <summary>The layers with weights that the output depends on, in execution order: where relevance can start.</summary>
    public IReadOnlyList<string> ConvergenceLayers => ConvergenceStarts.Layers(Layout);

    /// <summary>
    /// Sends random relevances down from layers with weights and measures how alike they are at every such layer below:
    /// the cosine similarity convergence of Sixt et al. 2020 (sixt2020when, section 4). All starting layers that fit into
    /// <see cref="ConvergenceOptions.MostBytes"/> go down in one pass, as further columns of the same products, over one
    /// forward pass.
    /// </summary>
    /// <param name="inputs">[N, input]</param>
    /// <param name="options">How many relevances, from which layers; five from every layer with weights where null.</param>
    /// <remarks>
    /// Relevances are float32, so that 1 − |cos| of two that should be equal ends between 10⁻¹⁴ and 10⁻¹². At the network's
    /// input the explanation is measured, after the composite's Finish where it has one. Memory is given back at the end.
    /// </remarks>
    /// <exception cref="ArgumentException">The inputs have a wrong length, or a value that is not finite or outside of the declared range; or a starting layer is none with weights.</exception>
    /// <exception cref="OperationCanceledException">The options' token ended the run.</exception>
    /// <exception cref="ObjectDisposedException">The explainer has been disposed.</exception>
    public Convergence Convergence(ReadOnlySpan<float> inputs, ConvergenceOptions? options = null)
    {
        options ??= new();
        int samples = InputCheck.Count(Layout, inputs, nameof(inputs));
        InputCheck.Values(Layout, inputs, nameof(inputs));
        IReadOnlyList<ConvergenceStart> starts = ConvergenceStarts.Of(Layout, Graph, options);
        ConvergenceTiles tiles = ConvergenceTiles.Of(WorkFloats, starts.Count, samples, options);
        Workspace lent = Rent(); // its memory is not used: what a sweep needs is given back when it ends
        try
        {
            SimilarityRooms rooms = new();
            using Workspace own = Open();
            using NativeBuffer forward = new(tiles.Repeats ? (nint)Layout.SampleFloats : 0);
            for (int first = 0; first < samples; first += tiles.Samples)
            {
                int count = Math.Min(tiles.Samples, samples - first);
                Forward(Begin(own, count, tiles.Starts * options.Vectors, null), inputs, default, first, default);
                own.Samples(forward.Plane.Length).Slice(0, forward.Plane.Length).Span.CopyTo(forward.Plane.Span);
                for (int start = 0; start < starts.Count; start += tiles.Starts)
                {
                    options.CancellationToken.ThrowIfCancellationRequested();
                    // the pass before may have used the memory of what it needed no more
                    if (start > 0 && own.Device is not null)
                        Forward(
                            Begin(own, count, tiles.Starts * options.Vectors, null),
                            inputs,
                            default,
                            first,
                            default
                        );
                    else if (start > 0)
                        forward.Plane.Span.CopyTo(own.Samples(forward.Plane.Length).Span);
                    ConvergenceStart[] some = [.. starts.Skip(start).Take(tiles.Starts)];
                    Sweep(own, new(Layout.Taps, some, options, first, count, rooms, Threads), count);
                    double done = ((double)first * starts.Count) + ((double)count * (start + some.Length));
                    options.Progress?.Report(done / ((double)starts.Count * samples));
                }
            }
        }
        finally
        {
            Return(lent);
        }

        return new(options.Vectors, samples, [.. starts.Select(start => start.Path(Layout))]);
    }

    private void Sweep(Workspace own, ConvergenceSweep sweep, int samples)
    {
        Execution pass = Begin(own, samples, sweep.Columns, sweep);
        pass.At(Layout.Starts[0]).Span.Clear();
        Down(pass);
        Plane[] results = new Plane[Layout.Results.Length];
        for (int channel = 0; channel < results.Length; channel++)
            results[channel] = pass.At(Layout.Results[channel]);
        sweep.Input(results);
    }
}
