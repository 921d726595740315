using RuleCompiler.Runtime.Tests.Explaining;

namespace RuleCompiler.Runtime.Tests.Methods;

[Explainer<SmallNetwork, PlainGradient>]
public sealed partial class AskedGradient;

[Explainer<SmallNetwork, GuidedBackprop>]
public sealed partial class AskedGuided;

/// <summary>A function as a network of one output, with its gradient; it counts what it is asked.</summary>
internal sealed class FunctionNetwork(
    int[] shape,
    Func<double[], double> function,
    Func<double[], double[]>? gradient = null
) : IExplainable
{
    public IReadOnlyList<int> InputShape => shape;

    public int InputSize => shape.Aggregate(1, (size, extent) => size * extent);

    public int OutputSize => 1;

    /// <summary>Inputs that were asked.</summary>
    public int Asked { get; private set; }

    /// <summary>Calls, each with the number of its inputs.</summary>
    public List<int> Batches { get; } = [];

    public IReadOnlyList<LayerShape> LayerShapes => [];

    public void Predict(ReadOnlySpan<double> inputs, Span<double> outputs)
    {
        Count(outputs.Length);
        for (int n = 0; n < outputs.Length; n++)
            outputs[n] = function(inputs.Slice(n * InputSize, InputSize).ToArray());
    }

    public void Explain(
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<int> targets,
        Span<double> relevance,
        OutputRelevance start = OutputRelevance.One,
        ReadOnlySpan<double> references = default
    )
    {
        Count(targets.Length);
        for (int n = 0; n < targets.Length; n++)
            gradient!(inputs.Slice(n * InputSize, InputSize).ToArray()).CopyTo(relevance[(n * InputSize)..]);
    }

    public void Explain(ReadOnlySpan<double> inputs, int columns, RelevanceStart start, Span<double> relevance) =>
        throw new NotSupportedException("A function has one output.");

    public LayerTrace Trace(ReadOnlySpan<double> input, int target, string layer) =>
        throw new NotSupportedException("A function has no layers.");

    /// <summary>w·x + b.</summary>
    public static FunctionNetwork Linear(double[] weights, double bias) =>
        new([weights.Length], x => bias + x.Zip(weights, (a, w) => a * w).Sum(), _ => [.. weights]);

    private void Count(int samples)
    {
        Asked += samples;
        Batches.Add(samples);
    }
}
