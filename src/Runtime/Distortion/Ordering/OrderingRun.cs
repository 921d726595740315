namespace RuleCompiler;

/// <summary>The test of some images: random inputs batch after batch, each carried through all rates.</summary>
internal sealed class OrderingRun : IDisposable
{
    private readonly ReferenceDistribution _reference;
    private readonly OrderingOptions _options;
    private readonly ComponentOrder _components;
    private readonly int[] _counts;
    private readonly ObfuscatedBatch _batch;
    private readonly StudentQuantile _quantile;
    private readonly double _work;
    private double _done;

    public OrderingRun(IExplainable network, ReferenceDistribution reference, OrderingOptions options, int images)
    {
        (_reference, _options) = (reference, options);
        OrderingCheck.Formulation(options.Formulation);
        _components = new(network, options.Components, options.Seed);
        _counts = options.Counts(_components.Count);
        _quantile = new(options.Confidence, options.Samples);
        _batch = ObfuscatedBatch.Of(network, options);
        _work = (double)images * options.Samples * _counts.Length;
    }

    private bool IsProductive => _options.Formulation == OrderingFormulation.Productive;

    /// <summary>One image's curve.</summary>
    public OrderingCurve Curve(int image, ReadOnlySpan<float> input, ReadOnlySpan<float> relevance, int target)
    {
        // who destroys the most relevant components first keeps the least relevant ones longest: what is random, what
        // is fixed and hence every distortion are those of the reversed order, read from its other end
        int[] places = _components.Descending(relevance, image);
        if (!IsProductive)
            Array.Reverse(places);
        double[][] distortions = [.. _counts.Select(_ => new double[_options.Samples])];
        _batch.Image(input, places, target);
        for (int first = 0; first < _options.Samples; first += _batch.Rows)
        {
            int rows = Math.Min(_batch.Rows, _options.Samples - first);
            _batch.Begin(rows);
            for (int row = 0; row < rows; row++)
                _reference.Draw(_options.Seed, checked((image * _options.Samples) + first + row), _batch.Row(row));
            for (int i = 0; i < _counts.Length; i++)
            {
                _options.CancellationToken.ThrowIfCancellationRequested();
                int at = IsProductive ? i : _counts.Length - 1 - i;
                int known = IsProductive ? _counts[at] : _components.Count - _counts[at];
                _batch.Fix(known * _components.Each);
                // with everything fixed y is x, and nothing is left to ask
                if (known < _components.Count)
                    _batch.Distortions(distortions[at].AsSpan(first, rows));
                Tell(rows);
            }
        }

        return Curve(distortions);
    }

    public void Dispose() => _batch.Dispose();

    private OrderingCurve Curve(double[][] distortions)
    {
        double[] areas = new double[_options.Samples];
        for (int i = 1; i < _counts.Length; i++)
        {
            double half = (double)(_counts[i] - _counts[i - 1]) / _components.Count / 2;
            for (int s = 0; s < areas.Length; s++)
                areas[s] += half * (distortions[i][s] + distortions[i - 1][s]);
        }

        return new(
            _options.Formulation,
            _components.Count,
            _counts,
            [.. distortions.Select(values => _quantile.Interval(values))]
        )
        {
            Area = _quantile.Interval(areas),
        };
    }

    private void Tell(int rows)
    {
        _done += rows;
        _options.Progress?.Report(_done / _work);
    }
}
