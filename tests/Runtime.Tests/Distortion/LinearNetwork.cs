namespace RuleCompiler.Runtime.Tests.Distortion;

/// <summary>Φ = w·x in double precision.</summary>
internal sealed class LinearNetwork(double[] w) : IExplainable
{
    public IReadOnlyList<int> InputShape => [w.Length];

    public int InputSize => w.Length;

    public int OutputSize => 1;

    public IReadOnlyList<LayerShape> LayerShapes => [];

    public void Predict(ReadOnlySpan<double> inputs, Span<double> outputs)
    {
        outputs.Clear();
        for (int i = 0; i < inputs.Length; i++)
            outputs[i / w.Length] += w[i % w.Length] * inputs[i];
    }

    public void Explain(ReadOnlySpan<double> inputs, int columns, RelevanceStart start, Span<double> relevance)
    {
        double[] outputs = new double[inputs.Length / w.Length];
        Predict(inputs, outputs);
        for (int n = 0; n < outputs.Length; n++)
        {
            double[] above = new double[1];
            start(n, [outputs[n]], above);
            for (int j = 0; j < w.Length; j++)
                relevance[(n * w.Length) + j] = above[0] * w[j];
        }
    }

    public void Explain(
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<int> targets,
        Span<double> relevance,
        OutputRelevance start,
        ReadOnlySpan<double> references
    ) => throw new NotSupportedException("Not asked here.");

    public LayerTrace Trace(ReadOnlySpan<double> input, int target, string layer) =>
        throw new NotSupportedException("Not asked here.");
}
