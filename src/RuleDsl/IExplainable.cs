namespace RuleCompiler;

/// <summary>
/// A network with a composite that methods may ask many times: a compiled explainer, in single precision, or the
/// interpreter, in double.
/// </summary>
/// <remarks>
/// Methods ask at points that they make up (between two inputs, with noise, with parts replaced), so a range that
/// the network declares does not bind what is asked here, unless compiled rules rely on it: those of relevance whose
/// first layer reads inputs that are declared not to be negative. Gradients never do.
/// </remarks>
public interface IExplainable
{
    /// <summary>The shape of an input without the batch, such as [C,H,W] or [features].</summary>
    IReadOnlyList<int> InputShape { get; }

    /// <summary>Numbers in one input.</summary>
    int InputSize { get; }

    /// <summary>Numbers in one output.</summary>
    int OutputSize { get; }

    /// <summary>The network's outputs for a batch.</summary>
    /// <param name="inputs">[N, input], N ≥ 1.</param>
    /// <param name="outputs">Receives [N, outputs].</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value is not finite.</exception>
    void Predict(ReadOnlySpan<double> inputs, Span<double> outputs);

    /// <summary>The relevance of a batch; with a composite of gradients, the gradients of the targets' outputs.</summary>
    /// <param name="inputs">[N, input], N ≥ 1.</param>
    /// <param name="targets">[N]</param>
    /// <param name="relevance">Receives [N, input].</param>
    /// <param name="start">What relevance starts as at the targets.</param>
    /// <param name="references">[N, input], the reference of each input; the network's own where empty.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value is not finite or outside of a range that the rules rely on.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    /// <exception cref="InvalidOperationException">The composite gives several channels of relevance.</exception>
    void Explain(
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<int> targets,
        Span<double> relevance,
        OutputRelevance start = OutputRelevance.One,
        ReadOnlySpan<double> references = default
    );

    /// <summary>
    /// The relevance of a batch from any relevances of the outputs, one or several for each input, that are made of the
    /// outputs themselves: all of them go down over one forward pass.
    /// </summary>
    /// <param name="inputs">[N, input], N ≥ 1.</param>
    /// <param name="columns">Relevances for each input, at least 1.</param>
    /// <param name="start">Writes the relevances of an input's outputs.</param>
    /// <param name="relevance">Receives [N, columns, input].</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is not positive.</exception>
    /// <exception cref="InvalidOperationException">The composite gives several channels of relevance.</exception>
    void Explain(ReadOnlySpan<double> inputs, int columns, RelevanceStart start, Span<double> relevance);

    /// <summary>The layers whose values can be told, in execution order.</summary>
    IReadOnlyList<LayerShape> LayerShapes { get; }

    /// <summary>What one layer computes for one input, and the relevance there, from 1 at the target.</summary>
    /// <param name="input">[input]</param>
    /// <param name="target">The output's index.</param>
    /// <param name="layer">The layer's name, one of <see cref="LayerShapes"/>.</param>
    /// <exception cref="ArgumentException">The input does not fit, or there is no such layer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    LayerTrace Trace(ReadOnlySpan<double> input, int target, string layer);
}

/// <summary>Makes the relevances of an input's outputs from the outputs.</summary>
/// <param name="sample">The input's number in the batch, from 0.</param>
/// <param name="outputs">[outputs]</param>
/// <param name="relevances">Receives [columns, outputs]; it is zero before.</param>
public delegate void RelevanceStart(int sample, ReadOnlySpan<double> outputs, Span<double> relevances);

/// <summary>A layer's name and the shape of its output without the batch.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">The output's shape, such as [C,H,W].</param>
public sealed record LayerShape(string Name, IReadOnlyList<int> Shape);

/// <summary>One layer's output for one input.</summary>
/// <param name="Values">The output, in its shape.</param>
/// <param name="Relevance">The relevance of the output, in its shape.</param>
public sealed record LayerTrace(double[] Values, double[] Relevance);
