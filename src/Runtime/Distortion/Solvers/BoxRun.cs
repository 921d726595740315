namespace RuleCompiler;

/// <summary>The searches of a batch, side by side: each asks, the answers are computed together.</summary>
internal sealed class BoxRun
{
    private readonly IDistortion _distortion;
    private readonly RateDistortionOptions _options;
    private readonly int[] _images;
    private readonly double[] _maps;
    private readonly double[] _values;
    private readonly double[] _gradients;

    public BoxRun(IDistortion distortion, RateDistortionOptions options)
    {
        (_distortion, _options) = (distortion, options);
        int d = distortion.Components;
        Searches = new BoxSearch[distortion.Images];
        for (int image = 0; image < Searches.Length; image++)
            Searches[image] =
                options.Solver == RateDistortionSolver.LimitedMemory
                    ? new LimitedMemorySearch(StartOf(d), options)
                    : new ProjectedGradientSearch(StartOf(d), options);
        _images = new int[Searches.Length];
        _values = new double[Searches.Length];
        _maps = new double[Searches.Length * d];
        _gradients = new double[Searches.Length * d];
    }

    public BoxSearch[] Searches { get; }

    /// <summary>λ‖s‖₁ of a map in [0, 1]^d.</summary>
    public double Penalty(double[] map) => _options.Lambda * map.Sum();

    /// <summary>Asks until every search has ended.</summary>
    public void ToEnd()
    {
        while (Searches.Any(s => s.Running))
        {
            Answer(true);
            Answer(false);
            _options.Progress?.Report(
                new(
                    Searches.Max(s => s.History.Count - 1),
                    Searches.Count(s => s.Running),
                    Searches.Length,
                    Searches.Average(s => s.History[^1])
                )
            );
        }
    }

    /// <summary>Answers the questions that want a gradient, or those that want none.</summary>
    private void Answer(bool withGradient)
    {
        _options.CancellationToken.ThrowIfCancellationRequested();
        int d = _distortion.Components,
            count = 0;
        for (int image = 0; image < Searches.Length; image++)
        {
            if (!Searches[image].Running || Searches[image].WantsGradient != withGradient)
                continue;
            _images[count] = image;
            Searches[image].Trial.CopyTo(_maps, count * d);
            count++;
        }

        if (count == 0)
            return;
        Span<int> images = _images.AsSpan(0, count);
        Span<double> values = _values.AsSpan(0, count);
        if (withGradient)
            _distortion.Differentiate(images, _maps.AsSpan(0, count * d), values, _gradients.AsSpan(0, count * d));
        else
            _distortion.Evaluate(images, _maps.AsSpan(0, count * d), values);
        for (int i = 0; i < count; i++)
        {
            BoxSearch search = Searches[images[i]];
            Span<double> gradient = withGradient ? _gradients.AsSpan(i * d, d) : default;
            foreach (ref double value in gradient)
                value += _options.Lambda;
            search.Tell(values[i] + Penalty(search.Trial), gradient);
        }
    }

    private double[] StartOf(int components)
    {
        double[] start = new double[components];
        for (int j = 0; j < start.Length; j++)
            start[j] = Math.Clamp(_options.StartMap?[j] ?? _options.Start, 0, 1);
        return start;
    }
}
