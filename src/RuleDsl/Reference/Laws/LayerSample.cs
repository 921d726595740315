namespace RuleCompiler.Reference;

/// <summary>What is known at a layer about one sample.</summary>
/// <param name="Inputs">The activations per branch.</param>
/// <param name="Output">The layer's output, bias included.</param>
/// <param name="ReferenceInputs">The activations at the reference input, per branch.</param>
/// <param name="ReferenceOutput">The layer's output at the reference input.</param>
internal sealed record LayerSample(
    double[][] Inputs,
    double[] Output,
    double[][] ReferenceInputs,
    double[] ReferenceOutput
)
{
    /// <summary>The carrier at each branch, [branch][member][column·units + unit]; null where none arrives.</summary>
    public double[]?[]?[] CarrierInputs { get; init; } = [];

    /// <summary>The carrier behind the layer, or null.</summary>
    public double[][]? CarrierOutput { get; init; }
}
