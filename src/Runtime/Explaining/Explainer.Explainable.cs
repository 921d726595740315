using System.Buffers;

namespace RuleCompiler;

/// <content>The explainer as methods ask it: numbers in double precision, converted on the way.</content>
public abstract partial class Explainer : IExplainable
{
    /// <inheritdoc/>
    int IExplainable.InputSize => Layout.InputSize;

    /// <inheritdoc/>
    int IExplainable.OutputSize => Layout.OutputSize;

    /// <inheritdoc/>
    void IExplainable.Predict(ReadOnlySpan<double> inputs, Span<double> outputs)
    {
        float[] singles = Singles(inputs);
        float[] logits = ArrayPool<float>.Shared.Rent(outputs.Length);
        try
        {
            ReadOnlySpan<float> given = singles.AsSpan(0, inputs.Length);
            int samples = InputCheck.Count(Layout, given, nameof(inputs));
            Span<float> received = logits.AsSpan(0, outputs.Length);
            Run(given, samples, OutputStart.None, default, received, null, nameof(inputs), anywhere: true);
            for (int i = 0; i < outputs.Length; i++)
                outputs[i] = received[i];
        }
        finally
        {
            ArrayPool<float>.Shared.Return(singles);
            ArrayPool<float>.Shared.Return(logits);
        }
    }

    /// <inheritdoc/>
    void IExplainable.Explain(
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<int> targets,
        Span<double> relevance,
        OutputRelevance start,
        ReadOnlySpan<double> references
    )
    {
        int samples = InputCheck.Count(Layout, inputs, nameof(inputs));
        Answer(inputs, OutputStart.At(Layout, targets, samples, start, nameof(targets)), relevance, references);
    }

    /// <inheritdoc/>
    void IExplainable.Explain(ReadOnlySpan<double> inputs, int columns, RelevanceStart start, Span<double> relevance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentNullException.ThrowIfNull(start);
        Answer(inputs, OutputStart.Made(start, columns), relevance, default);
    }

    /// <inheritdoc/>
    IReadOnlyList<LayerShape> IExplainable.LayerShapes => [.. Layers.Select(l => new LayerShape(l.Name, l.Shape))];

    /// <inheritdoc/>
    LayerTrace IExplainable.Trace(ReadOnlySpan<double> input, int target, string layer)
    {
        float[] given = new float[input.Length];
        for (int i = 0; i < given.Length; i++)
            given[i] = (float)input[i];
        InputCheck.One(Layout, given, nameof(input));
        OutputStart begin = OutputStart.At(Layout, [target], 1, OutputRelevance.One, nameof(target));
        double[] values = [],
            relevance = [];
        LayerStream stream = new(
            Layout,
            found => values = Doubles(found.Values),
            found => relevance = found.Channel == 0 ? Doubles(found.Values) : relevance,
            [layer]
        );
        float[] below = new float[checked(Layout.InputSize * Layout.Results.Length)];
        Run(given, 1, begin, below, default, stream, nameof(input), anywhere: !Layout.ReliesOnRange);
        return new(values, relevance);
    }

    private void Answer(
        ReadOnlySpan<double> inputs,
        OutputStart begin,
        Span<double> relevance,
        ReadOnlySpan<double> references
    )
    {
        if (Layout.Results.Length > 1)
            throw new InvalidOperationException(
                $"The composite of '{GetType().Name}' gives {Layout.Results.Length} channels of relevance; give it a Finish that "
                    + "makes them one number."
            );
        float[] singles = Singles(inputs);
        float[] compared = Singles(references);
        float[] result = ArrayPool<float>.Shared.Rent(relevance.Length);
        try
        {
            ReadOnlySpan<float> given = singles.AsSpan(0, inputs.Length);
            int samples = InputCheck.Count(Layout, given, nameof(inputs));
            Span<float> received = result.AsSpan(0, relevance.Length);
            ReadOnlySpan<float> from = compared.AsSpan(0, references.Length);
            Run(given, samples, begin, received, default, null, nameof(inputs), !Layout.ReliesOnRange, from);
            for (int i = 0; i < relevance.Length; i++)
                relevance[i] = received[i];
        }
        finally
        {
            ArrayPool<float>.Shared.Return(singles);
            ArrayPool<float>.Shared.Return(compared);
            ArrayPool<float>.Shared.Return(result);
        }
    }

    private static double[] Doubles(ReadOnlySpan<float> values)
    {
        double[] doubles = new double[values.Length];
        for (int i = 0; i < doubles.Length; i++)
            doubles[i] = values[i];
        return doubles;
    }

    private static float[] Singles(ReadOnlySpan<double> values)
    {
        float[] singles = ArrayPool<float>.Shared.Rent(values.Length);
        for (int i = 0; i < values.Length; i++)
            singles[i] = (float)values[i];
        return singles;
    }
}
