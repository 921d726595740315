namespace RuleCompiler;

/// <summary>
/// The distortion of any classifier by sampling: D(s) = 1/K Σ_k ½(Φ(x) − Φ(y_k))² with y_k = x⊙s + n_k⊙(1−s), the generic
/// approach of macdonald2019rate, section 4.2. Φ is one output.
/// </summary>
/// <remarks>
/// <para>
/// The K draws are the same for every image and in every question, so that D is a function of s that line searches can
/// search, and ∇D is its exact gradient (reparametrised: n_k does not depend on s). What is computed has the standard
/// error σ/√K of a mean about the true D; a map that was found with one seed is best judged with another.
/// </para>
/// <para>
/// The gradient needs a network compiled with a composite that is the gradient, <see cref="PlainGradient"/>; D alone
/// needs outputs only. Compiled networks compute in single precision, the interpreter in double. Not safe for concurrent
/// calls.
/// </para>
/// </remarks>
public sealed class MonteCarloDistortion : IDistortion
{
    private const int MostNumbers = 1 << 20; // 8 MiB of inputs at once
    private const int MostAtOnce = 256;
    private readonly IExplainable _network;
    private readonly MonteCarloOptions _options;
    private readonly int[] _targets;
    private readonly double[] _inputs;
    private readonly double[] _scores;
    private readonly double[] _draws;
    private readonly double[] _signals;
    private readonly double[] _outputs;
    private readonly double[] _gradients;
    private readonly Obfuscation _obfuscation;
    private readonly int _size;

    /// <param name="network">The classifier.</param>
    /// <param name="inputs">x of each image, [N, d].</param>
    /// <param name="targets">The output that is Φ, of each image, [N].</param>
    /// <param name="reference">The distribution of n.</param>
    /// <param name="options">Samples, seed, components, infill.</param>
    /// <exception cref="ArgumentException">
    /// A length does not fit the network, a value is not finite, or the components or the infill are of another size.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output, or no sample.</exception>
    public MonteCarloDistortion(
        IExplainable network,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<int> targets,
        ReferenceDistribution reference,
        MonteCarloOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(reference);
        (_network, _options, _targets) = (network, options ?? new(), targets.ToArray());
        _size = network.InputSize;
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Samples, 1, nameof(MonteCarloOptions.Samples));
        DistortionCheck.Batch(_size, network.OutputSize, network.InputShape, inputs, targets);
        DistortionCheck.Reference(_size, reference, _options.Components);
        DistortionCheck.Infill(_size, _options.Infill);
        int atOnce = Math.Clamp(MostNumbers / _size, 1, Math.Min(MostAtOnce, Images * Samples));
        _signals = new double[atOnce * _size];
        _gradients = new double[atOnce * _size];
        _outputs = new double[atOnce * network.OutputSize];
        _obfuscation = new(_size, _options.Components, _options.Infill);
        _inputs = Array.ConvertAll(inputs.ToArray(), x => (double)x);
        _scores = Scores();
        _draws = Draws(reference);
        for (int image = 0; image < Images && _options.Components is not null; image++)
            Analyse(_inputs.AsSpan(image * _size, _size));
    }

    /// <inheritdoc/>
    public int Images => _targets.Length;

    /// <inheritdoc/>
    public int Components => _size;

    /// <inheritdoc/>
    public IReadOnlyList<int> Shape => _options.Components?.Shape ?? _network.InputShape;

    /// <summary>Φ(x) of each image, [N].</summary>
    public ReadOnlySpan<double> Score => _scores;

    private int Samples => _options.Samples;

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<int> images, ReadOnlySpan<double> maps, Span<double> distortions)
    {
        distortions.Clear();
        int outputs = _network.OutputSize;
        for (int from = 0; from < images.Length * Samples; )
        {
            int count = Fill(images, maps, from);
            _network.Predict(_signals.AsSpan(0, count * _size), _outputs.AsSpan(0, count * outputs));
            for (int i = 0; i < count; i++)
            {
                int image = images[(from + i) / Samples];
                double error = _outputs[(i * outputs) + _targets[image]] - _scores[image];
                distortions[(from + i) / Samples] += error * error / (2 * Samples);
            }

            from += count;
        }
    }

    /// <inheritdoc/>
    public void Differentiate(
        ReadOnlySpan<int> images,
        ReadOnlySpan<double> maps,
        Span<double> distortions,
        Span<double> gradients
    )
    {
        distortions.Clear();
        gradients.Clear();
        int[] asked = new int[_signals.Length / _size];
        double[] errors = new double[asked.Length];
        for (int from = 0; from < images.Length * Samples; )
        {
            int count = Fill(images, maps, from);
            for (int i = 0; i < count; i++)
                asked[i] = images[(from + i) / Samples];
            _network.Explain(
                _signals.AsSpan(0, count * _size),
                1,
                (i, outputs, start) =>
                {
                    int target = _targets[asked[i]];
                    start[target] = errors[i] = outputs[target] - _scores[asked[i]];
                },
                _gradients.AsSpan(0, count * _size)
            );
            for (int i = 0; i < count; i++)
            {
                (int at, int sample) = Math.DivRem(from + i, Samples);
                distortions[at] += errors[i] * errors[i] / (2 * Samples);
                _obfuscation.Pull(
                    _inputs.AsSpan(asked[i] * _size, _size),
                    maps.Slice(at * _size, _size),
                    _draws.AsSpan(sample * _size, _size),
                    _gradients.AsSpan(i * _size, _size),
                    1.0 / Samples,
                    gradients.Slice(at * _size, _size)
                );
            }

            from += count;
        }
    }

    /// <summary>Writes the obfuscated inputs from a number of images × samples on, as many as there is room for.</summary>
    private int Fill(ReadOnlySpan<int> images, ReadOnlySpan<double> maps, int from)
    {
        int count = Math.Min(_signals.Length / _size, (images.Length * Samples) - from);
        for (int i = 0; i < count; i++)
        {
            (int at, int sample) = Math.DivRem(from + i, Samples);
            _obfuscation.Apply(
                _inputs.AsSpan(images[at] * _size, _size),
                maps.Slice(at * _size, _size),
                _draws.AsSpan(sample * _size, _size),
                _signals.AsSpan(i * _size, _size)
            );
        }

        return count;
    }

    private double[] Scores()
    {
        int outputs = _network.OutputSize;
        double[] all = new double[Images * outputs],
            scores = new double[Images];
        _network.Predict(_inputs, all);
        for (int image = 0; image < Images; image++)
            scores[image] = all[(image * outputs) + _targets[image]];
        return scores;
    }

    private double[] Draws(ReferenceDistribution reference)
    {
        float[] draw = new float[_size];
        double[] draws = new double[checked(Samples * _size)];
        for (int sample = 0; sample < Samples; sample++)
        {
            reference.Draw(_options.Seed, sample, draw);
            Span<double> row = draws.AsSpan(sample * _size, _size);
            for (int j = 0; j < _size; j++)
                row[j] = draw[j];
            if (_options.Components is not null)
                Analyse(row);
        }

        return draws;
    }

    private void Analyse(Span<double> signal)
    {
        double[] components = new double[_size];
        _options.Components!.Analyse(signal, components);
        components.CopyTo(signal);
    }
}

/// <summary>How <see cref="MonteCarloDistortion"/> samples.</summary>
public sealed record MonteCarloOptions
{
    /// <summary>Draws K.</summary>
    public int Samples { get; init; } = 64;

    /// <summary>Chooses the draws.</summary>
    public int Seed { get; init; }

    /// <summary>What is kept or replaced; null for the input's own numbers.</summary>
    public SignalComponents? Components { get; init; }

    /// <summary>Fills what is not kept; null for the draw itself. It works on components where there are some.</summary>
    public IInfill? Infill { get; init; }
}
