using RuleCompiler.Reference;

namespace RuleCompiler;

/// <content>The interpreter as methods ask it: sample after sample, inputs in double precision.</content>
public sealed partial class Interpreter : IExplainable
{
    /// <inheritdoc/>
    public IReadOnlyList<int> InputShape => _network.Graph.InputShape;

    /// <inheritdoc/>
    public int InputSize => _network.Inputs;

    /// <inheritdoc/>
    public int OutputSize => _network.Graph.Output.Units;

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<double> inputs, Span<double> outputs)
    {
        int samples = Samples(inputs, outputs.Length, OutputSize, nameof(outputs));
        for (int n = 0; n < samples; n++)
            _network.Forward(One(inputs, n))[^1].CopyTo(outputs[(n * OutputSize)..]);
    }

    /// <inheritdoc/>
    public void Explain(
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<int> targets,
        Span<double> relevance,
        OutputRelevance start = OutputRelevance.One,
        ReadOnlySpan<double> references = default
    )
    {
        int samples = Samples(inputs, relevance.Length, InputSize, nameof(relevance));
        if (targets.Length != samples)
            throw new ArgumentException(
                $"There are {targets.Length} targets for {samples} inputs; give one for each.",
                nameof(targets)
            );
        if (!references.IsEmpty)
            Samples(references, samples * InputSize, InputSize, nameof(references));
        for (int n = 0; n < samples; n++)
            Explain(One(inputs, n), targets[n], start, references.IsEmpty ? null : One(references, n))
                .Relevance.CopyTo(relevance[(n * InputSize)..]);
    }

    /// <inheritdoc/>
    public void Explain(ReadOnlySpan<double> inputs, int columns, RelevanceStart start, Span<double> relevance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        int samples = Samples(inputs, relevance.Length, checked(columns * InputSize), nameof(relevance));
        for (int n = 0; n < samples; n++)
        {
            NetworkSample sample = Sample(One(inputs, n));
            var begin = new double[columns * OutputSize];
            start(n, sample.Outputs[^1], begin);
            for (int column = 0; column < columns; column++)
                Explain(sample, begin[(column * OutputSize)..((column + 1) * OutputSize)])
                    .Relevance.CopyTo(relevance[(((n * columns) + column) * InputSize)..]);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<LayerShape> LayerShapes =>
        field ??= [.. _network.Graph.Layers.Select(node => new LayerShape(node.Layer.Name, node.Shape))];

    /// <inheritdoc/>
    public LayerTrace Trace(ReadOnlySpan<double> input, int target, string layer)
    {
        Samples(input, OutputSize, OutputSize, nameof(input));
        InterpretedExplanation explanation = Explain(One(input, 0), target, OutputRelevance.One);
        return explanation.Layers.TryGetValue(layer, out double[][]? channels)
            ? new(explanation.Values[layer], channels[0])
            : throw new ArgumentException(
                $"The network has no layer '{layer}'; it has {string.Join(", ", LayerShapes.Select(l => l.Name))}.",
                nameof(layer)
            );
    }

    /// <summary>The network's outputs for one sample in double precision.</summary>
    /// <param name="input">The sample in memory order.</param>
    /// <exception cref="ArgumentException">The sample does not fit the network's input.</exception>
    public double[] Predict(ReadOnlySpan<double> input)
    {
        double[] outputs = new double[OutputSize];
        Predict(input, outputs);
        return outputs;
    }

    /// <summary>Explains one output of one sample in double precision.</summary>
    /// <param name="input">The sample in memory order.</param>
    /// <param name="target">The output to be explained, in memory order.</param>
    /// <param name="start">What relevance starts as.</param>
    /// <exception cref="ArgumentException">The sample does not fit the network's input.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    /// <exception cref="InvalidOperationException">A rule lacks a formula that its layer needs.</exception>
    public InterpretedExplanation Explain(ReadOnlySpan<double> input, int target, OutputRelevance start)
    {
        Samples(input, OutputSize, OutputSize, nameof(input));
        return Explain(One(input, 0), target, start);
    }

    private InterpretedExplanation Explain(
        double[] input,
        int target,
        OutputRelevance begin,
        double[]? reference = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(target, OutputSize);
        NetworkSample sample = Sample(input, reference);
        var start = new double[OutputSize];
        start[target] = begin == OutputRelevance.Logit ? sample.Outputs[^1][target] : 1;
        return Explain(sample, start);
    }

    private double[] One(ReadOnlySpan<double> inputs, int sample)
    {
        double[] input = inputs.Slice(sample * InputSize, InputSize).ToArray();
        int bad = Array.FindIndex(input, value => !double.IsFinite(value));
        return bad < 0
            ? input
            : throw new ArgumentException(
                $"Input {sample} of the batch holds {input[bad]} at index {bad}; every value must be finite.",
                nameof(inputs)
            );
    }

    private int Samples(ReadOnlySpan<double> inputs, int places, int each, string parameter)
    {
        (int samples, int rest) = Math.DivRem(inputs.Length, InputSize);
        if (samples == 0 || rest != 0)
            throw new ArgumentException(
                $"The network takes inputs of {InputSize} values each ({Shapes.Text(_network.Graph.InputShape)}), but "
                    + $"{inputs.Length} values were given; give a whole number of inputs, at least one.",
                nameof(inputs)
            );
        return places == (long)samples * each
            ? samples
            : throw new ArgumentException(
                $"There are {places} places for {samples} inputs; give {each} for each.",
                parameter
            );
    }
}
