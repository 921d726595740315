namespace RuleCompiler;

/// <summary>What an <see cref="Interpreter"/> needs to know beside network, composite and weights.</summary>
public sealed record InterpreterOptions
{
    /// <summary>The reference input in memory order, for the operands a0, x0 and y0; zeros unless given.</summary>
    public float[]? Reference { get; init; }

    /// <summary>
    /// Tensors of per-input and per-weight parameters by <c>layer.Parameter</c>: one value, [C] or [C,H,W] of the
    /// layer's input, or the weight's shape, in memory order. The rule's constructor decides where none is given.
    /// </summary>
    public IReadOnlyDictionary<string, float[]> Operands { get; init; } = new Dictionary<string, float[]>();

    /// <summary>
    /// The carrier at the network's input, for rules whose formulas of the way down read what was carried up:
    /// [features] per member.
    /// </summary>
    public double[][]? Carrier { get; init; }

    /// <summary>How every rule treats a layer's bias; null where each treats it as it declares.</summary>
    public Bias? Bias { get; init; }

    /// <summary>
    /// What relevance starts as where a call does not say; null for the composite's own, or the output's value where
    /// the composite is given as a function.
    /// </summary>
    public OutputRelevance? Start { get; init; }

    /// <summary>
    /// Whether batch norms are folded into the layer before them; null for the composite's own, or true where the
    /// composite is given as a function.
    /// </summary>
    public bool? FoldsBatchNorm { get; init; }

    /// <summary>The pattern of the tensors' names; the network's own where <see cref="Interpreter.For"/> is used.</summary>
    public string? WeightsPattern { get; init; }
}
