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
        bool timesOutput
    )
    {
        if (Layout.Results.Length > 1)
            throw new InvalidOperationException(
                $"The composite of '{GetType().Name}' gives {Layout.Results.Length} channels of relevance; give it a Finish that "
                    + "makes them one number."
            );
        float[] singles = Singles(inputs);
        float[] result = ArrayPool<float>.Shared.Rent(relevance.Length);
        try
        {
            ReadOnlySpan<float> given = singles.AsSpan(0, inputs.Length);
            int samples = InputCheck.Count(Layout, given, nameof(inputs));
            OutputRelevance kind = timesOutput ? OutputRelevance.Logit : OutputRelevance.One;
            OutputStart start = OutputStart.At(Layout, targets, samples, kind, nameof(targets));
            Span<float> received = result.AsSpan(0, relevance.Length);
            Run(given, samples, start, received, default, null, nameof(inputs), anywhere: true);
            for (int i = 0; i < relevance.Length; i++)
                relevance[i] = received[i];
        }
        finally
        {
            ArrayPool<float>.Shared.Return(singles);
            ArrayPool<float>.Shared.Return(result);
        }
    }

    private static float[] Singles(ReadOnlySpan<double> values)
    {
        float[] singles = ArrayPool<float>.Shared.Rent(values.Length);
        for (int i = 0; i < values.Length; i++)
            singles[i] = (float)values[i];
        return singles;
    }
}
