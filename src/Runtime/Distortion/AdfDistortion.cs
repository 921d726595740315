namespace RuleCompiler;

/// <summary>
/// The distortion by assumed density filtering: D(s) = ½(Φ(x) − E[Φ(y)])² + ½V[Φ(y)], with the moments of Φ(y) carried
/// through the network from those of y. Φ is one output. Deterministic.
/// </summary>
/// <remarks>
/// <para>
/// Source: macdonald2019rate, eq. 3 and sections 4.2 and 4.3: E[y] = x⊙s + E[n]⊙(1−s), V[y] = (1−s)V[n](1−s). A
/// network compiled with <see cref="AdfDiagonal"/> carries variances and takes the reference's; one compiled with
/// <see cref="AdfLowRank"/> carries the reference's factor, whose rows are scaled: (1−s)⊙q. What is computed is D
/// of the approximate moments, not of the true ones; <see cref="MonteCarloDistortion"/> tells how far they are apart.
/// </para>
/// <para>
/// Components of an orthonormal transform need a factor: rows of it are transformed, variances of components are not
/// variances of pixels. Computed in single precision: D to about 10⁻⁶ of Φ(x)². Not safe for concurrent calls.
/// </para>
/// </remarks>
public sealed class AdfDistortion : IDistortion
{
    private const double LargestOfCertain = 1e-3;

    private readonly Propagator _propagator;
    private readonly AdfInputs _inputs;
    private readonly int[] _targets;
    private readonly double[] _scores;
    private readonly int _outputs;
    private readonly int _columns;

    /// <param name="propagator">The network, compiled with <see cref="AdfDiagonal"/> or <see cref="AdfLowRank"/>.</param>
    /// <param name="inputs">x of each image, [N, d].</param>
    /// <param name="targets">The output that is Φ, of each image, [N].</param>
    /// <param name="reference">The distribution of n; with a factor for <see cref="AdfLowRank"/>.</param>
    /// <param name="components">What is kept or replaced; null for the input's own numbers.</param>
    /// <exception cref="ArgumentException">
    /// A length does not fit the network, a value is not finite, or the reference or the components do not fit what the
    /// propagator carries.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public AdfDistortion(
        Propagator propagator,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<int> targets,
        ReferenceDistribution reference,
        SignalComponents? components = null
    )
    {
        ArgumentNullException.ThrowIfNull(propagator);
        ArgumentNullException.ThrowIfNull(reference);
        ExplainerLayout layout = propagator.Layout;
        (_propagator, _outputs, _targets) = (propagator, layout.OutputSize, targets.ToArray());
        if (propagator.Members != 2 || layout.Inputs[0].PerRow)
            throw new ArgumentException(
                $"The propagator carries {propagator.Members} members that are not a mean and a variance or factor; compile the "
                    + $"network with {nameof(AdfDiagonal)} or {nameof(AdfLowRank)}.",
                nameof(propagator)
            );
        DistortionCheck.Batch(layout.InputSize, _outputs, layout.InputShape, inputs, targets);
        DistortionCheck.Reference(layout.InputSize, reference, components);
        bool factor = layout.Inputs[1].PerRow;
        DistortionCheck.Moments(factor, reference, components);
        _columns = factor ? reference.Rank : 1;
        Shape = components?.Shape ?? layout.InputShape;
        _inputs = new(inputs, reference, components, factor);
        _scores = new double[_targets.Length];
        for (int image = 0; image < Images; image++)
            _scores[image] = ScoreOf(image);
    }

    /// <inheritdoc/>
    public int Images => _targets.Length;

    /// <inheritdoc/>
    public int Components => _inputs.Size;

    /// <inheritdoc/>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Φ(x) of each image, [N].</summary>
    public ReadOnlySpan<double> Score => _scores;

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<int> images, ReadOnlySpan<double> maps, Span<double> distortions)
    {
        int atOnce = _propagator.SamplesAtOnce(images.Length, _columns);
        for (int from = 0; from < images.Length; from += atOnce)
        {
            int count = Math.Min(atOnce, images.Length - from);
            float[][] members = _inputs.Fill(images.Slice(from, count), maps[(from * Components)..]);
            float[][] outputs = _propagator.Propagate(members, _columns);
            for (int i = 0; i < count; i++)
                distortions[from + i] = Distortion(outputs, i, images[from + i]);
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
        int atOnce = _propagator.SamplesAtOnce(images.Length, _columns);
        for (int from = 0; from < images.Length; from += atOnce)
        {
            int count = Math.Min(atOnce, images.Length - from);
            ReadOnlySpan<double> some = maps.Slice(from * Components, count * Components);
            int[] asked = images.Slice(from, count).ToArray();
            float[][] members = _inputs.Fill(asked, some);
            CarrierGradient found = _propagator.Gradient(members, outputs => Adjoint(outputs, asked), _columns);
            for (int i = 0; i < count; i++)
                distortions[from + i] = Distortion(found.Outputs, i, asked[i]);
            _inputs.Pull(asked, some, found.Gradients, gradients.Slice(from * Components, some.Length));
        }
    }

    /// <summary>Φ(x): the mean where everything is kept.</summary>
    /// <exception cref="ArgumentException">What is carried there beside it cannot be a variance.</exception>
    private double ScoreOf(int image)
    {
        double[] whole = new double[Components];
        Array.Fill(whole, 1);
        float[][] outputs = _propagator.Propagate(_inputs.Fill([image], whole), _columns);
        double score = outputs[0][_targets[image]],
            most = outputs[1].Max(Math.Abs);
        // a rule may add something under its square root, but not as much as the bounds of another carrier are
        if (most > LargestOfCertain * (1 + (score * score)))
            throw new ArgumentException(
                $"Where the whole of image {image} is known, the propagator's second member is {most:G3} at an output and should "
                    + $"be 0: it carries no variance or factor; compile the network with {nameof(AdfDiagonal)} or "
                    + $"{nameof(AdfLowRank)}.",
                "propagator"
            );
        return score;
    }

    private double Distortion(float[][] outputs, int sample, int image)
    {
        int target = _targets[image];
        double bias = _scores[image] - outputs[0][(sample * _outputs) + target],
            variance = 0;
        for (int column = 0; column < _columns; column++)
        {
            double member = outputs[1][(((sample * _columns) + column) * _outputs) + target];
            variance += _inputs.HasFactor ? member * member : member;
        }

        return 0.5 * ((bias * bias) + variance);
    }

    /// <summary>∂D/∂E = E − Φ(x); ∂D/∂V = ½, or ∂D/∂q = q.</summary>
    private float[][] Adjoint(float[][] outputs, int[] images)
    {
        float[][] adjoint = [new float[outputs[0].Length], new float[outputs[1].Length]];
        for (int i = 0; i < images.Length; i++)
        {
            int target = _targets[images[i]],
                at = (i * _outputs) + target;
            adjoint[0][at] = (float)(outputs[0][at] - _scores[images[i]]);
            for (int column = 0; column < _columns; column++)
            {
                int place = (((i * _columns) + column) * _outputs) + target;
                adjoint[1][place] = _inputs.HasFactor ? outputs[1][place] : 0.5f;
            }
        }

        return adjoint;
    }
}
