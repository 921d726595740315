namespace RuleCompiler.PatternEstimation;

/// <summary>The running moments of one layer, and the patterns that follow from them.</summary>
internal sealed class LayerEstimator
{
    // every unit goes over the block: 256 KiB of it stay in a core's own cache, and are rows enough to hide the merging
    private const int MostRows = 1024;
    private const int MostNumbers = 1 << 15;

    // below this share of what is added up, Σ w·n is rounding
    private const double Vanishing = 1e-12;

    private readonly PatternOptions _options;
    private readonly LayerPatches _patches;
    private readonly int[] _shape;
    private readonly RowBlock _block;
    private readonly UnitMoments[] _groups;
    private readonly SignalQuality[] _qualities;
    private readonly string? _noQuality;

    /// <param name="layer">The layer's name.</param>
    /// <param name="source">The layer whose output it reads; null for the network's input.</param>
    /// <param name="patches">What its units read.</param>
    /// <param name="shape">The weight's shape.</param>
    /// <param name="parameters">Weight and bias as rules see them.</param>
    /// <param name="options">The options.</param>
    public LayerEstimator(
        string layer,
        string? source,
        LayerPatches patches,
        int[] shape,
        (float[] Weight, float[] Bias) parameters,
        PatternOptions options
    )
    {
        (Layer, Source, _patches, _shape, _options) = (layer, source, patches, shape, options);
        _block = new(patches.Width);
        _noQuality = SignalQuality.Refusal(options, patches);
        int units = shape[0] / patches.Groups;
        double[] weights = Array.ConvertAll(parameters.Weight, w => (double)w);
        double[] biases = Array.ConvertAll(parameters.Bias, b => (double)b);
        if (biases.Length == 0)
            biases = new double[shape[0]];
        bool positive = options.Estimator == SignalEstimator.Positive;
        _groups = new UnitMoments[patches.Groups];
        _qualities = new SignalQuality[_noQuality is null ? patches.Groups : 0];
        for (int g = 0; g < _groups.Length; g++)
        {
            double[] bias = biases[(g * units)..((g + 1) * units)];
            int size = units * patches.Width;
            _groups[g] = new(patches.Width, weights[(g * size)..((g + 1) * size)], bias, positive);
            if (_noQuality is null)
                _qualities[g] = new(
                    _groups[g],
                    patches.Width,
                    positive ? bias : null,
                    SignalQuality.Most(options, patches, units)
                );
        }
    }

    public string Layer { get; }

    /// <summary>The layer whose output it reads; null for the network's input.</summary>
    public string? Source { get; }

    /// <summary>Adds what the layer reads for some samples of the stream.</summary>
    /// <param name="inputs">[samples, input]</param>
    /// <param name="samples">The number of samples.</param>
    /// <param name="first">The number of the first one in the stream.</param>
    /// <param name="parallel">How many threads, and whether to go on.</param>
    public void Add(ReadOnlySpan<float> inputs, int samples, long first, ParallelOptions parallel)
    {
        List<(int Sample, int Patch)> rows = [],
            fit = [],
            judge = [];
        for (int n = 0; n < samples; n++)
        {
            long number = first + n;
            if (!HoldOut.Has(_options, number))
                rows.AddRange(Enumerable.Range(0, _patches.PerSample).Select(patch => (n, patch)));
            else if (_noQuality is null)
                (HoldOut.Fits(_options, number) ? fit : judge).AddRange(
                    HoldOut.Patches(_options, number, _patches.PerSample).Select(patch => (n, patch))
                );
        }

        int size = inputs.Length / samples;
        int most = Math.Clamp(MostNumbers / _patches.Width, 8, MostRows);
        for (int g = 0; g < _groups.Length; g++)
        {
            foreach ((int Sample, int Patch)[] chunk in rows.Chunk(most))
                _groups[g].Add(Block(inputs, size, g, chunk), parallel);
            foreach ((int Sample, int Patch)[] chunk in _noQuality is null ? fit.Chunk(most) : [])
                _qualities[g].Add(Block(inputs, size, g, chunk), fits: true, parallel);
            foreach ((int Sample, int Patch)[] chunk in _noQuality is null ? judge.Chunk(most) : [])
                _qualities[g].Add(Block(inputs, size, g, chunk), fits: false, parallel);
        }
    }

    /// <summary>The patterns of all that was added.</summary>
    public LayerPattern Result()
    {
        double[] values = new double[_groups.Sum(g => g.Units) * _patches.Width];
        double[] quality = new double[_shape[0]];
        List<int> without = [];
        for (int k = 0; k < _shape[0]; k++)
        {
            (int group, int unit) = Math.DivRem(k, _groups[0].Units);
            Span<double> pattern = values.AsSpan(k * _patches.Width, _patches.Width);
            bool known = Pattern(_groups[group], unit, pattern);
            if (!known)
                without.Add(k);
            quality[k] = known && _noQuality is null ? _qualities[group].Of(unit, pattern) : double.NaN;
        }

        string? reason =
            _noQuality
            ?? (
                quality.All(double.IsNaN) && without.Count < quality.Length
                    ? $"{_patches.Width} inputs need at least twice as many held-out patches to fit v, and as many to evaluate it"
                    : null
            );
        return new(Layer, _shape, values, quality, without, reason);
    }

    /// <summary>a = n / wᵀn with the numerator n; zeros where a unit has fewer than two samples or no variance.</summary>
    private bool Pattern(UnitMoments units, int unit, Span<double> pattern)
    {
        double[] numerator = units.Numerator(unit, _options.Centre == PatternCentre.AllOutputs);
        ReadOnlySpan<double> w = units.Weights(unit);
        double denominator = 0,
            magnitude = 0;
        for (int d = 0; d < numerator.Length; d++)
        {
            denominator += w[d] * numerator[d];
            magnitude += Math.Abs(w[d] * numerator[d]);
        }

        if (units.Count(unit) < 2 || !(Math.Abs(denominator) > Vanishing * magnitude))
            return false;
        for (int d = 0; d < numerator.Length; d++)
            pattern[d] = numerator[d] / denominator;
        return true;
    }

    private RowBlock Block(ReadOnlySpan<float> inputs, int size, int group, (int Sample, int Patch)[] rows)
    {
        Span<double> room = _block.Room(rows.Length);
        for (int p = 0; p < rows.Length; p++)
            _patches.Read(
                inputs.Slice(rows[p].Sample * size, size),
                group,
                rows[p].Patch,
                room.Slice(p * _patches.Width, _patches.Width)
            );
        _block.Centre();
        return _block;
    }
}
