namespace RuleCompiler;

/// <summary>
/// A network with a composite that methods may ask many times: a compiled explainer, in single precision, or the
/// interpreter, in double.
/// </summary>
/// <remarks>
/// Methods ask at points that they make up (between two inputs, with noise, with parts replaced), so a range that
/// the network declares does not bind what is asked here.
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
    /// <param name="timesOutput">Whether relevance starts as the output's value instead of 1.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    /// <exception cref="InvalidOperationException">The composite gives several channels of relevance.</exception>
    void Explain(
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<int> targets,
        Span<double> relevance,
        bool timesOutput = false
    );
}
