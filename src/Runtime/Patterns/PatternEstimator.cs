using RuleCompiler.PatternEstimation;

namespace RuleCompiler;

/// <summary>
/// Estimates the patterns of a network's Dense and Conv2d layers from data, in one pass over any number of samples:
/// a = cov[x, y] / (wᵀ cov[x, y]) of what a unit reads and puts out, over all samples or over those that make it positive.
/// </summary>
/// <remarks>
/// Covariances are summed in double precision, block by block about the blocks' means, so that neither large means nor
/// many samples cost digits. Results do not depend on the number of threads; the size of the batches changes no more
/// than rounding. An instance is not for several threads at a time. Memory: two or three numbers of eight bytes for each
/// weight, and what <see cref="PatternOptions.QualityBytes"/> allows.
/// </remarks>
public sealed class PatternEstimator
{
    private readonly Explainer _network;
    private readonly PatternOptions _options;
    private readonly LayerEstimator[] _layers;
    private readonly string[] _sources;
    private bool _interrupted;

    /// <summary>Begins an estimation.</summary>
    /// <param name="network">Any explainer of the network; its rules do not matter. It stays the caller's.</param>
    /// <param name="options">How patterns are estimated.</param>
    /// <exception cref="ArgumentException">No Dense or Conv2d leads to the network's output.</exception>
    public PatternEstimator(Explainer network, PatternOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        (_network, _options) = (network, options ?? new());
        _layers = PatternLayers.Of(network, _options);
        _sources = [.. _layers.Select(l => l.Source).OfType<string>().Distinct()];
    }

    /// <summary>The samples that were added.</summary>
    public long Samples { get; private set; }

    /// <summary>Estimates patterns from a data set in memory.</summary>
    /// <param name="network">Any explainer of the network.</param>
    /// <param name="inputs">[N, input]</param>
    /// <param name="options">How patterns are estimated.</param>
    /// <param name="progress">Told the number of samples done.</param>
    /// <param name="cancellation">Ends the estimation.</param>
    /// <exception cref="ArgumentException">The inputs have a wrong length, or a value that is not finite or outside of the declared range.</exception>
    /// <exception cref="OperationCanceledException">The estimation was ended.</exception>
    public static Patterns Estimate(
        Explainer network,
        ReadOnlySpan<float> inputs,
        PatternOptions? options = null,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        PatternEstimator estimator = new(network, options);
        int samples = InputCheck.Count(network.Layout, inputs, nameof(inputs));
        InputCheck.Values(network.Layout, inputs, nameof(inputs));
        int size = network.Layout.InputSize;
        for (int first = 0; first < samples; first += estimator._options.Batch)
        {
            int count = Math.Min(estimator._options.Batch, samples - first);
            estimator.Add(inputs.Slice(first * size, count * size), cancellation);
            progress?.Report(first + count);
        }

        return estimator.Result();
    }

    /// <summary>Adds the next samples of the stream.</summary>
    /// <param name="inputs">[N, input]; the order of samples decides which of them are held out.</param>
    /// <param name="cancellation">Ends the estimation; the estimator is of no use afterwards.</param>
    /// <exception cref="ArgumentException">The inputs have a wrong length, or a value that is not finite or outside of the declared range; nothing was added.</exception>
    /// <exception cref="InvalidOperationException">An earlier call was ended midway.</exception>
    /// <exception cref="OperationCanceledException">The estimation was ended.</exception>
    /// <exception cref="ObjectDisposedException">The explainer has been disposed.</exception>
    public void Add(ReadOnlySpan<float> inputs, CancellationToken cancellation = default)
    {
        RequireWhole();
        cancellation.ThrowIfCancellationRequested();
        int samples = InputCheck.Count(_network.Layout, inputs, nameof(inputs));
        InputCheck.Values(_network.Layout, inputs, nameof(inputs));
        ParallelOptions parallel = new()
        {
            MaxDegreeOfParallelism = _options.Threads == 0 ? Environment.ProcessorCount : _options.Threads,
            CancellationToken = cancellation,
        };
        _interrupted = true;
        foreach (LayerEstimator layer in _layers.Where(l => l.Source is null))
            layer.Add(inputs, samples, Samples, parallel);
        if (_sources.Length > 0)
            _network.Observe(
                inputs,
                values =>
                {
                    foreach (LayerEstimator layer in _layers)
                    {
                        if (layer.Source == values.Layer)
                            layer.Add(values.Values, values.Samples, Samples + values.First, parallel);
                    }
                },
                _sources
            );
        Samples += samples;
        _interrupted = false;
    }

    /// <summary>The patterns of all samples so far; more may be added afterwards.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added, or an earlier call was ended midway.</exception>
    public Patterns Result()
    {
        RequireWhole();
        return Samples > 0
            ? new(
                _layers.Select(l => l.Result()),
                _options.Estimator,
                _options.Centre,
                Samples,
                _options.HoldOut == 0 ? 0 : Samples / _options.HoldOut
            )
            : throw new InvalidOperationException("There are no samples to estimate patterns from; add some first.");
    }

    private void RequireWhole()
    {
        if (_interrupted)
            throw new InvalidOperationException(
                "The estimation was ended midway, so its sums are of no use; begin with a new estimator."
            );
    }
}
